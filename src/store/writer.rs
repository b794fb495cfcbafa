//! The one writer: pieces of work queue up, and several share one durable commit.
//!
//! Each piece of work runs in its own savepoint. If it fails or panics, only its savepoint is undone. Nobody gets
//! an answer before the commit with their work is on disk. While a commit waits for the disk, the next pieces
//! accumulate, so many writers need few commits.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel},
    thread::{JoinHandle, ThreadId},
    time::Duration,
};

use crate::{
    connection::{AnyConnection, DatabaseUrl, Use},
    dialect,
    error::{StoreError, StoreResult},
    tx::Tx,
};

/// At most this many pieces share a commit, so that nobody waits long for others.
const MOST_IN_ONE_COMMIT: usize = 64;
/// How often a commit is retried when another instance gets in between.
const TRIES: u32 = 12;

/// The end of the queue that callers hold.
#[derive(Clone)]
pub(crate) struct Queue {
    sender: Sender<Box<dyn Work>>,
    thread: ThreadId,
}

/// One queued piece of work.
trait Work: Send {
    /// Runs it; returns whether to keep what it did. May be called again if the whole transaction is repeated.
    fn run(&mut self, tx: &Tx) -> Verdict;
    /// What went wrong with it, if anything did.
    fn trouble(&self) -> Option<StoreError>;
    /// Tells the caller, after the commit.
    fn answer(self: Box<Self>, outcome: StoreResult<()>);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    Undo,
    /// The whole transaction lost to another and must be repeated.
    Repeat,
}

struct Queued<T, F> {
    work: F,
    result: StoreResult<T>,
    to: SyncSender<StoreResult<T>>,
}

impl<T: Send, F: Fn(&Tx) -> StoreResult<T> + Send> Work for Queued<T, F> {
    fn run(&mut self, tx: &Tx) -> Verdict {
        self.result = catch_unwind(AssertUnwindSafe(|| (self.work)(tx))).unwrap_or(Err(StoreError::Panicked));
        match self.result {
            Ok(_) => Verdict::Keep,
            Err(StoreError::Retry) => Verdict::Repeat,
            Err(_) => Verdict::Undo,
        }
    }

    fn trouble(&self) -> Option<StoreError> {
        self.result.as_ref().err().cloned()
    }

    fn answer(self: Box<Self>, outcome: StoreResult<()>) {
        // The caller may have gone away; what it asked for is done all the same.
        let _gone = self.to.send(outcome.and(self.result));
    }
}

impl Queue {
    /// Queues the work and waits until it is durable (or undone).
    pub(crate) fn run<T, F>(&self, work: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: Fn(&Tx) -> StoreResult<T> + Send + 'static,
    {
        if std::thread::current().id() == self.thread {
            return Err(StoreError::Database("a write inside a write would wait for itself".into()));
        }
        let (to, from) = sync_channel(1);
        self.sender
            .send(Box::new(Queued { work, result: Err(StoreError::Closed), to }))
            .map_err(|_| StoreError::Closed)?;
        from.recv().map_err(|_| StoreError::Closed)?
    }

    /// Whether this is the writer's own thread.
    pub(crate) fn is_here(&self) -> bool {
        std::thread::current().id() == self.thread
    }
}

/// Opens the writing connection and starts its thread.
pub(crate) fn start(url: DatabaseUrl) -> StoreResult<(Queue, JoinHandle<()>)> {
    let connection = dialect::connect(&url, Use::Write)?;
    let (sender, receiver) = channel();
    let handle = std::thread::Builder::new()
        .name("onward-writer".into())
        .spawn(move || serve(&url, Tx::for_writer(connection), &receiver))?;
    let thread = handle.thread().id();
    Ok((Queue { sender, thread }, handle))
}

fn serve(url: &DatabaseUrl, mut tx: Tx, queue: &Receiver<Box<dyn Work>>) {
    while let Ok(first) = queue.recv() {
        let mut batch = vec![first];
        batch.extend(queue.try_iter().take(MOST_IN_ONE_COMMIT - 1));
        let outcome = commit_together(&tx, &mut batch);
        if outcome.is_err() && tx.run(|connection| Ok(is_unusable(connection))).unwrap_or(true) {
            // Only this thread holds the connection, so a fresh one can replace it.
            if let Ok(fresh) = dialect::connect(url, Use::Write) {
                tx = Tx::for_writer(fresh);
            }
        }
        for work in batch {
            work.answer(outcome.clone());
        }
    }
}

fn is_unusable(connection: &mut AnyConnection) -> bool {
    use diesel::r2d2::R2D2Connection as _;
    dialect::depth(connection) > 0 || connection.is_broken() || connection.ping().is_err()
}

fn commit_together(tx: &Tx, batch: &mut [Box<dyn Work>]) -> StoreResult<()> {
    let mut tries = 0;
    loop {
        let outcome = try_to_commit(tx, batch);
        if outcome.is_err() {
            // Whatever is still open is undone; if that fails too, the connection is replaced.
            let _undone = tx.run(|connection| {
                while dialect::depth(connection) > 0 {
                    dialect::undo(connection)?;
                }
                Ok(())
            });
        }
        tries += 1;
        match outcome {
            Err(StoreError::Retry) if tries < TRIES => {
                std::thread::sleep(Duration::from_millis(u64::from(tries * tries)));
            }
            Err(StoreError::Retry) => return Err(StoreError::Busy),
            other => return other,
        }
    }
}

fn try_to_commit(tx: &Tx, batch: &mut [Box<dyn Work>]) -> StoreResult<()> {
    tx.run(dialect::begin_write)?;
    for work in batch {
        tx.run(dialect::begin_savepoint)?;
        let verdict = work.run(tx);
        let afterwards = tx.take_kept();
        tx.run(|connection| {
            // A panic may have left the work's own savepoints open.
            while dialect::depth(connection) > 2 {
                dialect::undo(connection)?;
            }
            match verdict {
                Verdict::Keep => dialect::keep(connection),
                // A full disk ends the whole transaction by itself; then everyone in it is told so.
                Verdict::Undo => dialect::undo(connection).map_err(|why| work.trouble().unwrap_or(why)),
                Verdict::Repeat => Err(StoreError::Retry),
            }
        })?;
        if verdict == Verdict::Undo {
            for again in afterwards {
                again(tx)?;
            }
        }
    }
    if tx.take_change() {
        crate::repo::data_version::raise(tx)?;
    }
    tx.run(dialect::keep)
}
