//! The store's tests, each on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod accounts;
mod advisers;
mod budget;
mod chains;
mod directory;
mod hub;
mod importing;
mod installation;
mod keeping;
mod killing;
mod migrating;
mod opening;
mod own_answers;
mod reading;
mod receipts;
mod records;
mod talk;
mod trees;
mod trouble;
mod versions;
mod words;
mod world;
mod writing;

use chrono::TimeZone as _;

/// A fixed moment: the demonstration's day at noon.
pub(crate) fn noon() -> crate::types::Instant {
    chrono::Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

/// A day written as in the data.
pub(crate) fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}
