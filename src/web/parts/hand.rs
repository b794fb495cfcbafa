//! Who recorded something, and when: under every answer, course, episode and step. The words are in the component
//! `written_by`.

use chrono::NaiveDate;
use onward_store::repo::versions::{Rows, Version};
use serde::Serialize;

use crate::clock::london_day;

/// The author of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandShown {
    /// The London day.
    pub on: NaiveDate,
    /// The name others see, if known.
    pub by: Option<String>,
    /// It replaced an earlier version.
    pub put_right: bool,
    /// The day on which another version replaced it.
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
