//! An adviser records what happened about an entitlement. A line is added, never changed.

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::{
    access::Purpose,
    entitlement::{EntitlementAct, EntitlementNote},
    id::{PersonId, UserId},
    moment::Moment,
    money::Pence,
};
use onward_store::{StoreError, StoreResult, Tx, repo::once::Once, scope::Caseload};

/// A step as the form gives it.
#[derive(Debug, Clone)]
pub struct NewStep {
    /// What happened.
    pub act: EntitlementAct,
    /// On which day.
    pub day: NaiveDate,
    /// How much.
    pub amount: Option<Pence>,
    /// What was said.
    pub words: Option<String>,
}

/// Adds a step once: the same form sent twice adds one line.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for an entitlement that does not exist; the store's own.
#[expect(
    clippy::too_many_arguments,
    reason = "who, whose, which, what, and the form's key: none follows from another"
)]
pub fn add_entitlement_step(
    tx: &Tx,
    caseload: &Caseload,
    me: UserId,
    law: &Law,
    person: PersonId,
    place: usize,
    step: &NewStep,
    key: &str,
    now: Moment,
) -> StoreResult<Once> {
    let record = caseload.open(tx, person, Purpose::Entitlements, now)?;
    let entitlement = law.entitlements().get(place).ok_or(StoreError::NotFound)?.id.clone();
    tx.once(me, key, "entitlement_step", now.at, || {
        let note = EntitlementNote {
            entitlement: entitlement.clone(),
            act: step.act,
            happened_on: step.day,
            amount: step.amount,
            note: step.words.clone(),
            takes_back: None,
        };
        Ok(record.entitlements().add(&note)?.to_string())
    })
}
