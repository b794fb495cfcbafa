//! Where a person lives and what they do: the two things that the statutory return asks about a care leaver.

use chrono::NaiveDate;

use crate::{id, recorded::Recorded};

/// Where someone lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeNote {
    /// The letter of the statutory return (SSDA903 ACCOM without its digit).
    pub kind: String,
    /// Is it suitable? `None` while nobody has judged.
    pub suitable: Option<bool>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The first day on which it is over.
    pub until: Option<NaiveDate>,
    /// The address, if recorded; hidden from most when the person is protected.
    pub address: Option<String>,
}

/// One home of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Which.
    pub id: id::HomeId,
    /// Whose.
    pub person: id::PersonId,
    /// What is noted.
    pub note: HomeNote,
    /// Where it came from.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<id::HomeId>,
}

/// What someone does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityNote {
    /// The code of the statutory return (SSDA903 ACTIV).
    pub kind: String,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The first day on which it is over.
    pub until: Option<NaiveDate>,
    /// Where, or with whom.
    pub at: Option<String>,
}

/// One activity of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Which.
    pub id: id::ActivityId,
    /// Whose.
    pub person: id::PersonId,
    /// What is noted.
    pub note: ActivityNote,
    /// Where it came from.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<id::ActivityId>,
}
