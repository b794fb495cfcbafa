//! Sees who one's own adviser is: for pages that show nothing else of the record.

use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    moment::Moment,
};
use onward_store::{StoreResult, Tx, scope::OwnRecord};

/// Opens one's own record and reads who the adviser is today, if there is one.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_my_adviser(tx: &Tx, own: &OwnRecord, now: Moment) -> StoreResult<Option<Worker>> {
    own.open(tx, Purpose::OwnPages, now)?.worker(Part::Adviser)
}
