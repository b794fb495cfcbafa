//! A reviewing officer's people.

use std::sync::Arc;

use onward_domain::{
    access::Purpose,
    allocation::Part,
    id::{PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::{
    Found, Listed, Outside,
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

    /// The way to records outside them.
    #[must_use]
    pub const fn outside(&self) -> Outside {
        Outside { user: self.user, role: Role::ReviewingOfficer }
    }
}
