//! Importing the SSDA903 return: shown first, then exactly what was shown, in one transaction.

use chrono::{NaiveDate, TimeDelta};
use onward_domain::{
    id::{ImportId, PersonId, UserId},
    moment::Moment,
    returns::ssda903::{self, Allowed, CollectionYear, Incoming, InputFile, plan::Hindrance},
};
use onward_store::{
    Store, StoreError, StoreResult, Tx,
    repo::returns::{Applied, HeldTable, Joined, Run, RunState, StagedFile, TakenBack},
    scope::{Listed, ServiceView},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, TryLockError},
    time::Duration,
};

/// What was shown but not applied is deleted after this long, with its files.
const SHOWN_FOR: TimeDelta = TimeDelta::hours(24);
/// A claim to apply that was not completed in this time (the server stopped) no longer counts. If somebody is slower
/// than that, the first to finish counts, and the other changes nothing.
const CLAIMED_FOR: TimeDelta = TimeDelta::minutes(2);

/// What happened to an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// There was nothing left to do, or somebody else is doing it.
    NotWaiting,
    /// Something prevents it; nothing was changed.
    Hindered(Hindrance),
    /// The records have changed since it was shown; nothing was changed. This run shows what would change now.
    Replaced(ImportId),
}

fn service(tx: &Tx, me: UserId) -> StoreResult<ServiceView> {
    tx.viewer(me)?.and_then(|viewer| viewer.service()).ok_or(StoreError::NotFound)
}

/// Somebody with import questions that nobody has settled.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Who they are, and who their adviser is.
    pub listed: Arc<Listed>,
    /// How many questions.
    pub questions: usize,
}

/// People whose questions are waiting for their adviser: the first `most` people, and how many people and questions in
/// all. The look at their names is logged.
///
/// # Errors
/// Any store error.
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

/// Large returns are read one at a time, so that however many managers there are, memory holds one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Anyone who comes while another return is being read waits this long for their turn.
const PATIENCE: Duration = Duration::from_secs(30);
/// And checks this often.
const GLANCE: Duration = Duration::from_millis(25);

/// A turn to read and compare a return, or `Busy` if somebody else keeps it too long.
fn turn() -> StoreResult<MutexGuard<'static, ()>> {
    let mut waited = Duration::ZERO;
    loop {
        match ONE_AT_A_TIME.try_lock() {
            Ok(turn) => return Ok(turn),
            Err(TryLockError::Poisoned(left)) => return Ok(left.into_inner()),
            Err(TryLockError::WouldBlock) if waited >= PATIENCE => return Err(StoreError::Busy),
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(GLANCE);
                waited += GLANCE;
            }
        }
    }
}

/// Reads and merges files on a day. `said` is the year for those whose names give none; `progress` is told how many are
/// read.
#[must_use]
pub fn read_files(
    files: &[StagedFile],
    said: Option<CollectionYear>,
    today: NaiveDate,
    progress: impl FnMut(usize),
) -> Incoming {
    let inputs: Vec<InputFile<'_>> =
        files.iter().map(|file| InputFile { year: said, ..file.input() }).collect();
    ssda903::merge(&inputs, today, progress)
}

/// Works out what a manager's files would change and stores it to be looked at. Nothing is imported.
///
/// # Errors
/// Any store error; `Busy` while another return is being read.
pub fn show(store: &Store, me: UserId, files: Vec<StagedFile>, now: Moment) -> StoreResult<ImportId> {
    let _turn = turn()?;
    show_in_turn(store, me, files, now)
}

