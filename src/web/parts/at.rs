//! An instant the way pages show it: the template says "Monday 23 November at 2pm".

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::clock::{london_day, time_of_day};

/// A London day and the time of that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct At {
    pub on: NaiveDate,
    /// "2:30pm".
    pub time: String,
}

impl From<DateTime<Utc>> for At {
    fn from(at: DateTime<Utc>) -> Self {
        Self { on: london_day(at), time: time_of_day(at) }
    }
}
