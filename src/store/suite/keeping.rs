//! Copies of the database, and restoring them.

use std::{fs, path::Path};

use onward_domain::access::Purpose;

use super::world::{World, now};
use crate::{
    DatabaseUrl, Store, StoreError,
    backup::{backup, checksum_of, restore, write_checksum},
    check::check,
    testing::TestStore,
};

fn path(store: &TestStore) -> std::path::PathBuf {
    let DatabaseUrl::Sqlite(path) = &store.url else { panic!("embedded") };
    path.clone()
}

#[test]
fn a_copy_taken_while_others_write_is_complete_private_and_can_be_restored() {
    let store = TestStore::sqlite();
    let w = World::in_store(&store);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    let sam = w.caseload(&store);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..50 {
                store.read(|tx| sam.open(tx, w.amara, Purpose::PersonPage, now()).map(drop)).unwrap();
            }
        });
        backup(&store.url, &file).unwrap();
        writer.join().unwrap();
    });
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no left-overs");
    let elsewhere = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::in_dir(&elsewhere.path().join("data"));
    assert_eq!(restore(&file, &url, false).unwrap().put_aside, None);
    let back = Store::open(&url).unwrap();
    assert!(check(&url).unwrap().is_well());
    assert_eq!(back.read(|tx| tx.users().find(w.sam)).unwrap().unwrap().display_name, "Sam Okoro");
    assert_eq!(
        fs::read_dir(elsewhere.path().join("data"))
            .unwrap()
            .filter(|f| f.as_ref().unwrap().file_name().to_string_lossy().contains("restoring"))
            .count(),
        0
    );
}

#[test]
fn a_copy_never_overwrites_a_file() {
    let store = TestStore::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    fs::write(&file, "a letter").unwrap();
    assert!(matches!(backup(&store.url, &file), Err(StoreError::File(_))));
    assert_eq!(fs::read_to_string(&file).unwrap(), "a letter");
}

#[test]
fn restoring_overwrites_nothing_and_moves_the_old_one_aside_if_told_to() {
    let store = TestStore::sqlite();
    World::in_store(&store);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    backup(&store.url, &file).unwrap();
    let refused = restore(&file, &store.url, false);
    assert!(matches!(&refused, Err(StoreError::File(why)) if why.contains("--replace")), "{refused:?}");
    let in_use = restore(&file, &store.url, true);
    assert!(matches!(&in_use, Err(StoreError::File(why)) if why.contains("in use")), "{in_use:?}");

    let place = path(&store);
    let url = store.url.clone();
    let TestStore { store: open, .. } = &store;
    open.read(|tx| tx.users().all()).unwrap();
    let other = tempfile::tempdir().unwrap();
    let closed = DatabaseUrl::in_dir(other.path());
    fs::copy(&file, other.path().join("onward.sqlite")).unwrap();
    let done = restore(&file, &closed, true).unwrap();
    assert!(done.put_aside.unwrap().exists());
    assert!(Store::open(&closed).is_ok());
    assert!(place.exists() && Store::open(&url).is_ok());
}

