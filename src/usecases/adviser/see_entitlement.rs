//! An adviser opens one entitlement for one person: the rule's answer and every step in the ledger.

use leaving_care_rules::catalogue::EntitlementIndex;
use onward_domain::{
    access::Purpose, confirmation::Confirmation, document::Document, entitlement::EntitlementStep,
    id::PersonId,
};
use onward_store::{StoreError, StoreResult, repo::versions::Version, scope::Record};

use super::{Answered, see_person::standing};
use crate::usecases::{
    ask::{Ask, OpensRecords},
    hands::{Hand, hands},
};

/// What the entitlement page shows.
#[derive(Debug, Clone)]
pub struct SeenEntitlement {
    /// The person, assessed.
    pub answered: Answered,
    pub which: EntitlementIndex,
    /// Every step, oldest first, including those taken back.
    pub steps: Vec<(EntitlementStep, Option<String>)>,
    /// Their papers, where this viewer sees them: they can show a payment.
    pub papers: Vec<Document>,
    /// What staff recorded or corrected in the care history.
    pub hands: Vec<Hand>,
    /// What stands of what was decided about the readings of the law behind the answers.
    pub confirmations: Vec<Version<Confirmation>>,
}

/// Opens the record and reads the ledger of one entitlement.
///
/// # Errors
/// `NotFound` for a person who is not the viewer's and for an entitlement that does not exist; any store error.
pub fn see_entitlement<S: OpensRecords>(
    ask: &Ask<'_, S>,
    person: PersonId,
    place: usize,
) -> StoreResult<SeenEntitlement> {
    let record = ask.open(person, Purpose::Entitlements)?;
    let entitlement = ask.law.entitlements().get(place).ok_or(StoreError::NotFound)?;
    entitlement_in(ask, &record, ask.law.find(&entitlement.id).ok_or(StoreError::NotFound)?)
}

/// The same in a record that is open already.
pub(crate) fn entitlement_in<S>(
    ask: &Ask<'_, S>,
    record: &Record<'_>,
    which: EntitlementIndex,
) -> StoreResult<SeenEntitlement> {
    let (tx, law) = (ask.tx, ask.law);
    let entitlement = law.entitlements().get(which.place()).ok_or(StoreError::NotFound)?;
    let listed = record.overview()?;
    let mut steps = listed.facts.entitlements.clone();
    steps.retain(|step| step.note.entitlement == entitlement.id);
    steps.sort_by_key(|step| (step.note.happened_on, step.id));
    let names = tx.users().names(steps.iter().filter_map(|step| step.recorded_by))?;
    let who = |step: &EntitlementStep| step.recorded_by.and_then(|user| names.get(&user).cloned());
    let steps = steps.into_iter().map(|step| (step.clone(), who(&step))).collect();
    let hands = hands(tx, record, &listed.facts.episodes_in_order())?;
    let answered = Answered::of(law, listed, ask.now.today).in_record(record);
    let papers = record.papers()?;
    let confirmations = standing(record, &answered)?;
    Ok(SeenEntitlement { answered, which, steps, papers, hands, confirmations })
}
