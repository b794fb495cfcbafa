//! Whoever answers out of hours leaves a note for somebody's adviser, without seeing anything of the record.

use onward_domain::night::NightSaid;
use onward_store::{
    StoreResult,
    scope::{Exactly, HubDesk},
};

use crate::usecases::ask::Ask;

/// Leaves it, once a form. `false`: nobody fits exactly, and nothing was kept.
///
/// # Errors
/// The store's.
pub fn leave_note(ask: &Ask<'_, HubDesk>, who: &Exactly, said: &NightSaid, key: &str) -> StoreResult<bool> {
    Ok(ask.scope.leave_night_note(ask.tx, who, said, key, ask.now)?.is_some())
}
