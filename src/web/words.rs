//! What pages say: sentences of the message files, and days, sums and counts in words.

pub mod filters;
mod say;
pub mod tongue;

pub use say::{Day, Fill, Say, Showing, english, says};

use chrono::NaiveDate;
pub use onward_domain::counted::figure;

/// "24 November 2026".
#[must_use]
pub fn full_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
