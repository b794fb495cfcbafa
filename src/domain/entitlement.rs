//! What became of an entitlement: a ledger of steps that only grows.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    id::{EntitlementStepId, PersonId, UserId},
    money::Pence,
};

crate::words! {
    /// One step in the life of an entitlement.
    pub enum EntitlementAct {
        /// The young person was told of it.
        Told = "told",
        /// They asked for it.
        Asked = "asked",
        /// It was agreed.
        Agreed = "agreed",
        /// Money was paid or the thing was given.
        Paid = "paid",
        /// It was refused, with the reason.
        Refused = "refused",
        /// The young person does not want it.
        Declined = "declined",
        /// An earlier step was a mistake; it is named in the note.
        TakenBack = "taken_back",
    }
}

/// What is noted of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntitlementNote {
    /// The entitlement's id in the catalogue.
    pub entitlement: String,
    /// What happened.
    pub act: EntitlementAct,
    /// On which day.
    pub happened_on: NaiveDate,
    /// How much, where it is about money.
    pub amount: Option<Pence>,
    /// The reason of a refusal, or anything worth knowing.
    pub note: Option<String>,
    /// For [`EntitlementAct::TakenBack`]: the step that was a mistake.
    pub takes_back: Option<EntitlementStepId>,
}

/// One step, as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntitlementStep {
    /// Which.
    pub id: EntitlementStepId,
    /// Whose.
    pub person: PersonId,
    /// What is noted.
    pub note: EntitlementNote,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded it.
    pub recorded_by: Option<UserId>,
}

/// The steps that stand: without those that were taken back, and without the taking back itself.
#[must_use]
pub fn standing(steps: &[EntitlementStep]) -> Vec<&EntitlementStep> {
    steps
        .iter()
        .filter(|step| step.note.act != EntitlementAct::TakenBack)
        .filter(|step| !steps.iter().any(|other| other.note.takes_back == Some(step.id)))
        .collect()
}

/// What was paid of an entitlement, in all.
#[must_use]
pub fn paid(steps: &[EntitlementStep], entitlement: &str) -> Pence {
    Pence(
        standing(steps)
            .into_iter()
            .filter(|step| step.note.act == EntitlementAct::Paid && step.note.entitlement == entitlement)
            .filter_map(|step| step.note.amount)
            .fold(0, |sum, amount| sum.saturating_add(amount.0)),
    )
}
