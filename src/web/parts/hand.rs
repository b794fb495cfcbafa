//! Who wrote something down, and when: under every answer, course, episode and step. The words stand in the component
//! `written_by`.

use chrono::NaiveDate;
use onward_store::repo::versions::{Rows, Version};
use serde::Serialize;

use crate::clock::london_day;

/// The hand that wrote a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandShown {
    /// The London day.
    pub on: NaiveDate,
    /// The name others see, where it is known.
    pub by: Option<String>,
    /// It took the place of an earlier version.
    pub put_right: bool,
    /// The day on which another replaced it.
    pub stood_until: Option<NaiveDate>,
}

impl<V: Rows> From<&Version<V>> for HandShown {
    fn from(version: &Version<V>) -> Self {
        let recorded = version.row.recorded();
        Self {
            on: london_day(recorded.at),
            by: version.by.clone(),
            put_right: version.put_right,
            stood_until: recorded.superseded_at.map(london_day),
        }
    }
}