#[test]
fn damaged_foreign_and_tampered_files_are_not_restored() {
    let store = TestStore::sqlite();
    let w = World::in_store(&store);
    let sam = w.caseload(&store);
    for _ in 0..5 {
        store.read(|tx| sam.open(tx, w.amara, Purpose::PersonPage, now()).map(drop)).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    backup(&store.url, &file).unwrap();
    let good = fs::read(&file).unwrap();
    let place = |name: &str| DatabaseUrl::in_dir(&folder.path().join(name));

    fs::write(folder.path().join("letter"), "Dear Amara,").unwrap();
    assert!(matches!(restore(&folder.path().join("letter"), &place("a"), false), Err(StoreError::File(_))));
    fs::write(folder.path().join("empty"), "").unwrap();
    assert!(matches!(restore(&folder.path().join("empty"), &place("b"), false), Err(StoreError::File(_))));
    fs::write(folder.path().join("half"), &good[..good.len() / 2]).unwrap();
    assert!(restore(&folder.path().join("half"), &place("c"), false).is_err());

    // One byte in one look: `adviser` as the right becomes `advisor`.
    let mut bytes = good.clone();
    let at = bytes.windows(18).position(|w| w == b"person_pageadviser").unwrap();
    bytes[at + 16] = b'o';
    fs::write(folder.path().join("flipped"), &bytes).unwrap();
    let flipped = restore(&folder.path().join("flipped"), &place("d"), false);
    assert!(flipped.is_err(), "{flipped:?}");
    for name in ["a", "b", "c", "d"] {
        assert!(!folder.path().join(name).join("onward.sqlite").exists(), "{name}");
    }
}

#[test]
fn anything_the_migrations_did_not_make_is_found_and_not_restored() {
    use crate::{connection::Use, dialect};
    use diesel::connection::SimpleConnection as _;
    for (harm, found) in [
        (
            "CREATE TRIGGER helper AFTER INSERT ON access_log BEGIN DELETE FROM contacts; END",
            "trigger helper is none of ours",
        ),
        ("DROP TRIGGER access_log_no_delete", "trigger access_log_no_delete is missing"),
        (
            "ALTER TABLE contacts RENAME TO kept; CREATE VIEW contacts AS SELECT * FROM kept",
            "view contacts is none of ours",
        ),
        ("ALTER TABLE persons ADD COLUMN copied TEXT", "table persons is not as this version makes it"),
    ] {
        let store = TestStore::sqlite();
        assert_eq!(check(&store.url).unwrap().strange, Some(Vec::new()));
        dialect::connect(&store.url, Use::Write).unwrap().batch_execute(harm).unwrap();
        let report = check(&store.url).unwrap();
        assert!(!report.is_well());
        assert!(report.lines().iter().any(|line| line.contains(found)), "{found}: {:?}", report.lines());
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copy");
        backup(&store.url, &file).unwrap();
        let place = DatabaseUrl::in_dir(&folder.path().join("there"));
        assert!(matches!(restore(&file, &place, false), Err(StoreError::Tampered(_))), "{harm}");
    }
}

#[cfg(feature = "postgres")]
#[test]
fn on_postgresql_too_anything_the_migrations_did_not_make_is_found() {
    use crate::{connection::Use, dialect};
    use diesel::connection::SimpleConnection as _;
    for (harm, found) in [
        (
            "CREATE FUNCTION helper() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM contacts; RETURN NEW; END'; \
             CREATE TRIGGER helper AFTER INSERT ON access_log FOR EACH ROW EXECUTE FUNCTION helper()",
            "trigger helper on access_log is none of ours",
        ),
        (
            "DROP TRIGGER access_log_no_change ON access_log",
            "trigger access_log_no_change on access_log is missing",
        ),
        (
            "ALTER TABLE access_log DISABLE TRIGGER access_log_no_change",
            "trigger access_log_no_change on access_log is not as this version makes it",
        ),
        (
            "CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
            "function only_grows() is not as this version makes it",
        ),
        ("ALTER TABLE contacts DISABLE TRIGGER ALL", "table contacts is not as this version makes it"),
        (
            "CREATE RULE quiet AS ON UPDATE TO persons DO INSTEAD NOTHING",
            "rule quiet on persons is none of ours",
        ),
        (
            "ALTER TABLE contacts RENAME TO kept; CREATE VIEW contacts AS SELECT * FROM kept",
            "view contacts is none of ours",
        ),
        ("ALTER TABLE persons ADD COLUMN copied TEXT", "table persons is not as this version makes it"),
    ] {
        let store = TestStore::postgresql();
        let before = check(&store.url).unwrap();
        assert_eq!(before.strange, Some(Vec::new()), "as the migrations made it");
        assert!(before.is_well());
        dialect::connect(&store.url, Use::Write).unwrap().batch_execute(harm).unwrap();
        let report = check(&store.url).unwrap();
        assert!(!report.is_well());
        assert!(report.lines().iter().any(|line| line.contains(found)), "{found}: {:?}", report.lines());
    }
}

#[cfg(unix)]
#[test]
fn anything_but_a_file_is_refused_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let refused = restore(Path::new("/dev/zero"), &DatabaseUrl::in_dir(folder.path()), false);
    assert!(matches!(&refused, Err(StoreError::File(why)) if why.contains("not a file")), "{refused:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_backup_left_is_removed_by_the_next_one() {
    let store = TestStore::sqlite();
    let folder = tempfile::tempdir().unwrap();
    // No process has a number above the kernel's own limit.
    let (left, mine, other) =
        ("monday.4194999.part", "letter.part", format!("tuesday.{}.part", std::process::id()));
    for name in [left, mine, other.as_str()] {
        fs::write(folder.path().join(name), "half a copy").unwrap();
    }
    backup(&store.url, &folder.path().join("wednesday")).unwrap();
    let there = |name: &str| folder.path().join(name).exists();
    assert!(!there(left), "its process is gone");
    assert!(there(mine) && there(&other), "not ours, and of one that still runs");
}

#[test]
fn a_copy_whose_checksum_is_another_is_not_put_back() {
    let store = TestStore::sqlite();
    World::in_store(&store);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy");
    backup(&store.url, &file).unwrap();
    let sum = write_checksum(&file).unwrap();
    assert!(fs::read_to_string(checksum_of(&file)).unwrap().starts_with(&format!("{sum}  copy")));
    let mut bytes = fs::read(&file).unwrap();
    // Room that no row uses: the database itself sees nothing in it.
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, &bytes).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::in_dir(&elsewhere.path().join("data"));
    let refused = restore(&file, &url, false);
    assert!(matches!(&refused, Err(StoreError::File(why)) if why.contains("checksum")), "{refused:?}");
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, &bytes).unwrap();
    restore(&file, &url, false).unwrap();
}
