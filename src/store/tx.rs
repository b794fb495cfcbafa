//! A transaction in hand: what every scope and repository works on.

use std::{cell::RefCell, ops::DerefMut};

use crate::{
    connection::{AnyConnection, Reader},
    error::{StoreError, StoreResult},
    writer::Queue,
};

/// One transaction: of one moment when reading, all or nothing when writing.
///
/// Scopes are opened on it, repositories hang on it. It never leaves the closure that it was handed to.
pub struct Tx {
    connection: RefCell<Box<dyn DerefMut<Target = AnyConnection>>>,
    /// Set on a reading transaction: where the access log is written, durably, before anything is read.
    writer: Option<Queue>,
}

impl Tx {
    pub(crate) fn for_writer(connection: AnyConnection) -> Self {
        Self { connection: RefCell::new(Box::new(Box::new(connection))), writer: None }
    }

    pub(crate) fn for_reader(connection: Reader, writer: Queue) -> Self {
        Self { connection: RefCell::new(Box::new(connection)), writer: Some(writer) }
    }

    /// Runs queries on the connection.
    pub(crate) fn run<T>(
        &self,
        queries: impl FnOnce(&mut AnyConnection) -> StoreResult<T>,
    ) -> StoreResult<T> {
        let mut connection = self
            .connection
            .try_borrow_mut()
            .map_err(|_| StoreError::Database("a query inside a query".into()))?;
        queries(&mut connection)
    }

    /// Does something that must be durable before this transaction goes on: at once in a writing transaction (its
    /// commit comes before anyone is answered), through the writer in a reading one.
    pub(crate) fn durably<T, F>(&self, work: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: Fn(&Self) -> StoreResult<T> + Send + 'static,
    {
        match &self.writer {
            Some(writer) => writer.run(work),
            None => work(self),
        }
    }

    /// May this transaction change anything?
    #[must_use]
    pub const fn writes(&self) -> bool {
        self.writer.is_none()
    }
}
