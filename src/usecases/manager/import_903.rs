//! Importing the SSDA903 return: shown first, then exactly what was shown, in one transaction.

use chrono::TimeDelta;
use onward_domain::{
    id::{ImportId, PersonId, UserId},
    moment::Moment,
    returns::ssda903::{self, Incoming, InputFile, plan, plan::Hindrance},
};
use onward_store::{
    Store, StoreError, StoreResult, Tx,
    repo::returns::{Applied, Run, RunState, StagedFile},
    scope::{Listed, ServiceView},
};
use std::{collections::BTreeMap, sync::Arc};

/// What was shown and not applied is let go after this long, with its files.
const SHOWN_FOR: TimeDelta = TimeDelta::hours(24);
/// A claim to apply that was not kept in this time (the server stopped) counts no more. Should somebody be slower, the one
/// who ends first counts, and the other changes nothing.
const CLAIMED_FOR: TimeDelta = TimeDelta::minutes(2);

/// What became of an import.
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

fn service(tx: &Tx, me: UserId) -> StoreResult<ServiceView> {
    tx.viewer(me)?.and_then(|viewer| viewer.service()).ok_or(StoreError::NotFound)
}

/// Somebody about whom an import left questions that nobody has settled.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Who, and who their adviser is.
    pub listed: Arc<Listed>,
    /// How many questions.
    pub questions: usize,
}

/// Whose questions wait for their adviser: the first `most` people, how many people and how many questions in all. The
/// look at their names is written down.
///
/// # Errors
/// The store's.
pub fn questions_waiting(
    tx: &Tx,
    me: UserId,
    most: usize,
    now: Moment,
) -> StoreResult<(Vec<Asked>, usize, usize)> {
    let service = service(tx, me)?;
    let open = service.returns(tx).open_questions()?;
    let (people, questions) = (open.len(), open.iter().map(|(_, many)| many).sum());
    let first: BTreeMap<PersonId, usize> = open.into_iter().take(most).collect();
    if first.is_empty() {
        return Ok((Vec::new(), people, questions));
    }
    let ids: Vec<PersonId> = first.keys().copied().collect();
    let listed = service.people(tx, &ids, now)?;
    let mut asked: Vec<Asked> = listed
        .into_iter()
        .map(|listed| Asked { questions: first.get(&listed.person.id).copied().unwrap_or_default(), listed })
        .collect();
    asked.sort_by_key(|asked| std::cmp::Reverse(asked.questions));
    Ok((asked, people, questions))
}

/// Reads and merges files; `progress` is told how many are read.
#[must_use]
pub fn read_files(files: &[StagedFile], progress: impl FnMut(usize)) -> Incoming {
    let inputs: Vec<InputFile<'_>> = files.iter().map(StagedFile::input).collect();
    ssda903::merge(&inputs, progress)
}

/// Works out what a manager's files would change and keeps it to be looked at. Nothing is imported.
///
/// # Errors
/// The store's.
pub fn show(store: &Store, me: UserId, files: Vec<StagedFile>, now: Moment) -> StoreResult<ImportId> {
    let incoming = read_files(&files, |_| {});
    let held = store.read(|tx| service(tx, me)?.returns(tx).held())?;
    let (plan, files) = (Arc::new(plan(&held, &incoming)), Arc::new(files));
    let id = ImportId::new();
    store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        returns.withdraw_stale(now.at - SHOWN_FOR, now.at)?;
        // What can't be applied in any way keeps no file.
        let waits = plan.hindrance(true).is_none() && !plan.is_empty();
        let kept: (RunState, &[StagedFile]) =
            if waits { (RunState::Shown, files.as_slice()) } else { (RunState::Withdrawn, &[]) };
        returns.keep_run(id, &plan, kept, false, Some(me), now.at)
    })?;
    Ok(id)
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
pub fn claim(store: &Store, me: UserId, id: ImportId, skip_problems: bool, now: Moment) -> StoreResult<bool> {
    store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        returns.run(id)?;
        returns.claim_run(id, skip_problems, now.at - CLAIMED_FOR, now.at)
    })
}

/// Applies what was claimed: exactly what was shown, or nothing.
///
/// # Errors
/// The store's; the claim is given back then.
pub fn apply_claimed(store: &Store, me: UserId, id: ImportId, now: Moment) -> StoreResult<Outcome> {
    let outcome = try_to_apply(store, me, id, now);
    match &outcome {
        Ok(Outcome::Hindered(_)) | Err(_) => {
            store.write(move |tx| service(tx, me)?.returns(tx).release_run(id, now.at))?;
        }
        Ok(_) => {}
    }
    outcome
}

fn try_to_apply(store: &Store, me: UserId, id: ImportId, now: Moment) -> StoreResult<Outcome> {
    let (run, files) = store.read(|tx| {
        let returns = service(tx, me)?.returns(tx);
        Ok((returns.run(id)?, returns.staged(id)?))
    })?;
    if run.state != RunState::Applying {
        return Ok(Outcome::NotWaiting);
    }
    let incoming = Arc::new(read_files(&files, |_| {}));
    let applied = store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        let how = (run.fingerprint.as_str(), run.skip_problems);
        let applied = returns.apply(&incoming, how, id, Some(me), now.at)?;
        if applied == Applied::Done && !returns.close_run(id, RunState::Applied, None, now.at)? {
            return Err(StoreError::Stale);
        }
        Ok(applied)
    })?;
    match applied {
        Applied::Done => Ok(Outcome::Done),
        Applied::Hindered(why) => Ok(Outcome::Hindered(why)),
        Applied::NotAsShown => {
            let fresh = show(store, me, files, now)?;
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
