//! People shared by the tests of accounts. Only built for tests.
#![allow(clippy::unwrap_used, reason = "only tests use this")]

use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use leaving_care_rules::{Law, Messages};
use onward_domain::{
    allocation::Part,
    id::{PersonId, UserId},
    moment::Moment,
    person::{Identity, Sex},
    role::Role,
};
use onward_store::{
    Tx,
    repo::{accounts::NewCredential, users::NewUser},
    scope::{NewPerson, Task, Viewer},
    testing::TestStore,
};

use crate::usecases::ask::Ask;

/// Somebody asks, under the law of England.
pub fn asking<S>(tx: &Tx, me: UserId, at: DateTime<Utc>, seat: impl FnOnce(&Viewer) -> S) -> Ask<'_, S> {
    let scope = seat(&tx.viewer(me).unwrap().unwrap());
    let (law, messages) = (Law::england().unwrap(), Messages::english().unwrap());
    Ask { tx, scope, me, law, messages, now: Moment { at, today: at.date_naive() } }
}

/// Monday 23 November 2026 at noon.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

/// The same with its day.
pub fn noon_moment() -> Moment {
    Moment { at: noon(), today: noon().date_naive() }
}

/// When the young person of these tests was born.
pub fn born() -> NaiveDate {
    NaiveDate::from_ymd_opt(2007, 3, 14).unwrap()
}

/// A colleague with a role, who can't sign in.
pub fn colleague(store: &TestStore, role: Role, name: &str) -> UserId {
    let new = NewUser { role, display_name: name.into(), person: None, team: None, phone: None };
    store.write(move |tx| tx.users().add(&new, noon())).unwrap()
}

/// An adviser who signs in with this passphrase and has no second factor.
pub fn staff(store: &TestStore, email: &'static str, passphrase: &str) -> UserId {
    let user = colleague(store, Role::Adviser, "Priya Nair");
    let credential = NewCredential {
        user,
        sign_in_name: email.into(),
        passphrase_hash: super::hashing::make(passphrase),
        totp_secret: None,
        recovery_code_hashes: Vec::new(),
    };
    store.write(move |tx| tx.accounts().set_credential(&credential, noon())).unwrap();
    user
}

/// A young person and their adviser.
pub fn young(store: &TestStore) -> (UserId, PersonId) {
    let adviser = colleague(store, Role::Adviser, "Priya Nair");
    let person = store
        .write(move |tx| {
            let system = tx.system(Task::Demonstration, None, noon_moment())?;
            let identity = Identity {
                child: Some("T1".into()),
                known_as: "Jay".into(),
                first_names: "Jay".into(),
                family_name: "Linton".into(),
                born: Some(born()),
                sex: Sex::Unknown,
                protected: false,
            };
            let record = system.add_person(&NewPerson { identity })?;
            record.allocations().allocate(adviser, Part::Adviser, None, noon_moment().today)?;
            Ok(record.id())
        })
        .unwrap();
    (adviser, person)
}
