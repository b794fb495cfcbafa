//! A young person's own record.

use onward_domain::{
    access::Purpose,
    id::{PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::{open, record::Record};
use crate::{Tx, error::StoreResult};

/// The user's own record and no other: it takes no person's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnRecord {
    pub(super) user: UserId,
    pub(super) person: PersonId,
}

impl OwnRecord {
    /// Opens it.
    ///
    /// # Errors
    /// `NotFound` when the account was disabled or moved meanwhile; any error in writing the access log.
    pub fn open<'t>(&self, tx: &'t Tx, purpose: Purpose, now: Moment) -> StoreResult<Record<'t>> {
        open::open(tx, self.user, Role::YoungPerson, self.person, purpose, now)
    }
}
