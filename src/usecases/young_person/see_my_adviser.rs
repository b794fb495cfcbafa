//! The young person sees who their adviser is: for pages that show nothing else from the record.

use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
};
use onward_store::{StoreResult, scope::OwnRecord};

use crate::usecases::ask::Ask;

/// Opens their own record and reads who the adviser is today, if there is one.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; any database error.
pub fn see_my_adviser(ask: &Ask<'_, OwnRecord>) -> StoreResult<Option<Worker>> {
    ask.open(Purpose::OwnPages)?.worker(Part::Adviser)
}
