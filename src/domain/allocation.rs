//! Who works with whom, from when until when.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::{AllocationId, PersonId, TeamId, UserId};

crate::words! {
    /// As what someone is allocated.
    pub enum Part {
        /// The personal adviser.
        Adviser = "adviser",
        /// The independent reviewing officer.
        ReviewingOfficer = "reviewing_officer",
    }
}

/// A member of staff works with a person from `from` (in) until `until` (out).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// Which.
    pub id: AllocationId,
    /// With whom.
    pub person: PersonId,
    /// Who.
    pub user: UserId,
    /// As what.
    pub part: Part,
    /// For which team.
    pub team: Option<TeamId>,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it is over; `None` while it goes on.
    pub until: Option<NaiveDate>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded it.
    pub recorded_by: Option<UserId>,
}

impl Allocation {
    /// Is it current on this day?
    #[must_use]
    pub fn current(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// A team of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// What it is called.
    pub name: String,
    /// Its telephone number.
    pub phone: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// A member of staff as a young person or a list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// Who.
    pub user: UserId,
    /// The name that others see.
    pub name: String,
    /// Their work telephone number.
    pub phone: Option<String>,
    /// As what they are allocated.
    pub part: Part,
    /// The team that they do it for.
    pub team: Option<Team>,
    /// Since when.
    pub from: NaiveDate,
}
