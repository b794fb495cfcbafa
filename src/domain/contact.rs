//! Visits, calls and messages between a person and the service.

use chrono::NaiveDate;

use crate::{
    id::{ContactId, PersonId},
    recorded::Recorded,
};

crate::words! {
    /// How they met.
    pub enum ContactKind {
        /// Face to face, where the person lives.
        VisitAtHome = "visit_at_home",
        /// Face to face somewhere else.
        VisitElsewhere = "visit_elsewhere",
        /// By telephone.
        Call = "call",
        /// By video.
        Video = "video",
        /// By text, e-mail or letter.
        Message = "message",
        /// Tried, and nobody was reached.
        Tried = "tried",
    }
}

/// What is noted of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactNote {
    /// How.
    pub kind: ContactKind,
    /// On which day it happened; reports count it by this and show when it was recorded beside it.
    pub happened_on: NaiveDate,
    /// In short, what was said.
    pub summary: String,
    /// When the next one is meant to be.
    pub next_on: Option<NaiveDate>,
}

/// One contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Which.
    pub id: ContactId,
    /// With whom.
    pub person: PersonId,
    /// What is noted.
    pub note: ContactNote,
    /// Where it came from.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<ContactId>,
}
