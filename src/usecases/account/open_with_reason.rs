//! Opening a record from outside: a reason from a closed list and a sentence for the young person, who can read both.
//! It ends automatically; a manager sees it.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{
    access::{BreakGlass, Purpose},
    allocation::{Part, Worker},
    id::{BreakGlassId, PersonId},
    person::Person,
};
use onward_store::{StoreError, StoreResult, scope::Scope};
use std::collections::BTreeSet;

use crate::usecases::ask::Ask;

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
    /// As shown in the list and to the young person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Danger => "Someone may be in danger",
            Self::WithMe => "They are with me, or on the phone",
            Self::Covering => "I am covering out of hours",
            Self::Law => "The law or a court requires it",
        }
    }
}

/// Is it said in words? Three different ones at least: a row of dots or of the same word is no reason.
#[must_use]
pub fn in_words(reason: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let words: BTreeSet<String> =
        reason.split_whitespace().map(letters).filter(|word| word.len() > 1).collect();
    let varied = |word: &&String| word.chars().collect::<BTreeSet<char>>().len() > 1;
    words.iter().filter(varied).count() >= 3
}

/// Why a record has to be opened, as its form says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// From the closed list.
    pub ground: Ground,
    /// What has happened, written for the young person.
    pub words: String,
}

/// What somebody sees who comes to a record that is not theirs.
#[derive(Debug, Clone)]
pub enum Door {
    /// It is locked. They have this many other records open now.
    Locked(usize),
    /// An adviser or a reviewing officer has it open, and sees it on the pages for their own people.
    OnCaseload,
    /// Somebody without such pages has it open.
    Opened(Box<Opened>),
}

/// What must be known to help now.
#[derive(Debug, Clone)]
pub struct Opened {
    /// From when until when.
    pub opening: BreakGlass,
    pub person: Person,
    /// Their adviser today.
    pub adviser: Option<Worker>,
    /// Their reviewing officer today.
    pub reviewing_officer: Option<Worker>,
}

/// Checks whether the record is open to this user now, and reads it if so.
///
/// # Errors
/// Any store error.
pub fn come_to_record(ask: &Ask<'_, Scope>, person: PersonId) -> StoreResult<Door> {
    let open = open_now(ask)?;
    let Some(opening) = open.iter().find(|opening| opening.person == person).cloned() else {
        let people: BTreeSet<PersonId> = open.iter().map(|opening| opening.person).collect();
        return Ok(Door::Locked(people.len()));
    };
    let record = match &ask.scope {
        Scope::Hub(desk) => desk.open(ask.tx, person, Purpose::Enquiry, ask.now)?,
        _ => return Ok(Door::OnCaseload),
    };
    Ok(Door::Opened(Box::new(Opened {
        opening,
        person: record.person()?,
        adviser: record.worker(Part::Adviser)?,
        reviewing_officer: record.worker(Part::ReviewingOfficer)?,
    })))
}

/// Opens the record for a limited time, once per form submission.
///
/// # Errors
/// `NotFound` when there is no such person, or for a viewer who may not do this; any error in logging it.
pub fn open_with_reason(
    ask: &Ask<'_, Scope>,
    person: PersonId,
    reason: &Reason,
    key: &str,
) -> StoreResult<()> {
    let (tx, now) = (ask.tx, ask.now);
    let words = format!("{}. {}", reason.ground.words(), reason.words.trim());
    let open = || {
        let opened = match &ask.scope {
            Scope::Caseload(caseload) => caseload.break_glass(tx, person, &words, now)?,
            Scope::Review(desk) => desk.break_glass(tx, person, &words, now)?,
            Scope::Hub(desk) => desk.break_glass(tx, person, &words, now)?,
            Scope::Own(_) | Scope::Partner(_) | Scope::Service(_) | Scope::Administration => {
                return Err(StoreError::NotFound);
            }
        };
        Ok(opened.id.to_string())
    };
    tx.once(ask.me, key, "record.open", now.at, open).map(drop)
}

/// Closes one of the user's own openings early.
///
/// # Errors
/// `NotFound` when it is not this user's or has ended.
pub fn close(ask: &Ask<'_, Scope>, opening: BreakGlassId, key: &str) -> StoreResult<()> {
    let (tx, now) = (ask.tx, ask.now);
    let close = || {
        match &ask.scope {
            Scope::Caseload(caseload) => caseload.end_opening(tx, opening, now)?,
            Scope::Review(desk) => desk.end_opening(tx, opening, now)?,
            Scope::Hub(desk) => desk.end_opening(tx, opening, now)?,
            Scope::Own(_) | Scope::Partner(_) | Scope::Service(_) | Scope::Administration => {
                return Err(StoreError::NotFound);
            }
        }
        Ok(String::new())
    };
    tx.once(ask.me, key, "record.close", now.at, close).map(drop)
}

/// When an opening that begins now ends automatically.
#[must_use]
pub fn ends_at(now: DateTime<Utc>) -> DateTime<Utc> {
    now + TimeDelta::hours(BreakGlass::HOURS)
}

