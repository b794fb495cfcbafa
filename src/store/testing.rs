//! A fresh database for one test, on either backend. Only built for tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "only tests use this")]

pub mod counting;
pub mod plain;

use crate::{DatabaseUrl, Store};

/// A database of its own, which is gone when the test ends.
pub struct TestStore {
    /// The store, opened and up to date.
    pub store: Store,
    /// Where it is.
    pub url: DatabaseUrl,
    _folder: Option<tempfile::TempDir>,
}

impl std::ops::Deref for TestStore {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

impl TestStore {
    /// On the embedded database.
    #[must_use]
    pub fn sqlite() -> Self {
        counting::count_from_now_on();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = DatabaseUrl::in_dir(folder.path());
        Self { store: Store::open_migrated(&url).expect("a fresh store"), url, _folder: Some(folder) }
    }

    /// In its own schema on the PostgreSQL server named by `ONWARD_TEST_POSTGRES`.
    ///
    /// # Panics
    /// The variable is missing: a test on PostgreSQL is never silently skipped.
    #[cfg(feature = "postgres")]
    #[must_use]
    pub fn postgresql() -> Self {
        counting::count_from_now_on();
        let url = fresh_postgres_schema();
        Self { store: Store::open_migrated(&url).expect("a fresh store"), url, _folder: None }
    }
}

/// An empty schema of its own on the test server, as a URL.
///
/// # Panics
/// `ONWARD_TEST_POSTGRES` is missing or names no server.
#[cfg(feature = "postgres")]
#[must_use]
pub fn fresh_postgres_schema() -> DatabaseUrl {
    use diesel::{Connection as _, connection::SimpleConnection as _};
    #[expect(
        clippy::disallowed_methods,
        reason = "only tests use this, and scripts/test says so where the server is"
    )]
    let server = std::env::var("ONWARD_TEST_POSTGRES").expect(
        "ONWARD_TEST_POSTGRES must name a throw-away PostgreSQL server (scripts/test starts one); \
         tests on PostgreSQL are never left out in silence",
    );
    let schema = format!("t_{}", uuid::Uuid::now_v7().simple());
    let mut connection = diesel::PgConnection::establish(&server).expect("the test server answers");
    connection.batch_execute(&format!("CREATE SCHEMA {schema}")).expect("a schema of its own");
    let joiner = if server.contains('?') { '&' } else { '?' };
    format!("{server}{joiner}options=-csearch_path%3D{schema}").parse().expect("a URL")
}

/// Writes a test once and runs it on both databases: `on_both!(a_sentence => |store| { … });`
#[macro_export]
macro_rules! on_both {
    ($(#[$attr:meta])* $name:ident => |$store:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports, reason = "what the test needs of the file around it")]
            use super::*;
            fn on($store: &$crate::testing::TestStore) $body
            $(#[$attr])*
            #[test]
            fn sqlite() {
                on(&$crate::testing::TestStore::sqlite());
            }
            $(#[$attr])*
            #[cfg(feature = "postgres")]
            #[test]
            fn postgresql() {
                on(&$crate::testing::TestStore::postgresql());
            }
        }
    };
}
