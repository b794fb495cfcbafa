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
    /// Opens a record that this user opened from outside.
    ///
    /// # Errors
    /// `NotFound` for any other and for nobody; any error in writing the access log.
    pub fn open<'t>(
        &self,
        tx: &'t Tx,
        person: PersonId,
        purpose: Purpose,
        now: Moment,
    ) -> StoreResult<Record<'t>> {
        open::open(tx, self.user, Role::HubWorker, person, purpose, now)
    }

    /// Someone of the whole service, by exactly what identifies them.
    ///
    /// # Errors
    /// The database's own; any error in writing the access log.
    pub fn find_outside(&self, tx: &Tx, who: &Exactly, now: Moment) -> StoreResult<Option<Found>> {
        search::exactly(tx, self.user, Role::HubWorker, who, now)
    }

    /// Says why a record must be seen. From then on, for an hour, it can be opened.
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
    /// The database's own.
    pub fn openings(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<BreakGlass>> {
        break_glass::running_of(tx, self.user, now.at)
    }

    /// Ends one of them early.
    ///
    /// # Errors
    /// `NotFound` when it is not this user's or is over.
    pub fn end_opening(&self, tx: &Tx, opening: BreakGlassId, now: Moment) -> StoreResult<()> {
        break_glass::end(tx, self.user, opening, now)
    }
}
