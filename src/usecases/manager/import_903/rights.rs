//! Whose right a return would take or give, worked out on a copy before anything is taken in.

use std::collections::BTreeMap;

use leaving_care_rules::{
    Law,
    changes::{Direction, touched_by},
};
use onward_domain::{
    id::{ImportId, UserId},
    moment::Moment,
    returns::ssda903::plan::said::Turns,
};
use onward_store::{
    Store, StoreError, StoreResult,
    repo::returns::{BeforeAndAfter, Planned, ROWS, RunRight},
};

use super::service;
use crate::usecases::stop::Stop;

/// For more people than this it is not worked out: a county's whole cohort of eight years is smaller.
const MOST: usize = 20_000;

/// What a planned import makes of the rights of those who are here already; nothing where there are too many of them.
///
/// # Errors
/// The store's; `Busy` where it was stopped.
pub(super) fn rights(
    store: &Store,
    planned: &Planned,
    (law, now): (&Law, Moment),
    stop: &Stop,
) -> StoreResult<Option<Vec<RunRight>>> {
    if planned.known_people() > MOST {
        return Ok(None);
    }
    let mut found = Vec::new();
    store.read(|tx| {
        planned.before_and_after(tx, (now.at, now.today), &mut |one| {
            found.extend(turned(law, &one, now));
            stop.goes_on()
        })
    })?;
    if stop.goes_on() { Ok(Some(found)) } else { Err(StoreError::Busy) }
}

fn turned(law: &Law, one: &BeforeAndAfter, now: Moment) -> Vec<RunRight> {
    let mut by: BTreeMap<Turns, Vec<String>> = BTreeMap::new();
    let (before, after) = (one.before.rules_person(now.today), one.after.rules_person(now.today));
    for answer in touched_by(law, &before, &after, now.today) {
        let turns = match answer.direction {
            Direction::Lost => Turns::Lost,
            Direction::Closed => Turns::Closed,
            Direction::Asked => Turns::Asked,
            Direction::Gained => Turns::Gained,
            Direction::Amount => continue,
        };
        let entitlement = law.entitlements().get(answer.which.place()).map(|entry| entry.id.clone());
        by.entry(turns).or_default().extend(entitlement);
    }
    let child = &one.child;
    by.into_iter()
        .map(|(turns, entitlements)| RunRight { turns, child: child.clone(), entitlements })
        .collect()
}

/// Keeps what was worked out with the run that shows it, some of it at a time.
///
/// # Errors
/// The store's.
pub(super) fn keep(
    store: &Store,
    me: UserId,
    id: ImportId,
    (rights, people): (Vec<RunRight>, usize),
) -> StoreResult<()> {
    for some in rights.chunks(ROWS) {
        let some = some.to_vec();
        store.write(move |tx| service(tx, me)?.returns(tx).keep_rights(id, &some))?;
    }
    store.write(move |tx| service(tx, me)?.returns(tx).rights_worked_out(id, people))
}
