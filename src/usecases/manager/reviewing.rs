//! A manager sees reviews and challenges in figures, and gives people a reviewing officer.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    allocation::Part,
    id::{PersonId, UserId},
    reviewing::Holder,
    role::Role,
};
use onward_store::{
    StoreResult,
    repo::reviewing::Reviewed,
    rows::users::User,
    scope::{Listed, ServiceView},
};
use std::sync::Arc;

use crate::usecases::ask::Ask;

/// What a form's key is used up for.
const ACT: &str = "officer_given";

/// Everybody with what was reviewed or challenged. The look is logged.
///
/// # Errors
/// The store's.
pub fn see_reviewing(ask: &Ask<'_, ServiceView>) -> StoreResult<(Vec<Arc<Listed>>, Reviewed)> {
    ask.scope.reviewing(ask.tx, ask.now)
}

/// Who may be a reviewing officer, and everybody with theirs.
///
/// # Errors
/// The store's.
pub fn see_officers(ask: &Ask<'_, ServiceView>) -> StoreResult<(Vec<User>, Vec<Arc<Listed>>)> {
    let users = ask.tx.users().all()?;
    let officers =
        users.into_iter().filter(|user| user.role == Role::ReviewingOfficer && user.disabled_at.is_none());
    Ok((officers.collect(), ask.scope.reviewing(ask.tx, ask.now)?.0))
}

/// Gives these people a reviewing officer from today, or takes theirs away. Once a form. `false`: whoever is chosen is no reviewing
/// officer any more.
///
/// # Errors
/// `NotFound` for a missing person; the store's.
pub fn give_officer(
    ask: &Ask<'_, ServiceView>,
    people: &[PersonId],
    to: Option<UserId>,
    key: &str,
) -> StoreResult<bool> {
    if ask.tx.done_before(ask.me, key, ACT)?.is_some() {
        return Ok(true);
    }
    if let Some(to) = to {
        let may = |user: User| user.role == Role::ReviewingOfficer && user.disabled_at.is_none();
        if !ask.tx.users().find(to)?.is_some_and(may) {
            return Ok(false);
        }
    }
    for person in people {
        let record = ask.open(*person, Purpose::Allocation)?;
        let allocations = record.allocations();
        let now = allocations
            .all()?
            .into_iter()
            .find(|one| one.part == Part::ReviewingOfficer && one.current(ask.now.today));
        match to {
            Some(to) if now.as_ref().is_some_and(|now| now.user == to) => {}
            Some(to) => allocations.allocate(to, Part::ReviewingOfficer, None, ask.now.today).map(drop)?,
            None if now.is_some() => allocations.end(Part::ReviewingOfficer, ask.now.today)?,
            None => {}
        }
    }
    ask.tx.use_up(ask.me, key, ACT, "", ask.now.at)?;
    Ok(true)
}

/// Everybody who answers at a level of a challenge, or did.
///
/// # Errors
/// The store's.
pub fn see_holders(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<Holder>> {
    ask.tx.challenge_holders()
}

/// Names who answers at a level from a day on. Once a form.
///
/// # Errors
/// The store's.
pub fn name_holder(
    ask: &Ask<'_, ServiceView>,
    level: u8,
    name: &str,
    from: NaiveDate,
    key: &str,
) -> StoreResult<()> {
    ask.scope.name_holder(ask.tx, ask.me, (level, name, from), key, ask.now)
}
