//! The store: readers, the one writer, and how it is opened and closed.

use std::{
    sync::{Arc, Mutex},
    thread::JoinHandle,
    time::Duration,
};

use diesel::r2d2::Pool;

use crate::{
    connection::{DatabaseUrl, ReaderPool, Readers, Use},
    dialect,
    error::StoreResult,
    kept::Kept,
    migrate,
    tx::Tx,
    writer::{self, Queue},
};

/// The installation's database. Cheap to clone; every call blocks its thread until the database has answered.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    url: DatabaseUrl,
    readers: ReaderPool,
    kept: Arc<Kept>,
    queue: Mutex<Option<Queue>>,
    handle: Mutex<Option<JoinHandle<()>>>,
}

impl Store {
    /// Opens a database whose tables are exactly the ones this version knows.
    ///
    /// # Errors
    /// It can't be opened, or was made by a newer or an older version.
    pub fn open(url: &DatabaseUrl) -> StoreResult<Self> {
        migrate::require_current(&mut dialect::connect(url, Use::Read)?)?;
        let (queue, handle) = writer::start(url.clone())?;
        let readers = Pool::builder()
            .max_size(16)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(10))
            .test_on_check_out(false)
            .build(Readers { url: url.clone() })?;
        let inner = Inner {
            url: url.clone(),
            readers,
            kept: Arc::default(),
            queue: Mutex::new(Some(queue)),
            handle: Mutex::new(Some(handle)),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Creates the database if it does not exist, applies any missing migrations, and opens it.
    ///
    /// # Errors
    /// As for [`Store::open`]; a migration that fails is undone.
    pub fn open_migrated(url: &DatabaseUrl) -> StoreResult<Self> {
        migrate::up(url)?;
        Self::open(url)
    }

    /// Where the data is.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }

    /// Whether it is a file on this machine rather than a server.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.inner.url.is_embedded()
    }

    /// Reads; everything the closure sees is from one moment, from its last look at a record onwards.
    ///
    /// # Errors
    /// Any error from the closure, or a busy database.
    pub fn read<T>(&self, work: impl FnOnce(&Tx) -> StoreResult<T>) -> StoreResult<T> {
        let tx = Tx::for_reader(self.inner.readers.clone(), self.queue()?, Arc::clone(&self.inner.kept));
        let result = work(&tx);
        let ended = tx.end_reading();
        let value = result?;
        ended.map(|()| value)
    }

    /// Writes, all or nothing; when this returns `Ok`, the change is on disk.
    ///
    /// The closure may run more than once (if another instance gets in between), so it changes nothing outside its
    /// transaction. An `Err` undoes only this closure's work; a refusal that should leave a trace is an `Ok` value.
    ///
    /// # Errors
    /// Any error from the closure; a full disk or busy database; a write requested inside a write.
    pub fn write<T, F>(&self, work: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: Fn(&Tx) -> StoreResult<T> + Send + 'static,
    {
        self.queue()?.run(work)
    }

    fn queue(&self) -> StoreResult<Queue> {
        let queue = self.inner.queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        queue.clone().ok_or(crate::error::StoreError::Closed)
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Store").field(&self.inner.url).finish()
    }
}

impl Drop for Inner {
    /// Waits for the writer to finish its queue, so that a program that ends leaves nothing half done.
    fn drop(&mut self) {
        let queue = self.queue.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        let on_writer = queue.as_ref().is_some_and(Queue::is_here);
        drop(queue);
        let handle = self.handle.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let (Some(handle), false) = (handle, on_writer) {
            let _ended = handle.join();
        }
    }
}
