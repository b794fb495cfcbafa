//! What of a contact the family may read later, and what is left out of their copy and why.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{HubContact, Part, Passed, Step};
use crate::id::{HubContactId, HubPartId, HubPassId, HubStepId, UserId};

crate::words! {
    /// Why something is left out of the family's copy. There is no other reason.
    pub enum Withheld {
        /// It is about somebody else, who has not agreed. Data Protection Act 2018, Sch 2 para 16.
        SomebodyElse = "somebody_else",
        /// It could seriously harm a child or somebody else. Data Protection Act 2018, Sch 3 para 11.
        Harm = "harm",
        /// It could get in the way of stopping or solving a crime. Data Protection Act 2018, Sch 2 para 2.
        Crime = "crime",
        /// It is advice of a lawyer. Data Protection Act 2018, Sch 2 para 19.
        LegalAdvice = "legal_advice",
    }
}

/// Something that stands in a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// What was written or said first.
    Came(HubContactId),
    /// A step of the ledger.
    Step(HubStepId),
    /// What an agency added.
    Part(HubPartId),
    /// What was passed to a council that is not of the hub.
    Passed(HubPassId),
}

impl Entry {
    /// Its id, as it is stored and as an address has it.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Came(id) => id.to_string(),
            Self::Step(id) => id.to_string(),
            Self::Part(id) => id.to_string(),
            Self::Passed(id) => id.to_string(),
        }
    }
}

/// Whether an entry is left out of the family's copy, as somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The entry's id.
    pub entry: String,
    /// None: it is shown again.
    pub reason: Option<Withheld>,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// Everything that stands in a contact: what came, and then steps, parts and what was passed on, oldest first.
#[must_use]
pub fn entries(
    contact: &HubContact,
    steps: &[Step],
    parts: &[Part],
    passed: &[Passed],
) -> Vec<(DateTime<Utc>, Entry)> {
    let steps = steps.iter().map(|step| (step.at, Entry::Step(step.id)));
    let parts = parts.iter().map(|part| (part.at, Entry::Part(part.id)));
    let passed = passed.iter().map(|pass| (pass.at, Entry::Passed(pass.id)));
    let mut all: Vec<_> = steps.chain(parts).chain(passed).collect();
    all.sort();
    all.insert(0, (contact.came_at, Entry::Came(contact.id)));
    all
}

/// The last mark of each entry, from marks that are given oldest first.
#[must_use]
pub fn last_marks(marks: &[Mark]) -> BTreeMap<&str, &Mark> {
    marks.iter().map(|mark| (mark.entry.as_str(), mark)).collect()
}
