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
        /// They did not want to meet or talk.
        Refused = "refused",
        /// Face to face with others of them in the room: contact, and no visit. Whoever was seen alone as well has a visit.
        Group = "group",
    }

    /// Whether somebody was seen without others in the room.
    pub enum Alone {
        Yes = "yes",
        /// For a part of the time.
        Partly = "partly",
        No = "no",
    }
}

impl ContactKind {
    /// Face to face: only this closes the clock of visits.
    #[must_use]
    pub const fn is_visit(self) -> bool {
        matches!(self, Self::VisitAtHome | Self::VisitElsewhere)
    }

    /// They were reached: this is contact in the sense of the return.
    #[must_use]
    pub const fn reached(self) -> bool {
        !matches!(self, Self::Tried | Self::Refused)
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
    /// Whether they were seen alone; only for a visit.
    pub alone: Option<Alone>,
    /// How they are, in their own words; they read this on their own pages.
    pub own_words: Option<String>,
}

impl ContactNote {
    /// A contact on a day, with nothing more to say of it.
    #[must_use]
    pub const fn new(kind: ContactKind, happened_on: NaiveDate) -> Self {
        Self { kind, happened_on, summary: String::new(), next_on: None, alone: None, own_words: None }
    }
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
