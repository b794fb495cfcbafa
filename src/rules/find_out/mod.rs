//! Finding out what somebody can get who has no record: what they have said so far, what it means, and which question
//! settles most of the rest.
//!
//! Nobody knows their life by the day. What is told may be a month or a year; then both ends are tried, and only where they
//! give different answers is the day asked for. The next question is the one whose answer decides most, counted in things
//! and pounds; one whose answers all come to the same is never asked.

mod answer;
mod next;
mod reading;
mod told;

pub use answer::{Answer, answer};
pub use next::{Next, next, open_questions};
pub use told::{Care, Ending, Place, Question, Reply, Told, When};
