//! Applying what was shown: exactly that, once, or nothing.

use chrono::TimeDelta;
use leaving_care_rules::Law;
use onward_domain::{
    id::{ImportId, UserId},
    moment::Moment,
    returns::ssda903::{Allowed, plan::Hindrance},
};
use onward_store::{
    Store, StoreResult,
    repo::returns::{Applied, Run, RunState},
};

use super::{ByManager, Job, read_files, service, show::show_in_turn, turn};
use crate::usecases::stop::Stop;

/// A claim to apply that was not kept in this time (the server stopped) counts no more. Should somebody be slower, the one
/// who ends first counts, and the other changes nothing.
const CLAIMED_FOR: TimeDelta = TimeDelta::minutes(10);

/// What happened to an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// There was nothing left to do, or somebody else is doing it.
    NotWaiting,
    /// Something stands in the way; nothing was changed.
    Hindered(Hindrance),
    /// The records changed since it was shown; nothing was changed. This run shows what would change now.
    Replaced(ImportId),
}

/// A run as it stands now: one whose import was broken off can be tried again.
#[must_use]
pub fn as_it_stands(run: Run, now: Moment) -> Run {
    run.without_lapsed_claim(now.at - CLAIMED_FOR)
}

/// Claims what was shown, so that a form pressed twice applies it once. Answers whether this caller got it.
///
/// # Errors
/// The store's.
pub fn claim(store: &Store, me: UserId, id: ImportId, allowed: Allowed, now: Moment) -> StoreResult<bool> {
    store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        returns.run(id)?;
        returns.claim_run(id, allowed, now.at - CLAIMED_FOR, now.at)
    })
}

/// Applies what was claimed: exactly what was shown, or nothing.
///
/// # Errors
/// The store's; the claim is given back then.
pub fn apply_claimed(
    store: &Store,
    me: UserId,
    id: ImportId,
    (law, now): (&Law, Moment),
    stop: &Stop,
) -> StoreResult<Outcome> {
    let outcome = try_to_apply(store, me, id, (law, now), stop);
    match &outcome {
        Ok(Outcome::Hindered(_)) | Err(_) => {
            store.write(move |tx| service(tx, me)?.returns(tx).release_run(id, now.at))?;
        }
        Ok(_) => {}
    }
    outcome
}

fn try_to_apply(
    store: &Store,
    me: UserId,
    id: ImportId,
    (law, now): (&Law, Moment),
    stop: &Stop,
) -> StoreResult<Outcome> {
    let (run, files) = store.read(|tx| {
        let returns = service(tx, me)?.returns(tx);
        Ok((returns.run(id)?, returns.staged(id)?))
    })?;
    if run.state != RunState::Applying {
        return Ok(Outcome::NotWaiting);
    }
    let _turn = turn(stop)?;
    // As it was shown: it tells of the days up to that one.
    let shown = Moment { at: run.created_at, today: now.today };
    let incoming = read_files(&files, None, shown, |_| {}, stop)?;
    let planned = store.read(|tx| service(tx, me)?.returns(tx).planned(&incoming))?;
    let by = ByManager(me);
    let job = Job { store, id, by, shown: &run.fingerprint, allowed: run.allowed, now, stop };
    match job.apply(&incoming, planned)? {
        Applied::Done => Ok(Outcome::Done),
        Applied::Hindered(why) => Ok(Outcome::Hindered(why)),
        Applied::NotAsShown | Applied::Moved => {
            drop(incoming);
            let fresh = show_in_turn(store, me, files, (law, now), stop)?;
            store.write(move |tx| {
                service(tx, me)?.returns(tx).close_run(id, RunState::Withdrawn, Some(fresh), now.at)
            })?;
            Ok(Outcome::Replaced(fresh))
        }
    }
}

/// Withdraws what was shown: nothing is imported, and its files are let go.
///
/// # Errors
/// The store's.
pub fn withdraw(store: &Store, me: UserId, id: ImportId, now: Moment) -> StoreResult<()> {
    store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        returns.run(id)?;
        returns.close_run(id, RunState::Withdrawn, None, now.at).map(drop)
    })
}
