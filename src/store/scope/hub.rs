//! The children's hub: no standing right to any record.

use onward_domain::{
    access::{BreakGlass, Purpose},
    id::{BreakGlassId, PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::{Exactly, Found, break_glass, open, record::Record, search};
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

    /// Someone anywhere in the service, by exact identification.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn find_outside(&self, tx: &Tx, who: &Exactly, now: Moment) -> StoreResult<Option<Found>> {
        search::exactly(tx, self.user, Role::HubWorker, who, now)
    }

    /// States why a record must be seen. It can then be opened for an hour.
    ///
    /// # Errors
    /// `NotFound` when there is no such person; `NotAllowed` without a reason.
    pub fn break_glass(
        &self,
        tx: &Tx,
        person: PersonId,
        reason: &str,
        now: Moment,
    ) -> StoreResult<BreakGlass> {
        break_glass::begin(tx, self.user, Role::HubWorker, person, reason, now)
    }

    /// The records that this user opened from outside and that are still open.
    ///
    /// # Errors
    /// Any database error.
    pub fn openings(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<BreakGlass>> {
        break_glass::running_of(tx, self.user, now.at)
    }

    /// Ends one of them early.
    ///
    /// # Errors
    /// `NotFound` when it is not this user's or has ended.
    pub fn end_opening(&self, tx: &Tx, opening: BreakGlassId, now: Moment) -> StoreResult<()> {
        break_glass::end(tx, self.user, opening, now)
    }
}
