//! An import goes in in pieces, so that nobody's page waits for it, and is all or nothing all the same.

use onward_domain::{
    id::{ImportId, UserId},
    moment::Moment,
    returns::ssda903::{Allowed, Incoming},
};
use onward_store::{
    Store, StoreError, StoreResult, Tx,
    repo::returns::{Applied, Planned, Returns, RunState},
    scope::Task,
};
use std::sync::Arc;

use super::service;
use crate::usecases::stop::Stop;

/// So often is it planned anew on records that changed meanwhile; after that it is tried again another time.
const TRIES: usize = 5;

/// Who imports: a manager on a page, or whoever runs the installation at its command line.
#[derive(Debug, Clone, Copy)]
pub enum Importer {
    /// A manager.
    Manager(UserId),
    /// The command line.
    Operator,
}

impl Importer {
    fn returns<'t>(self, tx: &'t Tx, task: Task, now: Moment) -> StoreResult<Returns<'t>> {
        match self {
            Self::Manager(me) => Ok(service(tx, me)?.returns(tx)),
            Self::Operator => Ok(tx.system(task, None, now)?.returns()),
        }
    }

    const fn user(self) -> Option<UserId> {
        match self {
            Self::Manager(me) => Some(me),
            Self::Operator => None,
        }
    }
}

/// An import that was claimed, or begun at the command line.
#[derive(Debug, Clone, Copy)]
pub struct Job<'j> {
    /// Where.
    pub store: &'j Store,
    /// Which.
    pub id: ImportId,
    /// Who.
    pub by: Importer,
    /// The mark of what was shown.
    pub shown: &'j str,
    /// What whoever runs it allows.
    pub allowed: Allowed,
    /// When.
    pub now: Moment,
    /// Whether to go on.
    pub stop: &'j Stop,
}

impl Job<'_> {
    /// Does what was planned, if it is still what was shown: people who are new go ahead in pieces, out of sight, and one last
    /// piece does the rest and closes the run. Nothing is changed where that piece is not done.
    ///
    /// # Errors
    /// The store's; `Busy` where it was stopped, or the records change all the time.
    pub fn apply(&self, incoming: &Incoming, planned: Planned) -> StoreResult<Applied> {
        if planned.mark != self.shown {
            return Ok(Applied::NotAsShown);
        }
        if let Some(why) = planned.plan.hindrance(self.allowed) {
            return Ok(Applied::Hindered(why));
        }
        let (by, id, now) = (self.by, self.id, self.now);
        let planned = Arc::new(planned);
        let prepared = self
            .store
            .read(|tx| Ok(by.returns(tx, Task::Job, now)?.prepare(planned, id, by.user(), now.at)))?;
        if !self.store.send_ahead(&prepared, &|| self.stop.goes_on())? {
            return Err(StoreError::Busy);
        }
        let mut prepared = Arc::new(prepared);
        for _ in 0..TRIES {
            let (this, shown, allowed) = (Arc::clone(&prepared), self.shown.to_owned(), self.allowed);
            let done = self.store.write(move |tx| {
                let returns = by.returns(tx, Task::Import(id), now)?;
                let applied = returns.finish(&this, (&shown, allowed))?;
                if applied == Applied::Done && !returns.close_run(id, RunState::Applied, None, now.at)? {
                    return Err(StoreError::Stale);
                }
                Ok(applied)
            });
            match done {
                Ok(Applied::Done) => return Ok(Applied::Done),
                Ok(Applied::Moved) => {
                    let again = self.store.read(|tx| by.returns(tx, Task::Job, now)?.planned(incoming));
                    match again.map(|planned| prepared.again(Arc::new(planned))) {
                        Ok(Some(next)) => prepared = Arc::new(next),
                        other => {
                            self.store.call_back(id)?;
                            return other.map(|_| Applied::NotAsShown);
                        }
                    }
                }
                other => {
                    self.store.call_back(id)?;
                    return other;
                }
            }
        }
        self.store.call_back(id)?;
        Err(StoreError::Busy)
    }
}