fn show_in_turn(store: &Store, me: UserId, files: Vec<StagedFile>, now: Moment) -> StoreResult<ImportId> {
    let incoming = read_files(&files, None, now.today, |_| {});
    let planned = store.read(|tx| service(tx, me)?.returns(tx).planned(&incoming))?;
    drop(incoming);
    let (plan, files) = (Arc::new(planned.plan), Arc::new(files));
    let id = ImportId::new();
    store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        returns.withdraw_stale(now.at - SHOWN_FOR, now.at)?;
        // Anything that can't be applied at all keeps no file.
        let most = Allowed { skip_problems: true, hardly_anything: true };
        let waits = plan.hindrance(most).is_none() && !plan.is_empty();
        let kept: (RunState, &[StagedFile]) =
            if waits { (RunState::Shown, files.as_slice()) } else { (RunState::Withdrawn, &[]) };
        returns.keep_run(id, &plan, kept, Allowed::default(), Some(me), now.at)
    })?;
    Ok(id)
}

/// A run in its current state: one whose import was interrupted can be tried again.
#[must_use]
pub fn as_it_stands(run: Run, now: Moment) -> Run {
    run.without_lapsed_claim(now.at - CLAIMED_FOR)
}

/// Claims what was shown, so that a form pressed twice applies it once. Returns whether this caller got it.
///
/// # Errors
/// Any store error.
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
/// Any store error; then the claim is given back.
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
    let _turn = turn()?;
    let incoming = read_files(&files, None, now.today, |_| {});
    let planned = store.read(|tx| service(tx, me)?.returns(tx).planned(&incoming))?;
    let work = Arc::new((planned, incoming));
    let applied = store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        let how = (run.fingerprint.as_str(), run.allowed);
        let applied = returns.apply_planned((&work.0, &work.1), how, id, Some(me), now.at)?;
        if applied == Applied::Done && !returns.close_run(id, RunState::Applied, None, now.at)? {
            return Err(StoreError::Stale);
        }
        Ok(applied)
    })?;
    match applied {
        Applied::Done => Ok(Outcome::Done),
        Applied::Hindered(why) => Ok(Outcome::Hindered(why)),
        Applied::NotAsShown => {
            let fresh = show_in_turn(store, me, files, now)?;
            store.write(move |tx| {
                service(tx, me)?.returns(tx).close_run(id, RunState::Withdrawn, Some(fresh), now.at)
            })?;
            Ok(Outcome::Replaced(fresh))
        }
    }
}

/// Withdraws what was shown: nothing is imported, and its files are deleted.
///
/// # Errors
/// Any store error.
pub fn withdraw(store: &Store, me: UserId, id: ImportId, now: Moment) -> StoreResult<()> {
    store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        returns.run(id)?;
        returns.close_run(id, RunState::Withdrawn, None, now.at).map(drop)
    })
}

/// Takes back a whole return that was imported wrongly: what it said no longer counts, what it replaced counts again,
/// and the records say what follows.
///
/// # Errors
/// There is no such import; any store error.
pub fn take_back(store: &Store, me: UserId, id: ImportId, now: Moment) -> StoreResult<TakenBack> {
    let _turn = turn()?;
    store.write(move |tx| service(tx, me)?.returns(tx).take_back(id, Some(me), now.at))
}

/// Which tables of which years are held, and the imports that brought them.
///
/// # Errors
/// Any store error.
pub fn years_held(tx: &Tx, me: UserId) -> StoreResult<Vec<HeldTable>> {
    service(tx, me)?.returns(tx).years_held()
}

/// Joins two records that are one person under two numbers: from now on `keep` has what the returns say about both.
///
/// # Errors
/// Any store error.
pub fn join(store: &Store, me: UserId, keep: PersonId, other: PersonId, now: Moment) -> StoreResult<Joined> {
    store.write(move |tx| service(tx, me)?.returns(tx).join(keep, other, Some(me), now.at))
}

/// Separates a record from the one it was joined to.
///
/// # Errors
/// Any store error.
pub fn take_apart(store: &Store, me: UserId, other: PersonId, now: Moment) -> StoreResult<Joined> {
    store.write(move |tx| service(tx, me)?.returns(tx).take_apart(other, Some(me), now.at))
}
