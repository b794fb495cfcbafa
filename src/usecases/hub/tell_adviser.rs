//! Something of a contact is shared with the personal adviser of somebody whom it names: an explicit step, with a ground and a name.

use onward_domain::id::HubContactId;
use onward_store::{
    StoreResult,
    repo::hub::{AdviserTold, ToTell},
    scope::{Exactly, HubDesk},
};

use crate::usecases::ask::Ask;

/// Shares it, once a form.
///
/// # Errors
/// `NotFound` for no contact; the store's.
pub fn tell_adviser(
    ask: &Ask<'_, HubDesk>,
    id: HubContactId,
    who: &Exactly,
    told: &ToTell,
    key: &str,
) -> StoreResult<AdviserTold> {
    ask.scope.tell_adviser(ask.tx, (id, who), told, key, ask.now)
}
