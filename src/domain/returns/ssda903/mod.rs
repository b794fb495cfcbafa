//! The SSDA903 return (children looked after), read whole: bytes in, a plan out, no I/O.
//!
//! How a file is processed: [`decode`] (bytes to text) → [`read`] (text to checked rows of one
//! [`table`]) → [`merge`] (all files to each child's rows by year) → [`history`] (rows to care
//! history: episodes, events, positions) → [`plan`](mod@plan) (what would change in what the service holds).
//!
//! Two ideas make it safe to run as often as you like:
//!
//! * The service keeps, alongside its own records, a [`Ledger`]: what the returns have said so far, year
//!   by year. Within a year the later file counts, between years the later year, so reading the years in
//!   halves gives the same result as reading them all at once.
//! * A fact on a person's record is compared three ways: what the returns said before, what the
//!   record says now, and what the returns say with these files. Where an adviser has corrected the record
//!   and the return says something new, nobody is overruled: it becomes a question.

pub mod code;
pub mod decode;
pub mod history;
pub mod ledger;
pub mod merge;
pub mod plan;
pub mod problem;
pub mod read;
pub mod row;
pub mod table;
pub mod value;
pub mod year;

#[cfg(test)]
mod tests;

pub use history::{Fact, FactKey, Holds};
pub use ledger::{HandIn, Ledger, Line, Source};
pub use merge::{Incoming, InputFile, merge};
pub use plan::{Allowed, Held, Plan, between, plan};
pub use problem::{Problem, Weight};
pub use row::Child;
pub use table::Table;
pub use year::CollectionYear;
