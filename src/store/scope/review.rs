//! A reviewing officer's people.

use std::sync::Arc;

use onward_domain::{
    access::{BreakGlass, Purpose},
    allocation::Part,
    id::{BreakGlassId, PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::{
    Exactly, Found, Listed, break_glass,
    listed::{self, Of},
    open,
    record::Record,
    search,
};
use crate::{
    Tx,
    error::StoreResult,
    repo::reviewing::{Reviewed, reviewed},
};

/// A reviewing officer's people: those they are allocated to today, and records they opened from outside with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewDesk {
    pub(super) user: UserId,
}

impl ReviewDesk {
    pub(crate) const fn user(&self) -> UserId {
        self.user
    }

    /// Their people with everything that was reviewed or challenged.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn work(&self, tx: &Tx, now: Moment) -> StoreResult<(Vec<Arc<Listed>>, Reviewed)> {
        let people = self.people(tx, now)?;
        let ids: Vec<PersonId> = people.iter().map(|one| one.person.id).collect();
        Ok((people, reviewed(tx, Some(&ids))?))
    }

    /// Opens the record of someone this user is allocated to, or whose record they opened from outside.
    ///
    /// # Errors
    /// `NotFound` for anyone else and for a missing person; any error in writing the access log.
    pub fn open<'t>(
        &self,
        tx: &'t Tx,
        person: PersonId,
        purpose: Purpose,
        now: Moment,
    ) -> StoreResult<Record<'t>> {
        open::open(tx, self.user, Role::ReviewingOfficer, person, purpose, now)
    }

    /// The people this user is allocated to today, with everything that a list needs, by name.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn people(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<Arc<Listed>>> {
        open::log_list(tx, self.user, Role::ReviewingOfficer, Purpose::CaseloadList, None, now)?;
        listed::load(tx, Of::AllocatedTo(self.user, Part::ReviewingOfficer), now.today)
    }

    /// The ones whose name contains this text.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn search(&self, tx: &Tx, letters: &str, now: Moment) -> StoreResult<Vec<Found>> {
        search::among(tx, self.user, Role::ReviewingOfficer, Some(Part::ReviewingOfficer), letters, now)
    }

    /// Someone anywhere in the service, by exact identification: the way to a record outside one's own people.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn find_outside(&self, tx: &Tx, who: &Exactly, now: Moment) -> StoreResult<Option<Found>> {
        search::exactly(tx, self.user, Role::ReviewingOfficer, who, now)
    }

    /// States why a record outside one's own people must be seen. It can then be opened for an hour.
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
        break_glass::begin(tx, self.user, Role::ReviewingOfficer, person, reason, now)
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
