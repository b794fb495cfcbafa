//! An adviser's people.

use std::sync::Arc;

use onward_domain::{
    access::Purpose,
    allocation::Part,
    desk::Covering,
    id::{PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::{
    DayOf, Found, Listed, Outside, day_of,
    listed::{self, Of},
    open,
    record::Record,
    search,
};
use crate::{
    Tx,
    error::StoreResult,
    kept::{self, About},
};

/// An adviser's people: those they are allocated to today, and records they opened from outside with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caseload {
    pub(super) user: UserId,
}

/// An adviser's people, and those of the colleagues for whom they stand in. Whoever holds one may read what else a list of them
/// shows: it is made in no other way.
#[derive(Debug, Clone)]
pub struct WithCovered {
    /// Each with the colleague whose they are, where they are not the adviser's own.
    pub people: Vec<(Arc<Listed>, Option<Covering>)>,
    pub covering: Vec<Covering>,
    /// The same people, as they were found.
    pub(crate) ids: Vec<PersonId>,
}

impl WithCovered {
    /// What their day is made of beside [`Self::people`], in a handful of queries whatever their number.
    ///
    /// # Errors
    /// Any database error.
    pub fn day(&self, tx: &Tx, now: Moment) -> StoreResult<Arc<DayOf>> {
        kept::once(tx, now.today, About::People(self.ids.clone()), || {
            day_of::for_adviser(tx, &self.ids, now.today)
        })
    }
}

impl Caseload {
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
        open::open(tx, self.user, Role::Adviser, person, purpose, now)
    }

    /// The people this user is allocated to today, with everything that a list needs, by name.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn people(&self, tx: &Tx, now: Moment) -> StoreResult<Vec<Arc<Listed>>> {
        open::log_list(tx, self.user, Role::Adviser, Purpose::CaseloadList, None, now)?;
        listed::load(tx, Of::AllocatedTo(self.user, Part::Adviser), now.today)
    }

    /// The people of [`Self::people`] and of all colleagues for whom this user stands in, to work an order out from that names
    /// nobody: what is shown of it is a number, so no look is written down.
    ///
    /// # Errors
    /// Any database error.
    pub fn for_an_order(&self, tx: &Tx, now: Moment) -> StoreResult<WithCovered> {
        let mine = listed::load(tx, Of::AllocatedTo(self.user, Part::Adviser), now.today)?;
        let mut people: Vec<_> = mine.into_iter().map(|listed| (listed, None)).collect();
        let covering = tx.stands_in_for(self.user, now.today)?;
        for colleague in &covering {
            let theirs = listed::load(tx, Of::AllocatedTo(colleague.user, Part::Adviser), now.today)?;
            people.extend(theirs.into_iter().map(|listed| (listed, Some(colleague.clone()))));
        }
        let ids = people.iter().map(|(listed, _)| listed.person.id).collect();
        Ok(WithCovered { people, covering, ids })
    }

    /// The people of [`Self::people`], and of all colleagues for whom this user stands in today: one look at one list.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn people_and_covered(&self, tx: &Tx, now: Moment) -> StoreResult<WithCovered> {
        open::log_list(tx, self.user, Role::Adviser, Purpose::CaseloadList, None, now)?;
        self.for_an_order(tx, now)
    }

    /// The ones whose name contains this text.
    ///
    /// # Errors
    /// Any database error; any error in writing the access log.
    pub fn search(&self, tx: &Tx, letters: &str, now: Moment) -> StoreResult<Vec<Found>> {
        search::among(tx, self.user, Role::Adviser, Some(Part::Adviser), letters, now)
    }

    /// The way to records outside them.
    #[must_use]
    pub const fn outside(&self) -> Outside {
        Outside { user: self.user, role: Role::Adviser }
    }
}
