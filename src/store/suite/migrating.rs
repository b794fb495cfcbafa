use super::noon;
use crate::{DatabaseUrl, Store, StoreError, migrate, on_both, repo::users::NewUser, testing::TestStore};
use onward_domain::role::Role;

fn manager() -> NewUser {
    NewUser { role: Role::Manager, display_name: "Priya Nair".into(), person: None, team: None, phone: None }
}

on_both!(tables_go_up_down_and_up_again => |store| {
    let url = store.url.clone();
    let all = migrate::state(&url).unwrap().applied;
    assert!(!all.is_empty());
    let mut undone = Vec::new();
    while let Some(name) = migrate::down(&url).unwrap() {
        undone.push(name);
    }
    undone.reverse();
    assert_eq!(undone, all);
    assert_eq!(Store::open(&url).unwrap_err(), StoreError::OlderSchema(all.len()));
    assert_eq!(migrate::up(&url).unwrap(), all);
    let again = Store::open(&url).unwrap();
    again.write(|tx| tx.users().add(&manager(), noon())).unwrap();
});

on_both!(a_database_made_by_a_newer_version_is_refused => |store| {
    store.write(|tx| tx.run(|connection| {
        use diesel::connection::SimpleConnection as _;
        Ok(connection.batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')")?)
    })).unwrap();
    for refused in [Store::open(&store.url).map(drop), migrate::up(&store.url).map(drop), migrate::down(&store.url).map(drop)] {
        assert_eq!(refused.unwrap_err(), StoreError::NewerSchema("99990101000000".into()));
    }
});

#[test]
fn opening_a_missing_database_creates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::in_dir(folder.path());
    assert!(matches!(Store::open(&url).unwrap_err(), StoreError::NoDatabase(_)));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn the_file_and_its_journal_are_private_to_their_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let store = TestStore::sqlite();
    store.write(|tx| tx.users().add(&manager(), noon())).unwrap();
    let DatabaseUrl::Sqlite(path) = &store.url else { panic!("embedded") };
    let mut seen = 0;
    for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        seen += 1;
    }
    assert!(seen >= 2, "the database and its journal");
}
