//! Sees how a request is going, with the names of those who wrote each step.

use onward_domain::{access::Purpose, id::UserId};
use onward_store::{StoreResult, scope::OwnRecord};
use std::collections::HashMap;

use super::see_own_pages::{Own, own_of};
use crate::usecases::ask::Ask;

/// One's own pages, and who wrote in the ledger.
#[derive(Debug, Clone)]
pub struct OwnWithNames {
    /// Everything else.
    pub own: Own,
    /// The account that looks.
    pub me: UserId,
    /// The names of those who wrote a step.
    pub names: HashMap<UserId, String>,
}

/// Opens one's own record and reads the ledger with its hands.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_request(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnWithNames> {
    let record = ask.open(Purpose::OwnPages)?;
    let own = own_of(ask, &record)?;
    let names = ask.tx.users().names(own.steps.iter().filter_map(|step| step.recorded_by))?;
    Ok(OwnWithNames { own, me: ask.me, names })
}
