//! What an adviser decided about a reading of the law, where the law is ambiguous and an answer rests on one reading of it.

pub use leaving_care_rules::assessment::Confirm;
use leaving_care_rules::assessment::Flag as _;

use crate::{
    basis::Basis,
    id::{ConfirmationId, PersonId},
    recorded::Recorded,
};

crate::words! {
    /// What was decided.
    pub enum Decided {
        /// The reading is right for this person.
        Right = "right",
        /// It is not right for this person: what rests on it has to be looked at.
        NotRight = "not_right",
        /// Only a lawyer can say.
        AskLegal = "ask_legal",
    }
}

impl Decided {
    /// Nobody has to think of it again until somebody changes it.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::AskLegal)
    }
}

/// What is said about one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmationNote {
    pub code: Confirm,
    pub decided: Decided,
    /// Which record it rests on.
    pub basis: Basis,
    /// Why, in a sentence.
    pub reason: String,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    pub id: ConfirmationId,
    pub person: PersonId,
    pub note: ConfirmationNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<ConfirmationId>,
}

/// The reading of a code.
#[must_use]
pub fn reading(code: &str) -> Option<Confirm> {
    Confirm::ALL.iter().copied().find(|each| each.code() == code)
}

/// The code of a reading.
#[must_use]
pub fn code(reading: Confirm) -> &'static str {
    reading.code()
}
