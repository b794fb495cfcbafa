//! Somebody at the hub finds a record by exact identification. Nothing about anybody is shown before a reason is given.

use onward_domain::access::BreakGlass;
use onward_store::{
    StoreResult,
    scope::{Exactly, Found, HubDesk},
};

use crate::usecases::ask::Ask;

/// The record that matches exactly. The look is logged, whether or not it finds one.
///
/// # Errors
/// Any store error.
pub fn find_person(ask: &Ask<'_, HubDesk>, who: &Exactly) -> StoreResult<Option<Found>> {
    ask.scope.outside().find(ask.tx, who, ask.now)
}

/// The records that are open to this worker now.
///
/// # Errors
/// Any store error.
pub fn see_open_records(ask: &Ask<'_, HubDesk>) -> StoreResult<Vec<BreakGlass>> {
    ask.scope.outside().openings(ask.tx, ask.now)
}
