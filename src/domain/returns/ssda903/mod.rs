//! The SSDA903 return (children looked after), read whole: bytes in, a plan out, no I/O.
//!
//! The way of a file: [`decode`] (bytes to text) → [`read`] (text to checked rows of one
//! [`table`]) → [`merge`] (all files to the rows of each child and year) → [`history`] (rows to care
//! history: episodes, events, positions) → [`plan`](mod@plan) (what would change in what the service holds).
//!
//! Two ideas keep it safe to run as often as one likes:
//!
//! * The service keeps, beside its own records, a [`Ledger`]: what the returns have said so far, year
//!   by year. Of one year the later file counts, of two years the later year, so reading the years in
//!   halves comes to the same as reading them at once.
//! * A fact on a person's record is compared three ways: what the returns said before, what the
//!   record says now, what the returns say with these files. Where the record was corrected by
//!   an adviser and the return says something new, nobody is overruled: it becomes a question.

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
