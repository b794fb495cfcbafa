//! People shared by the tests of what advisers do. Only built for tests.
#![allow(clippy::unwrap_used, reason = "only tests use this")]

use super::ask::Ask;
use chrono::{DateTime, NaiveDate, Utc};
use leaving_care_rules::{Law, Messages, person::LegalStatus};
use onward_domain::{
    allocation::Part,
    care::{EpisodeNote, LifeEventKind, LifeEventNote},
    id::{EpisodeId, EventId, PersonId, UserId},
    moment::Moment,
    person::{Identity, Sex},
    role::Role,
};
use onward_store::{
    StoreResult, Tx,
    repo::users::NewUser,
    scope::{Caseload, NewPerson, OwnRecord, Record, ServiceView, Task},
    testing::TestStore,
};

/// An adviser asks, under the law of England.
pub fn asking(tx: &Tx, me: UserId, now: Moment) -> Ask<'_, Caseload> {
    let scope = tx.viewer(me).unwrap().unwrap().caseload().unwrap();
    let (law, messages) = (Law::england().unwrap(), Messages::english().unwrap());
    Ask { tx, scope, me, law, messages, now }
}

/// A young person asks, by the law of England.
pub fn own_asking(tx: &Tx, me: UserId, now: Moment) -> Ask<'_, OwnRecord> {
    let scope = tx.viewer(me).unwrap().unwrap().own().unwrap();
    let (law, messages) = (Law::england().unwrap(), Messages::english().unwrap());
    Ask { tx, scope, me, law, messages, now }
}

/// A manager asks, by the law of England.
pub fn managing(tx: &Tx, me: UserId, now: Moment) -> Ask<'_, ServiceView> {
    let scope = tx.viewer(me).unwrap().unwrap().service().unwrap();
    let (law, messages) = (Law::england().unwrap(), Messages::english().unwrap());
    Ask { tx, scope, me, law, messages, now }
}

/// A day as text.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Monday 23 November 2026, `minutes` after noon.
pub fn at(minutes: i64) -> Moment {
    let noon: DateTime<Utc> = "2026-11-23T12:00:00Z".parse().unwrap();
    Moment { at: noon + chrono::TimeDelta::minutes(minutes), today: day("2026-11-23") }
}

/// Jay, 19, in foster care from 14 until 18 in two adjacent periods, with Priya as his adviser.
pub struct Jay {
    /// His adviser.
    pub priya: UserId,
    /// Himself.
    pub person: PersonId,
    /// From 3 May 2021 until 10 January 2023, when care continued (X1).
    pub first: EpisodeId,
    /// From 10 January 2023 until his 18th birthday.
    pub second: EpisodeId,
}

impl Jay {
    /// Puts them into a fresh database.
    pub fn of(store: &TestStore) -> Self {
        let priya = adviser(store, "Priya Nair");
        store
            .write(move |tx| {
                let system = tx.system(Task::Demonstration, None, at(-60 * 24 * 30))?;
                let identity = Identity {
                    child: Some("T1".into()),
                    known_as: "Jay".into(),
                    first_names: "Jay".into(),
                    family_name: "Linton".into(),
                    born: Some(day("2007-03-21")),
                    sex: Sex::Unknown,
                    protected: false,
                };
                let record = system.add_person(&NewPerson { identity })?;
                record.allocations().allocate(priya, Part::Adviser, None, day("2025-01-01"))?;
                let first = record.episodes().add(&episode("2021-05-03", "2023-01-10", "S", "X1"))?;
                let second = record.episodes().add(&episode("2023-01-10", "2025-03-21", "P", "E6"))?;
                Ok(Self { priya, person: record.id(), first, second })
            })
            .unwrap()
    }

    /// His own account.
    pub fn account(&self, store: &TestStore) -> UserId {
        let person = Some(self.person);
        let new =
            NewUser { role: Role::YoungPerson, display_name: "Jay".into(), person, team: None, phone: None };
        store.write(move |tx| tx.users().add(&new, at(0).at)).unwrap()
    }

    /// He went back to live with somebody on a day, and it is not known with whom.
    pub fn went_home(&self, store: &TestStore, on: &str) -> EventId {
        let (person, start) = (self.person, day(on));
        let note = LifeEventNote {
            kind: LifeEventKind::ReturnedHome,
            start,
            end: None,
            lives_with: None,
            lives_with_holder: None,
            episode: None,
            authority: None,
        };
        store
            .write(move |tx| tx.system(Task::Demonstration, None, at(0))?.open(person)?.events().add(&note))
            .unwrap()
    }

    /// Something that stands on his record, whoever wrote it.
    pub fn record<T: Send + 'static>(
        &self,
        store: &TestStore,
        act: impl Fn(&Record<'_>) -> StoreResult<T> + Send + 'static,
    ) -> T {
        let person = self.person;
        store.write(move |tx| act(&tx.system(Task::Demonstration, None, at(0))?.open(person)?)).unwrap()
    }

    /// Priya's people.
    pub fn caseload(&self, store: &TestStore) -> Caseload {
        store.viewer(self.priya).unwrap().unwrap().caseload().unwrap()
    }
}

/// An adviser without people.
pub fn adviser(store: &TestStore, name: &str) -> UserId {
    let new =
        NewUser { role: Role::Adviser, display_name: name.into(), person: None, team: None, phone: None };
    store.write(move |tx| tx.users().add(&new, at(0).at)).unwrap()
}

/// Foster care under a full care order.
pub fn episode(start: &str, end: &str, began: &str, ended: &str) -> EpisodeNote {
    EpisodeNote {
        start: Some(day(start)),
        end: Some(day(end)),
        legal_status: Some(LegalStatus::C2),
        placement: Some("U4".into()),
        reason_started: Some(began.into()),
        reason_ended: Some(ended.into()),
        ..EpisodeNote::default()
    }
}