fn open_now(ask: &Ask<'_, Scope>) -> StoreResult<Vec<BreakGlass>> {
    match &ask.scope {
        Scope::Caseload(caseload) => caseload.openings(ask.tx, ask.now),
        Scope::Review(desk) => desk.openings(ask.tx, ask.now),
        Scope::Hub(desk) => desk.openings(ask.tx, ask.now),
        Scope::Own(_) | Scope::Partner(_) | Scope::Service(_) | Scope::Administration => Ok(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::{
        account::testing::{asking, colleague, noon, young},
        manager::openings::{saw, see_openings},
    };
    use onward_domain::{id::UserId, moment::Moment, role::Role};
    use onward_store::{Tx, on_both, scope::ServiceView};

    fn at(at: DateTime<Utc>) -> Moment {
        Moment { at, today: at.date_naive() }
    }

    fn manager(tx: &Tx, me: UserId) -> Ask<'_, ServiceView> {
        asking(tx, me, noon(), |viewer| viewer.service().unwrap())
    }

    fn anyone(tx: &Tx, me: UserId, now: DateTime<Utc>) -> Ask<'_, Scope> {
        asking(tx, me, now, |viewer| viewer.scope())
    }

    fn reason(ground: Ground, words: &str) -> Reason {
        Reason { ground, words: words.into() }
    }

    on_both!(an_outsider_gets_in_with_a_reason_until_it_ends_and_a_manager_and_the_young_person_see_it => |store| {
        let (_, person) = young(store);
        let (ollie, dawn) = (colleague(store, Role::Adviser, "Ollie"), colleague(store, Role::Manager, "Dawn"));
        let sees = |then: DateTime<Utc>| {
            store.read(|tx| {
                let caseload = tx.viewer(ollie)?.and_then(|viewer| viewer.caseload()).unwrap();
                Ok(caseload.open(tx, person, Purpose::PersonPage, at(then)).is_ok())
            }).unwrap()
        };
        let door = |then: DateTime<Utc>| store.read(|tx| come_to_record(&anyone(tx, ollie, then), person)).unwrap();
        assert!(!sees(noon()) && matches!(door(noon()), Door::Locked(0)));
        let why = reason(Ground::WithMe, " Jay rang me about tonight. ");
        for _ in 0..2 {
            let why = why.clone();
            store.write(move |tx| open_with_reason(&anyone(tx, ollie, noon()), person, &why, "one")).unwrap();
        }
        assert!(sees(noon()) && !sees(ends_at(noon())));
        assert!(matches!(door(noon()), Door::OnCaseload) && matches!(door(ends_at(noon())), Door::Locked(0)));
        let seen = store.read(|tx| see_openings(&manager(tx, dawn))).unwrap();
        let seen: Vec<_> = seen.iter().map(|one| (one.opening.id, one.opening.reason.as_str(), one.user_name.as_str())).collect();
        let [(opened, "They are with me, or on the phone. Jay rang me about tonight.", "Ollie")] = seen[..] else {
            unreachable!("sent twice, opened once: {seen:?}")
        };
        assert!(store.viewer(ollie).unwrap().unwrap().service().is_none(), "only managers see the list");
        store.write(move |tx| saw(&manager(tx, dawn), opened, "seen")).unwrap();
        store.write(move |tx| close(&anyone(tx, ollie, noon()), opened, "closed")).unwrap();
        assert!(!sees(noon() + TimeDelta::minutes(1)));
    });

    #[test]
    fn a_reason_is_said_in_words() {
        for said in ["Jay rang me about tonight.", "Court order of today", "Elle a téléphoné hier soir"] {
            assert!(in_words(said), "{said}");
        }
        for none in [
            "...............",
            "x x x x x x x x",
            "test test test test",
            "aaaa bbbb cccc dddd",
            "12 34 56 78 90",
            "urgent now",
        ] {
            assert!(!in_words(none), "{none}");
        }
    }

    on_both!(the_hub_sees_who_can_help_and_nothing_else => |store| {
        let (priya, person) = young(store);
        let sam = colleague(store, Role::HubWorker, "Sam");
        let why = reason(Ground::Danger, "A neighbour rang and fears for them.");
        store.write(move |tx| open_with_reason(&anyone(tx, sam, noon()), person, &why, "one")).unwrap();
        let door = store.read(|tx| come_to_record(&anyone(tx, sam, noon()), person)).unwrap();
        let Door::Opened(opened) = door else { unreachable!("{door:?}") };
        assert_eq!(opened.adviser.map(|worker| worker.user), Some(priya));
        assert!(opened.reviewing_officer.is_none());
    });

    on_both!(managers_administrators_and_young_people_open_nothing_this_way => |store| {
        let (_, person) = young(store);
        for role in [Role::Manager, Role::Administrator] {
            let user = colleague(store, role, "Someone");
            let why = reason(Ground::Danger, "It is urgent today.");
            let opened = store.write(move |tx| open_with_reason(&anyone(tx, user, noon()), person, &why, "one"));
            assert_eq!(opened.unwrap_err(), StoreError::NotFound, "{role}");
        }
    });
}
