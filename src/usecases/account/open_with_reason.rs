//! Opening a record from outside: a reason from a closed list and a sentence to the young person, who can read both. It
//! ends by itself; a manager sees it.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{
    access::BreakGlass,
    id::{BreakGlassId, PersonId, UserId},
    moment::Moment,
};
use onward_store::{
    StoreError, StoreResult, Tx,
    scope::{OpenedFromOutside, Scope},
};

/// The least letters of the sentence.
pub const LEAST_WORDS: usize = 15;
/// The most.
pub const MOST_WORDS: usize = 1_000;

onward_domain::words! {
    /// Why a record has to be seen by somebody who does not work with the person.
    pub enum Ground {
        /// Someone may be in danger, now or before their adviser can be reached.
        Danger = "danger",
        /// They are with me or on the phone, and their adviser cannot be reached.
        WithMe = "with_me",
        /// Covering out of hours.
        Covering = "covering",
        /// The law or a court requires it.
        Law = "law",
    }
}

impl Ground {
    /// The short form, as the list and the young person see it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Danger => "Someone may be in danger",
            Self::WithMe => "They are with me, or on the phone",
            Self::Covering => "I am covering out of hours",
            Self::Law => "The law or a court requires it",
        }
    }

    /// What it means exactly.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Danger => "Now, or before their adviser can be reached",
            Self::WithMe => "And their adviser cannot be reached",
            Self::Covering => "The night team and duty workers",
            Self::Law => "Say which order or Act",
        }
    }
}

/// Opens the record for a limited time.
///
/// # Errors
/// `NotFound` when there is no such person, or for a viewer who may not do this; any error in writing it down.
pub fn open_with_reason(
    tx: &Tx,
    user: UserId,
    person: PersonId,
    ground: Ground,
    words: &str,
    now: Moment,
) -> StoreResult<BreakGlass> {
    let reason = format!("{}. {}", ground.words(), words.trim());
    match scope(tx, user)? {
        Scope::Caseload(caseload) => caseload.break_glass(tx, person, &reason, now),
        Scope::Review(desk) => desk.break_glass(tx, person, &reason, now),
        Scope::Hub(desk) => desk.break_glass(tx, person, &reason, now),
        Scope::Own(_) | Scope::Service(_) | Scope::Administration => Err(StoreError::NotFound),
    }
}

/// What of this user's is open now.
///
/// # Errors
/// The database's own.
pub fn open_now(tx: &Tx, user: UserId, now: Moment) -> StoreResult<Vec<BreakGlass>> {
    match scope(tx, user)? {
        Scope::Caseload(caseload) => caseload.openings(tx, now),
        Scope::Review(desk) => desk.openings(tx, now),
        Scope::Hub(desk) => desk.openings(tx, now),
        Scope::Own(_) | Scope::Service(_) | Scope::Administration => Ok(Vec::new()),
    }
}

/// Closes one of one's own openings before its time.
///
/// # Errors
/// `NotFound` when it is not this user's or is over.
pub fn close(tx: &Tx, user: UserId, opening: BreakGlassId, now: Moment) -> StoreResult<()> {
    match scope(tx, user)? {
        Scope::Caseload(caseload) => caseload.end_opening(tx, opening, now),
        Scope::Review(desk) => desk.end_opening(tx, opening, now),
        Scope::Hub(desk) => desk.end_opening(tx, opening, now),
        Scope::Own(_) | Scope::Service(_) | Scope::Administration => Err(StoreError::NotFound),
    }
}

/// When an opening that begins now ends by itself.
#[must_use]
pub fn ends_at(now: DateTime<Utc>) -> DateTime<Utc> {
    now + TimeDelta::hours(BreakGlass::HOURS)
}

/// The newest openings of the whole service, for a manager.
///
/// # Errors
/// `NotFound` for anyone else.
pub fn openings(tx: &Tx, manager: UserId, most: i64) -> StoreResult<Vec<OpenedFromOutside>> {
    let Scope::Service(view) = scope(tx, manager)? else { return Err(StoreError::NotFound) };
    view.openings(tx, most)
}

/// A manager says that they have seen an opening.
///
/// # Errors
/// `NotFound` for anyone else, and where it was seen already.
pub fn saw(tx: &Tx, manager: UserId, opening: BreakGlassId, now: Moment) -> StoreResult<()> {
    let Scope::Service(view) = scope(tx, manager)? else { return Err(StoreError::NotFound) };
    view.saw_opening(tx, opening, now)
}

fn scope(tx: &Tx, user: UserId) -> StoreResult<Scope> {
    Ok(tx.viewer(user)?.ok_or(StoreError::NotFound)?.scope())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::testing::{colleague, noon, noon_moment, young};
    use onward_domain::{access::Purpose, role::Role};
    use onward_store::on_both;

    on_both!(an_outsider_gets_in_with_a_reason_until_it_ends_and_a_manager_and_the_young_person_see_it => |store| {
        let (_, person) = young(store);
        let (ollie, dawn) = (colleague(store, Role::Adviser, "Ollie"), colleague(store, Role::Manager, "Dawn"));
        let sees = |at: DateTime<Utc>| {
            store.read(|tx| {
                let caseload = tx.viewer(ollie)?.and_then(|viewer| viewer.caseload()).unwrap();
                Ok(caseload.open(tx, person, Purpose::PersonPage, Moment { at, today: at.date_naive() }).is_ok())
            }).unwrap()
        };
        assert!(!sees(noon()));
        let opened = store.write(move |tx| open_with_reason(tx, ollie, person, Ground::WithMe, " Jay rang me about tonight. ", noon_moment())).unwrap();
        assert_eq!(opened.reason, "They are with me, or on the phone. Jay rang me about tonight.");
        assert!(sees(noon()) && !sees(ends_at(noon())));
        let seen = store.read(|tx| openings(tx, dawn, 10)).unwrap();
        assert_eq!(seen.iter().map(|one| (one.opening.id, one.user_name.as_str())).collect::<Vec<_>>(), [(opened.id, "Ollie")]);
        assert_eq!(store.read(|tx| openings(tx, ollie, 10)), Err(StoreError::NotFound), "only managers see the list");
        store.write(move |tx| saw(tx, dawn, opened.id, noon_moment())).unwrap();
        store.write(move |tx| close(tx, ollie, opened.id, noon_moment())).unwrap();
        assert!(!sees(noon() + TimeDelta::minutes(1)));
    });

    on_both!(managers_administrators_and_young_people_open_nothing_this_way => |store| {
        let (_, person) = young(store);
        for role in [Role::Manager, Role::Administrator] {
            let user = colleague(store, role, "Someone");
            let opened = store.write(move |tx| open_with_reason(tx, user, person, Ground::Danger, "It is urgent today.", noon_moment()));
            assert_eq!(opened.unwrap_err(), StoreError::NotFound, "{role}");
        }
    });
}
