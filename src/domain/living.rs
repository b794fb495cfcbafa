//! Where a person lives and what they do: the two things that the statutory return asks about care leavers.

use chrono::NaiveDate;

use crate::{id, recorded::Recorded};

/// Where someone lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeNote {
    /// The letter from the statutory return (SSDA903 ACCOM without its digit).
    pub kind: String,
    /// Whether it is suitable; `None` until somebody has judged.
    pub suitable: Option<bool>,
    pub from: Option<NaiveDate>,
    /// The first day on which it is over.
    pub until: Option<NaiveDate>,
    /// The address, if recorded; hidden from most people when the person is protected.
    pub address: Option<String>,
}

/// Somewhere a person lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    pub id: id::HomeId,
    pub person: id::PersonId,
    /// What is recorded.
    pub note: HomeNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<id::HomeId>,
}

/// What someone does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityNote {
    /// The code from the statutory return (SSDA903 ACTIV).
    pub kind: String,
    pub from: Option<NaiveDate>,
    /// The first day on which it is over.
    pub until: Option<NaiveDate>,
    /// Where, or with whom.
    pub at: Option<String>,
}

/// One activity of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    pub id: id::ActivityId,
    pub person: id::PersonId,
    /// What is recorded.
    pub note: ActivityNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<id::ActivityId>,
}
