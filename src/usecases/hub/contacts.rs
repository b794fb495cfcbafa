//! The hub's queue, one contact, and what is done about it.

use std::collections::BTreeMap;

use onward_domain::{
    hub::{Deed, Refused},
    id::{HubContactId, UserId},
};
use onward_store::{StoreResult, repo::hub::WithLedger, scope::HubDesk};

use crate::usecases::ask::Ask;

/// Contacts with the names of whoever stands in their ledgers.
#[derive(Debug, Clone)]
pub struct Seen {
    pub contacts: Vec<WithLedger>,
    pub names: BTreeMap<UserId, String>,
}

/// What waits for a decision, in the order of harm and clock. The look is written down.
///
/// # Errors
/// The store's.
pub fn see_queue(ask: &Ask<'_, HubDesk>) -> StoreResult<Seen> {
    let contacts = ask.scope.queue(ask.tx, ask.now)?;
    Ok(Seen { names: names(ask, &contacts)?, contacts })
}

/// One contact. The look is written down.
///
/// # Errors
/// `NotFound` for none; the store's.
pub fn see_contact(ask: &Ask<'_, HubDesk>, id: HubContactId) -> StoreResult<Seen> {
    let contacts = vec![ask.scope.contact(ask.tx, id, ask.now)?];
    Ok(Seen { names: names(ask, &contacts)?, contacts })
}

/// Adds to a contact's ledger, or says what stands in the way. Once a form.
///
/// # Errors
/// The store's.
pub fn add_step(
    ask: &Ask<'_, HubDesk>,
    id: HubContactId,
    deed: &Deed,
    key: &str,
) -> StoreResult<Result<(), Refused>> {
    ask.scope.add(ask.tx, (id, deed), key, ask.now)
}

fn names(ask: &Ask<'_, HubDesk>, contacts: &[WithLedger]) -> StoreResult<BTreeMap<UserId, String>> {
    let ids = contacts.iter().flat_map(|one| one.steps.iter().map(|step| step.by));
    Ok(ask.tx.users().names(ids)?.into_iter().collect())
}
