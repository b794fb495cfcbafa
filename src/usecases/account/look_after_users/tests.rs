//! What an administrator does, on both databases.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::usecases::account::testing::{asking, colleague, noon, young};
use onward_store::{on_both, testing::TestStore};

fn keys() -> Keys {
    Keys::from_secret("tests")
}

fn added(store: &TestStore, role: Role, email: &'static str) -> StoreResult<UserId> {
    let new =
        NewColleague { role, name: "Dawn Fairley".into(), email: email.into(), team: None, phone: None };
    store.write(move |tx| add(tx, &keys(), &new, "ABCDABCDABCDABCD", None, noon()))
}

on_both!(a_colleague_is_added_once_and_can_t_sign_in_before_the_code_was_used => |store| {
    let dawn = added(store, Role::Manager, "dawn@example.org").unwrap();
    let kept = store.read(|tx| tx.accounts().credential(dawn)).unwrap().unwrap();
    assert_eq!(kept.passphrase_hash, "!");
    let users = store.read(|tx| tx.users().all()).unwrap().len();
    assert!(matches!(added(store, Role::Manager, "dawn@example.org"), Err(StoreError::Exists(_))));
    assert!(added(store, Role::YoungPerson, "jay@example.org").is_err());
    let ann = colleague(store, Role::Administrator, "Ann");
    let twin = NewColleague { role: Role::Adviser, name: "Dawn".into(), email: "dawn@example.org".into(), team: None, phone: None };
    let other = NewColleague { email: "other@example.org".into(), ..twin.clone() };
    let sent = |new: &NewColleague| {
        let new = new.clone();
        store.write(move |tx| add_colleague(&asking(tx, ann, noon(), |_| ()), &keys(), &new, "one")).unwrap()
    };
    assert_eq!(sent(&twin), Added::EmailTaken);
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), users + 1, "nothing half done but Ann");
    let code = sent(&other);
    assert!(matches!(code, Added::Code(_)) && sent(&other) == code, "sent twice, one code");
    assert_eq!(store.read(|tx| tx.users().all()).unwrap().len(), users + 2);
});

on_both!(the_last_administrator_stays_and_nobody_shuts_themselves_out => |store| {
    let ann = colleague(store, Role::Administrator, "Ann");
    assert_eq!(store.write(move |tx| disable(tx, ann, None, noon())).unwrap(), Changed::LastOne);
    let bo = colleague(store, Role::Administrator, "Bo");
    assert_eq!(store.write(move |tx| change_role(tx, ann, Role::Manager, Some(ann), noon())).unwrap(), Changed::LastOne);
    assert_eq!(store.write(move |tx| disable(tx, ann, Some(bo), noon())).unwrap(), Changed::Done);
    assert_eq!(store.write(move |tx| change_role(tx, bo, Role::Adviser, None, noon())).unwrap(), Changed::LastOne);
    assert_eq!(store.write(move |tx| enable(tx, ann, Some(bo), noon())).unwrap(), Changed::Done);
    assert_eq!(store.write(move |tx| change_role(tx, bo, Role::Adviser, Some(ann), noon())).unwrap(), Changed::Done);
});

on_both!(what_was_done_already_is_not_done_again_and_what_somebody_else_changed_is_left_alone => |store| {
    let (ann, bo) = (colleague(store, Role::Administrator, "Ann"), colleague(store, Role::Administrator, "Bo"));
    let priya = colleague(store, Role::Adviser, "Priya");
    let seen = store.read(|tx| tx.users().find(priya)).unwrap().map(|user| version(&user)).unwrap();
    let later = noon() + chrono::TimeDelta::seconds(5);
    let change = |by: UserId, key: &str, role: Role| {
        let sent = Sent { user: priya, seen: seen.clone(), key: key.into(), change: Change::Role(role) };
        store.write(move |tx| change_colleague(&asking(tx, by, later, |_| ()), &keys(), &sent)).unwrap().0
    };
    assert_eq!(change(ann, "first", Role::HubWorker), Changed::Done);
    assert_eq!(change(ann, "first", Role::HubWorker), Changed::Done, "the second tap");
    assert_eq!(change(bo, "other", Role::Manager), Changed::Meanwhile, "a page from before");
    let (stands, deeds) = store.read(|tx| Ok((tx.users().find(priya)?, tx.deeds(100)?))).unwrap();
    assert_eq!(stands.unwrap().role, Role::HubWorker);
    assert_eq!(deeds.iter().filter(|deed| deed.what == "user.role_changed").count(), 1);
    for _ in 0..2 {
        assert_eq!(store.write(move |tx| disable(tx, priya, Some(ann), later)).unwrap(), Changed::Done);
    }
    let once = store.read(|tx| tx.deeds(100)).unwrap();
    assert_eq!(once.iter().filter(|deed| deed.what == "user.disabled").count(), 1);
});

on_both!(young_people_are_neither_listed_nor_changed_here => |store| {
    let (_, person) = young(store);
    let jay = store
        .write(move |tx| {
            let new = NewUser { role: Role::YoungPerson, display_name: "Jay".into(), person: Some(person), team: None, phone: None };
            tx.users().add(&new, noon())
        })
        .unwrap();
    assert!(store.read(|tx| colleagues(tx, noon())).unwrap().iter().all(|one| one.user.id != jay));
    assert_eq!(store.write(move |tx| disable(tx, jay, None, noon())).unwrap(), Changed::NotStaff);
    assert_eq!(store.write(move |tx| change_role(tx, jay, Role::Manager, None, noon())).unwrap(), Changed::NotStaff);
    assert_eq!(store.write(move |tx| reset(tx, &keys(), jay, "X", None, noon())).unwrap(), Changed::NotStaff);
});
