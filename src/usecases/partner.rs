//! What a partner of the hub does: reads what was shared with their agency, and adds their part.

use onward_domain::{
    hub::{Agency, PartSaid},
    id::HubContactId,
};
use onward_store::{StoreError, StoreResult, repo::hub_partners::PartnerView, scope::PartnerDesk};

use crate::usecases::ask::Ask;

/// The contacts that something was shared about, and the agency; none for whoever is of no agency yet. The look is logged.
///
/// # Errors
/// The store's.
pub fn see_shared(ask: &Ask<'_, PartnerDesk>) -> StoreResult<(Option<Agency>, Vec<PartnerView>)> {
    let agency = match ask.scope.agency(ask.tx) {
        Err(StoreError::NotFound) => None,
        other => Some(other?),
    };
    Ok((agency, ask.scope.contacts(ask.tx, ask.now)?))
}

/// One of them. The look is logged.
///
/// # Errors
/// `NotFound` for any other; the store's.
pub fn see_one(ask: &Ask<'_, PartnerDesk>, id: HubContactId) -> StoreResult<PartnerView> {
    ask.scope.contact(ask.tx, id, ask.now)
}

/// Adds their part, once a form. `false`: it is decided.
///
/// # Errors
/// `NotFound` for any other; the store's.
pub fn add_part(
    ask: &Ask<'_, PartnerDesk>,
    id: HubContactId,
    said: &PartSaid,
    key: &str,
) -> StoreResult<bool> {
    ask.scope.add(ask.tx, id, said, key, ask.now)
}
