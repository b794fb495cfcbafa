//! Leaving care law in England as code: what a young person who was in care is entitled to, on any day, and why.
//!
//! Give [`assess`] a [`Law`], a [`Person`] and a day, and it answers with an [`Assessment`]: the status, the duties
//! owed, every entitlement with its period and amount, what changes next, and what to watch out for. Nothing here reads
//! a clock, a file or a database. The person's adviser can check every result.
//!
//! | to read about | look in |
//! |---|---|
//! | what is known about a person | [`person`], read from a document by [`json`] |
//! | the facts that answers depend on, and their questions | [`facts`] |
//! | the answer | [`assessment`], written as JSON by [`document`] |
//! | days, birthdays, spans | [`calendar`], [`timeline`] |
//! | which days were days in care | `care_history` |
//! | status | `status` |
//! | entitlements and their language | [`entitlement`], [`catalogue`], [`figures`] |
//! | unknown facts | `unknown` |
//! | what to ask somebody who has no record | [`find_out`] |
//! | why | [`explain`](mod@explain), [`day_count`](mod@day_count), in the sentences of [`messages`] |

pub mod assess;
pub mod assessment;
pub mod calendar;
mod care_history;
pub mod catalogue;
pub mod challenge;
pub mod changes;
pub mod coverage;
pub mod day_count;
pub mod document;
pub mod duty;
pub mod entitlement;
pub mod explain;
pub mod facts;
pub mod figures;
pub mod find_out;
pub mod followed;
pub mod fund_rules;
mod grid;
pub mod impossible;
pub mod in_doubt;
pub mod json;
pub mod leaving;
mod life;
pub mod local_offer;
pub mod messages;
pub mod moved_date;
mod on_day;
pub mod person;
mod plain;
mod status;
mod temporary_move;
pub mod timeline;
mod unknown;
pub mod unsaid;
mod warning;
pub mod what_if;
pub mod years;

pub use assess::assess;
pub use assessment::Assessment;
pub use catalogue::Law;
pub use coverage::Coverage;
pub use day_count::day_count;
pub use document::AssessmentLine;
pub use duty::clocks;
pub use explain::{Explanation, Line, Subject, explain, plain_reasons};
pub use messages::Messages;
pub use moved_date::if_wrong;
pub use person::Person;
pub use what_if::what_if;
pub use years::years;

/// The example in the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("README.md")]
pub struct Readme;
