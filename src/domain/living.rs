//! Where a person lives and what they do: the two things that the statutory return asks about care leavers.

use chrono::NaiveDate;

use crate::{id, recorded::Recorded};

/// Where someone lives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// Why it is suitable or is not.
    pub why: Option<String>,
    /// Whether the council provides it: then a visit is owed within seven days. `None` until somebody says so.
    pub provided: Option<bool>,
}

/// The letter of the return for a home that nobody knows.
pub const HOME_NOT_KNOWN: &str = "R";

/// The code of the return for an activity that nobody knows.
pub const ACTIVITY_NOT_KNOWN: &str = "0";

impl HomeNote {
    /// The code of the return: the letter, and whether it is suitable. `None` until somebody has judged.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        match (self.kind.as_str(), self.suitable) {
            // Nowhere to live and custody are never suitable.
            ("S" | "X", _) => Some(format!("{}2", self.kind)),
            (kind, Some(suitable)) => Some(format!("{kind}{}", if suitable { 1 } else { 2 })),
            (_, None) => None,
        }
    }
}

/// Whether something that runs from a day until another is so on this day.
#[must_use]
pub fn runs(from: Option<NaiveDate>, until: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
}

/// The home on a day; the one recorded last, should there be two.
#[must_use]
pub fn home_on(homes: &[Home], day: NaiveDate) -> Option<&Home> {
    homes.iter().rev().find(|home| runs(home.note.from, home.note.until, day))
}

/// The activity on a day; the one recorded last, should there be two.
#[must_use]
pub fn activity_on(activities: &[Activity], day: NaiveDate) -> Option<&Activity> {
    activities.iter().rev().find(|one| runs(one.note.from, one.note.until, day))
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
