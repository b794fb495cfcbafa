//! A full disk, a locked database: reading continues, a write is refused in plain words, and it recovers by itself.

use diesel::connection::SimpleConnection as _;
use onward_domain::role::Role;

use super::noon;
use crate::{
    Store, StoreError, StoreResult, connection::Use, dialect, repo::users::NewUser, testing::TestStore,
};

fn pragma(store: &Store, what: &'static str) {
    store.write(move |tx| tx.run(|connection| Ok(connection.batch_execute(what)?))).unwrap();
}

fn add(store: &Store, letters: usize) -> StoreResult<()> {
    let display_name = "x".repeat(letters);
    let user = NewUser { role: Role::Adviser, display_name, person: None, team: None, phone: None };
    store.write(move |tx| tx.users().add(&user, noon()).map(drop))
}

#[test]
fn when_the_disk_is_full_nothing_is_half_saved_and_it_continues_when_there_is_room() {
    let store = TestStore::sqlite();
    add(&store, 10).unwrap();
    pragma(&store, "PRAGMA max_page_count = 1");
    let refused = add(&store, 500_000);
    assert_eq!(refused, Err(StoreError::Full));
    assert_eq!(refused.unwrap_err().to_string(), "the disk is full, so nothing was saved");
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), 1, "reading continues");
    pragma(&store, "PRAGMA max_page_count = 1000000");
    add(&store, 500_000).unwrap();
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), 2);
}

#[test]
fn while_another_program_holds_the_database_writes_are_refused_and_reading_continues() {
    let store = TestStore::sqlite();
    add(&store, 10).unwrap();
    pragma(&store, "PRAGMA busy_timeout = 50");
    let mut other = dialect::connect(&store.url, Use::Write).unwrap();
    dialect::begin_write(&mut other).unwrap();
    assert_eq!(add(&store, 10), Err(StoreError::Busy));
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), 1);
    dialect::undo(&mut other).unwrap();
    add(&store, 10).unwrap();
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), 2);
}
