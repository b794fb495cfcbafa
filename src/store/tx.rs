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

/// One transaction: of one moment when reading, all or nothing when writing.
///
/// Scopes are opened on it, repositories hang on it. It never leaves the closure that it was handed to.
pub struct Tx {
    connection: RefCell<Option<Box<dyn DerefMut<Target = AnyConnection>>>>,
    /// Where a reading transaction gets its connection from, at its first query: while a look is being written down
    /// it keeps none from others.
    readers: Option<ReaderPool>,
    /// Set on a reading transaction: where the access log is written, durably, before anything is read.
    writer: Option<Queue>,
    /// What reading transactions keep of people from one to the next. A writing one sees its own changes and keeps nothing.
    kept: Option<Arc<Kept>>,
    /// The version of the data, once it was asked for.
    version: Cell<Option<i64>>,
    /// What must be written although the work that it belongs to was undone: refused openings.
    kept_anyway: RefCell<Vec<Afterwards>>,
    /// Has a fact changed that figures rest on?
    facts_changed: Cell<bool>,
}

/// Something to write after a piece of work was undone.
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

    /// In a writing transaction: does this again should the work that it is part of be undone.
    pub(crate) fn keep_anyway(&self, again: impl Fn(&Self) -> StoreResult<()> + 'static) {
        if self.writes() {
            self.kept_anyway.borrow_mut().push(Box::new(again));
        }
    }

    /// What is to be kept of the piece of work that has just ended.
    pub(crate) fn take_kept(&self) -> Vec<Afterwards> {
        self.kept_anyway.take()
    }

    /// Notes that a fact changed that figures rest on; their version goes up with the commit.
    pub(crate) fn note_change(&self) {
        self.facts_changed.set(true);
    }

    /// Has a piece of work of this commit changed a fact? The version goes up only with the commit.
    pub(crate) fn facts_changed(&self) -> bool {
        self.facts_changed.get()
    }

    /// Did a fact change since this was last asked?
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

    /// Does several things that belong together: all are kept, or none.
    ///
    /// # Errors
    /// Those of `work`, whose changes are undone then; the database's own.
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

    /// Ends what was read so far; the next query begins anew.
    fn let_go(&self) -> StoreResult<()> {
        self.version.set(None);
        let mut place = self.connection.try_borrow_mut();
        match place.as_mut().map(|place| place.take()) {
            Ok(Some(mut connection)) => dialect::undo(&mut connection),
            Ok(None) => Ok(()),
            Err(_) => Err(StoreError::Database("a write inside a query".into())),
        }
    }

    /// Does something that must be durable before this transaction goes on: at once in a writing transaction (its
    /// commit comes before anyone is answered), through the writer in a reading one. That one keeps no connection from
    /// others while it waits, and reads what was written when it goes on.
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

    /// What is kept of people, and of which version of the data it must be to be what this transaction would read.
    pub(crate) fn kept(&self) -> StoreResult<Option<(&Kept, i64)>> {
        let Some(kept) = &self.kept else { return Ok(None) };
        let version = match self.version.get() {
            Some(version) => version,
            None => self.data_version()?,
        };
        self.version.set(Some(version));
        Ok(Some((kept, version)))
    }

    /// May this transaction change anything?
    #[must_use]
    pub const fn writes(&self) -> bool {
        self.writer.is_none()
    }
}
