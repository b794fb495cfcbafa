//! People in a young person's life, and what the young person agreed that each of them may be told.

use chrono::NaiveDate;

use crate::{
    id::{LifePersonId, PersonId},
    recorded::Recorded,
};

crate::words! {
    /// What somebody may be told, by what the young person says.
    pub enum MayKnow {
        /// They must not be told anything, above all not where the young person lives.
        Never = "never",
        Nothing = "nothing",
        /// That the young person works with this service.
        Together = "together",
        /// About the plan.
        Plan = "plan",
        Everything = "everything",
        /// They agreed to something, and took it back.
        TakenBack = "taken_back",
    }
}

impl MayKnow {
    /// There is something that may be said to them.
    #[must_use]
    pub const fn is_consent(self) -> bool {
        matches!(self, Self::Together | Self::Plan | Self::Everything)
    }
}

/// What is said of one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifePersonNote {
    pub name: String,
    /// Who they are to the young person, in words: "my nan".
    pub who: String,
    pub reach: Option<String>,
    pub may: MayKnow,
    /// The day on which the young person said so.
    pub agreed_on: NaiveDate,
    /// Why they must not be told anything: for staff alone.
    pub why: Option<String>,
}

/// Somebody in their life, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifePerson {
    pub id: LifePersonId,
    pub person: PersonId,
    pub note: LifePersonNote,
    pub recorded: Recorded,
    pub superseded_by: Option<LifePersonId>,
}

impl LifePerson {
    /// Whoever must not be told anything first, then by name.
    pub fn in_order(all: &mut [Self]) {
        all.sort_by_key(|one| (one.note.may != MayKnow::Never, one.note.name.to_lowercase(), one.id));
    }
}
