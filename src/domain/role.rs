//! Who may sign in, and in what role.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The role of someone who signs in. One user has one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The person whose record it is.
    YoungPerson,
    /// A personal adviser: Care Leavers (England) Regulations 2010 reg 8.
    Adviser,
    /// An independent reviewing officer.
    ReviewingOfficer,
    /// Someone at the children's hub who takes contacts.
    HubWorker,
    /// Of another agency at the children's hub: sees only what was shared with it, and adds its part.
    Partner,
    /// Answers for everyone in the service.
    Manager,
    /// Looks after users and settings; sees no records.
    Administrator,
}

impl Role {
    /// Every role, in the order used on pages.
    pub const ALL: [Self; 7] = [
        Self::YoungPerson,
        Self::Adviser,
        Self::ReviewingOfficer,
        Self::HubWorker,
        Self::Partner,
        Self::Manager,
        Self::Administrator,
    ];

    /// The word used in the database and in `onward routes`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::YoungPerson => "young_person",
            Self::Adviser => "adviser",
            Self::ReviewingOfficer => "reviewing_officer",
            Self::HubWorker => "hub_worker",
            Self::Partner => "partner",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
        }
    }

    /// Everyone except the young person: signs in with email and a second factor.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::YoungPerson)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The text does not name a role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such role")]
pub struct NoSuchRole;

impl FromStr for Role {
    type Err = NoSuchRole;
    fn from_str(text: &str) -> Result<Self, NoSuchRole> {
        Self::ALL.into_iter().find(|role| role.word() == text).ok_or(NoSuchRole)
    }
}
