//! The children's hub: no standing right to any record.

use onward_domain::{
    access::Purpose,
    id::{PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::{Outside, open, record::Record};
use crate::{Tx, error::StoreResult};

/// A hub worker's desk: records only with a reason, for a limited time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HubDesk {
    pub(super) user: UserId,
}

impl HubDesk {
    /// Who is at it.
    pub(crate) const fn user(&self) -> UserId {
        self.user
    }

    /// Opens a record that this user opened from outside.
    ///
    /// # Errors
    /// `NotFound` for any other and for a missing person; any error in writing the access log.
    pub fn open<'t>(
        &self,
        tx: &'t Tx,
        person: PersonId,
        purpose: Purpose,
        now: Moment,
    ) -> StoreResult<Record<'t>> {
        open::open(tx, self.user, Role::HubWorker, person, purpose, now)
    }

    /// The way to a record: found, and opened with a reason.
    #[must_use]
    pub const fn outside(&self) -> Outside {
        Outside { user: self.user, role: Role::HubWorker }
    }
}
