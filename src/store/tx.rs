//! A transaction in hand: what every scope and repository works on.

use std::{
    cell::{Cell, RefCell},
    ops::DerefMut,
    sync::Arc,
};

use crate::{
    connection::{AnyConnection, ReaderPool},
    dialect,
    error::{StoreError, StoreResult},
    kept::Kept,
    writer::Queue,
};

/// One transaction: from one moment when reading, all or nothing when writing.
///
/// Scopes are opened on it, repositories hang on it. It never leaves the closure it was passed to.
pub struct Tx {
    connection: RefCell<Option<Box<dyn DerefMut<Target = AnyConnection>>>>,
    /// Where a reading transaction gets its connection from, at its first query: while a look is being logged
    /// it keeps none from others.
    readers: Option<ReaderPool>,
    /// Set on a reading transaction: where the access log is written, durably, before anything is read.
    writer: Option<Queue>,
    /// What reading transactions keep about people from one to the next. A writing one sees its own changes and keeps
    /// nothing.
    kept: Option<Arc<Kept>>,
    /// The version of the data, once asked for.
    version: Cell<Option<i64>>,
    /// What must be written even though the work it belongs to was undone: refused openings.
    kept_anyway: RefCell<Vec<Afterwards>>,
    /// Whether a fact that figures depend on has changed.
    facts_changed: Cell<bool>,
}

/// Something to write after a piece of work has been undone.
type Afterwards = Box<dyn Fn(&Tx) -> StoreResult<()>>;

impl Tx {
    pub(crate) fn for_writer(connection: AnyConnection) -> Self {
        Self::new(Some(Box::new(Box::new(connection))), None, None, None)
    }

    pub(crate) fn for_reader(readers: ReaderPool, writer: Queue, kept: Arc<Kept>) -> Self {
        Self::new(None, Some(readers), Some(writer), Some(kept))
    }

    fn new(
        connection: Option<Box<dyn DerefMut<Target = AnyConnection>>>,
        readers: Option<ReaderPool>,
        writer: Option<Queue>,
        kept: Option<Arc<Kept>>,
    ) -> Self {
        Self {
            connection: RefCell::new(connection),
            readers,
            writer,
            kept,
            version: Cell::new(None),
            kept_anyway: RefCell::new(Vec::new()),
            facts_changed: Cell::new(false),
        }
    }

    /// In a writing transaction: does this again if the work that it is part of is undone.
    pub(crate) fn keep_anyway(&self, again: impl Fn(&Self) -> StoreResult<()> + 'static) {
        if self.writes() {
            self.kept_anyway.borrow_mut().push(Box::new(again));
        }
    }

    /// What is to be kept from the piece of work that has just ended.
    pub(crate) fn take_kept(&self) -> Vec<Afterwards> {
        self.kept_anyway.take()
    }

    /// Notes that a fact that figures depend on has changed; their version goes up with the commit.
    pub(crate) fn note_change(&self) {
        self.facts_changed.set(true);
    }

    /// Whether a piece of work in this commit has changed a fact. The version only goes up with the commit.
    pub(crate) fn facts_changed(&self) -> bool {
        self.facts_changed.get()
    }

    /// Whether a fact has changed since this was last asked.
    pub(crate) fn take_change(&self) -> bool {
        self.facts_changed.take()
    }

    /// Runs queries on the connection.
    pub(crate) fn run<T>(
        &self,
        queries: impl FnOnce(&mut AnyConnection) -> StoreResult<T>,
    ) -> StoreResult<T> {
        let mut place = self
            .connection
            .try_borrow_mut()
            .map_err(|_| StoreError::Database("a query inside a query".into()))?;
        match &mut *place {
            Some(connection) => queries(connection),
            none => {
                let readers = self.readers.as_ref().ok_or(StoreError::Closed)?;
                let mut reader = readers.get()?;
                dialect::begin_read(&mut reader)?;
                queries(none.insert(Box::new(reader)))
            }
        }
    }

    /// Does several things that belong together: either all are kept, or none.
    ///
    /// # Errors
    /// Any error from `work`, whose changes are then undone; any database error.
    pub fn savepoint<T>(&self, work: impl FnOnce() -> StoreResult<T>) -> StoreResult<T> {
        self.run(dialect::begin_savepoint)?;
        match work() {
            Ok(value) => self.run(dialect::keep).map(|()| value),
            Err(why) => self.run(dialect::undo).and(Err(why)),
        }
    }

    /// Ends a reading transaction and gives its connection back.
    pub(crate) fn end_reading(self) -> StoreResult<()> {
        match self.connection.into_inner() {
            Some(mut connection) => dialect::undo(&mut connection),
            None => Ok(()),
        }
    }

    /// Ends the read so far; the next query begins a new one.
    fn let_go(&self) -> StoreResult<()> {
        self.version.set(None);
        let mut place = self.connection.try_borrow_mut();
        match place.as_mut().map(|place| place.take()) {
            Ok(Some(mut connection)) => dialect::undo(&mut connection),
            Ok(None) => Ok(()),
            Err(_) => Err(StoreError::Database("a write inside a query".into())),
        }
    }

    /// Does something that must be durable before this transaction continues: immediately in a writing transaction (its
    /// commit comes before anyone gets an answer), through the writer in a reading one. The latter keeps no connection
    /// from others while it waits, and sees what was written when it continues.
    pub(crate) fn durably<T, F>(&self, work: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: Fn(&Self) -> StoreResult<T> + Send + 'static,
    {
        match &self.writer {
            Some(writer) => {
                self.let_go()?;
                writer.run(work)
            }
            None => work(self),
        }
    }

    /// What is kept about people, and the version of the data at which it equals what this transaction would read.
    pub(crate) fn kept(&self) -> StoreResult<Option<(&Kept, i64)>> {
        let Some(kept) = &self.kept else { return Ok(None) };
        let version = match self.version.get() {
            Some(version) => version,
            None => self.data_version()?,
        };
        self.version.set(Some(version));
        Ok(Some((kept, version)))
    }

    /// Whether this transaction may change anything.
    #[must_use]
    pub const fn writes(&self) -> bool {
        self.writer.is_none()
    }
}
