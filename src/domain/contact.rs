//! Visits, calls and messages between a person and the service.

use chrono::NaiveDate;

use crate::{
    id::{ContactId, PersonId},
    recorded::Recorded,
};

crate::words! {
    /// How the contact took place.
    pub enum ContactKind {
        /// Face to face, where the person lives.
        VisitAtHome = "visit_at_home",
        /// Face to face somewhere else.
        VisitElsewhere = "visit_elsewhere",
        /// By telephone.
        Call = "call",
        Video = "video",
        /// By text, email or letter.
        Message = "message",
        /// Tried, but nobody was reached.
        Tried = "tried",
    }
}

/// What is recorded about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactNote {
    pub kind: ContactKind,
    /// The day it happened; reports count by this day and show the recording date alongside.
    pub happened_on: NaiveDate,
    /// A short summary of what was said.
    pub summary: String,
    /// When the next contact is planned.
    pub next_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    /// The person contacted.
    pub person: PersonId,
    /// What is recorded.
    pub note: ContactNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<ContactId>,
}
