//! Importing the SSDA903 return: shown first, then exactly what was shown, or nothing; and taken back again, whole.

mod apply;
mod join;
mod pieces;
mod rights;
mod see;
mod show;
mod take_back;

pub use apply::{Outcome, apply_claimed, as_it_stands, claim, withdraw};
pub use join::{
    Compared, JoinAnswer, JoinedPair, SeenJoined, Side, TwoKept, WaitingPair, ask_to_join, compare,
    count_joins_to_settle, leave_as_two, see_joined, settle_join, take_apart,
};
pub use pieces::{ByManager, Importer, Job};
pub use see::{Asked, PEOPLE, RightsSeen, SeenRun, Start, Waiting, see_problems, see_run, see_start};
pub use show::{say_year, show, with_year};
pub use take_back::{SeenTakeBack, Years, see_take_back, see_years, take_back};

use crate::usecases::stop::Stop;
use onward_domain::{
    id::UserId,
    moment::Moment,
    returns::ssda903::{self, CollectionYear, Incoming, InputFile},
};
use onward_store::{StoreError, StoreResult, Tx, repo::returns::StagedFile, scope::ServiceView};
use std::{
    sync::{Mutex, MutexGuard, TryLockError},
    time::Duration,
};

fn service(tx: &Tx, me: UserId) -> StoreResult<ServiceView> {
    tx.viewer(me)?.and_then(|viewer| viewer.service()).ok_or(StoreError::NotFound)
}

/// Large returns are read one at a time, so that however many managers there are, memory holds one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Whoever comes while another return is read waits so long for their turn.
const PATIENCE: Duration = Duration::from_secs(30);
/// And looks so often.
const GLANCE: Duration = Duration::from_millis(25);

/// The turn to read and compare a return, or `Busy` where somebody else keeps it too long, or nobody waits for it any more.
fn turn(stop: &Stop) -> StoreResult<MutexGuard<'static, ()>> {
    let mut waited = Duration::ZERO;
    loop {
        match ONE_AT_A_TIME.try_lock() {
            Ok(turn) => return Ok(turn),
            Err(TryLockError::Poisoned(left)) => return Ok(left.into_inner()),
            Err(TryLockError::WouldBlock) if waited >= PATIENCE || !stop.goes_on() => {
                return Err(StoreError::Busy);
            }
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(GLANCE);
                waited += GLANCE;
            }
        }
    }
}

/// Reads and merges files that were handed in at a moment: the return of a year that is still running tells of nothing after its
/// day. `said` is the year of those whose names tell none; `progress` is told how many are read.
///
/// # Errors
/// `Busy` where it was stopped: nobody waits for it any more.
pub fn read_files(
    files: &[StagedFile],
    said: Option<CollectionYear>,
    handed_in: Moment,
    progress: impl FnMut(usize),
    stop: &Stop,
) -> StoreResult<Incoming> {
    let inputs: Vec<InputFile<'_>> =
        files.iter().map(|file| InputFile { year: said, ..file.input() }).collect();
    let incoming = ssda903::merge::merge_while(&inputs, handed_in.today, progress, &|| stop.goes_on())
        .ok_or(StoreError::Busy)?;
    // The day that is kept with the import.
    Ok(Incoming { on: handed_in.at.date_naive(), ..incoming })
}
