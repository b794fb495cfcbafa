//! Now, as the service sees it.

use chrono::{DateTime, NaiveDate, Utc};

/// One moment: the instant for the logs, and the day in London for everything the law counts.
///
/// In the demonstration the day is fixed while instants move on, so neither follows from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant, in UTC.
    pub at: DateTime<Utc>,
    /// The day, in London.
    pub today: NaiveDate,
}
