//! The way to a record outside one's own people: found by exactly what identifies somebody, opened for an hour with a
//! reason. The same for an adviser, a reviewing officer and a hub worker.

use onward_domain::{
    access::BreakGlass,
    id::{BreakGlassId, PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::{Exactly, Found, Scope, break_glass, search};
use crate::{Tx, error::StoreResult};

/// What a user may do about records that are not theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    pub(super) user: UserId,
    pub(super) role: Role,
}

impl Outside {
    /// Someone anywhere in the service, by exact identification.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn find(&self, tx: &Tx, who: &Exactly, now: Moment) -> StoreResult<Option<Found>> {
        search::exactly(tx, self.user, self.role, who, now)
    }

    /// States why a record must be seen. The scope can then open it for an hour.
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
        break_glass::begin(tx, self.user, self.role, person, reason, now)
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
    pub fn end(&self, tx: &Tx, opening: BreakGlassId, now: Moment) -> StoreResult<()> {
        break_glass::end(tx, self.user, opening, now)
    }
}

impl Scope {
    /// The way to records outside one's own people, for whoever has one.
    #[must_use]
    pub const fn outside(&self) -> Option<Outside> {
        match self {
            Self::Caseload(caseload) => Some(caseload.outside()),
            Self::Review(desk) => Some(desk.outside()),
            Self::Hub(desk) => Some(desk.outside()),
            Self::Own(_) | Self::Service(_) | Self::Partner(_) | Self::Administration => None,
        }
    }
}
