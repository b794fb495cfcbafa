//! A manager corrects the first day of an adviser: the allocation itself was right, and its day was not.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    allocation::{Allocation, Part},
    id::{AllocationId, PersonId},
    person::Person,
};
use onward_store::{StoreResult, repo::allocations::FirstDay, scope::ServiceView};

use super::advisers::days;
use crate::usecases::ask::Ask;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SeenFirstDay {
    /// Whose adviser.
    pub person: Person,
    /// The adviser they have; nobody where there is none.
    pub stands: Option<(Allocation, String)>,
}

/// Opens the record and reads who their adviser is.
///
/// # Errors
/// `NotFound` for nobody; the store's own.
pub fn see_first_day(ask: &Ask<'_, ServiceView>, person: PersonId) -> StoreResult<SeenFirstDay> {
    let record = ask.open(person, Purpose::Allocation)?;
    let current = |one: &&Allocation| one.part == Part::Adviser && one.current(ask.now.today);
    let stands = record.allocations().all()?.iter().rfind(current).cloned();
    let names = ask.tx.users().names(stands.iter().map(|one| one.user))?;
    let stands = stands.map(|one| {
        let name = names.get(&one.user).cloned().unwrap_or_default();
        (one, name)
    });
    Ok(SeenFirstDay { person: record.person()?, stands })
}

/// Moves the first day. Sent twice, it is moved once: the second time it is so already.
///
/// # Errors
/// As [`see_first_day`]; `NotFound` for an allocation that is not this person's.
pub fn correct_first_day(
    ask: &Ask<'_, ServiceView>,
    person: PersonId,
    (allocation, from): (AllocationId, NaiveDate),
) -> StoreResult<FirstDay> {
    ask.open(person, Purpose::Allocation)?.allocations().move_first_day(allocation, from)
}

/// The days on which it may have begun, first and last: never ahead.
#[must_use]
pub fn may_have_begun(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    (days(today).0, today)
}
