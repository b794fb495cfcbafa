//! What Sam left at night stands first in the morning, until somebody is in touch.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::super::*;
use crate::{
    clock::london_day,
    usecases::{
        account::secrets::Keys,
        adviser::see_chronology::{Event, see_chronology},
        documents::Papers,
        hub::leave_note::leave_note,
        manager::nights::{count_unread_nights, see_emergencies},
        testing::{Jay, asking, at, day, managing, own_asking},
        young_person::my_data::see_my_data,
    },
};
use leaving_care_rules::{Law, Messages};
use onward_domain::{
    access::Purpose,
    allocation::Part,
    contact::{ContactKind, ContactNote},
    id::UserId,
    moment::Moment,
    night::{Night, NightSaid},
    role::Role,
};
use onward_store::{
    StoreError, on_both,
    repo::users::NewUser,
    scope::{Exactly, Task},
    testing::TestStore,
};

fn staff(store: &TestStore, role: Role, name: &str) -> UserId {
    let new = NewUser { role, display_name: name.into(), person: None, team: None, phone: None };
    store.write(move |tx| tx.users().add(&new, at(0).at)).unwrap()
}

/// Sam leaves a note about whoever has this number, at an instant.
fn left(store: &TestStore, sam: UserId, child: &str, when: &str, key: &'static str) -> bool {
    let instant = when.parse().unwrap();
    let now = Moment { at: instant, today: london_day(instant) };
    let said = NightSaid {
        what: Night::Arrested,
        happened_on: now.today,
        place: Some("Riverside police station".into()),
        words: "A solicitor is with him.".into(),
    };
    let who = Exactly::Child(child.to_owned());
    store
        .write(move |tx| {
            let scope = tx.viewer(sam)?.unwrap().hub().unwrap();
            let (law, messages) = (Law::england().unwrap(), Messages::english().unwrap());
            leave_note(&Ask { tx, scope, me: sam, law, messages, now }, &who, &said, key)
        })
        .unwrap()
}

fn seen(store: &TestStore, jay: &Jay) -> Today {
    let me = jay.priya;
    store.read(move |tx| see_today(&asking(tx, me, at(0)))).unwrap()
}

fn night_row(today: &Today) -> Option<Row> {
    today.rows.iter().find(|row| matches!(row.kind, Kind::Night { .. })).cloned()
}

fn met(store: &TestStore, jay: &Jay, kind: ContactKind, on: &str) {
    let (me, person, on) = (jay.priya, jay.person, day(on));
    store
        .write(move |tx| {
            let record = asking(tx, me, at(0)).open(person, Purpose::Contact)?;
            record.contacts().add(&ContactNote::new(kind, on)).map(drop)
        })
        .unwrap();
}

on_both!(an_arrest_in_the_night_stands_first_on_the_next_working_morning_until_somebody_is_in_touch => |store| {
    let jay = Jay::of(store);
    let (sam, person) = (staff(store, Role::HubWorker, "Sam"), jay.person);
    // Friday night at 11; Monday is the next day on which somebody works.
    assert!(!left(store, sam, "T2", "2026-11-20T23:00:00Z", "wrong"), "nobody fits, and nothing is kept");
    assert!(left(store, sam, "T1", "2026-11-20T23:00:00Z", "once"));
    assert!(left(store, sam, "T1", "2026-11-20T23:00:00Z", "once"));
    let today = seen(store, &jay);
    let rows = today.rows.iter().filter(|row| matches!(row.kind, Kind::Night { .. })).count();
    assert_eq!(rows, 1, "sent twice, kept once");
    let row = night_row(&today).unwrap();
    assert_eq!((row.of, row.late), (day("2026-11-23"), false));
    assert_eq!(today.rows.first(), Some(&row), "before everything else");
    let opens = store.read(move |tx| {
        tx.viewer(sam)?.unwrap().hub().unwrap().open(tx, person, Purpose::Contact, at(0)).map(drop)
    });
    assert_eq!(opens.unwrap_err(), StoreError::NotFound, "writing it opens nothing");
    met(store, &jay, ContactKind::Call, "2026-11-20");
    assert!(night_row(&seen(store, &jay)).is_some(), "a call of the day before is no answer to the night");
    met(store, &jay, ContactKind::Tried, "2026-11-23");
    assert!(night_row(&seen(store, &jay)).is_some(), "nor is one that reached nobody");
    met(store, &jay, ContactKind::Call, "2026-11-21");
    assert!(night_row(&seen(store, &jay)).is_none());
});

on_both!(a_note_of_the_night_is_closed_in_place_with_its_reason => |store| {
    let jay = Jay::of(store);
    let (sam, person, me) = (staff(store, Role::HubWorker, "Sam"), jay.person, jay.priya);
    assert!(left(store, sam, "T1", "2026-11-23T03:00:00Z", "once"));
    let row = night_row(&seen(store, &jay)).unwrap();
    let (about, of) = (row.kind.about(), row.of);
    let closing = Closing::Elsewhere { on: day("2026-11-23"), why: "The duty team saw him in court.".into(), way: None };
    let done = store.write(move |tx| close(&asking(tx, me, at(0)), person, (&about, of), &closing, "c")).unwrap();
    assert_eq!(done, Closed::Done);
    let after = seen(store, &jay);
    assert!(night_row(&after).is_none());
    assert_eq!(after.aside.len(), 1, "its reason is kept");
});

on_both!(a_note_of_the_night_is_in_ones_own_data_and_in_the_chronology => |store| {
    let jay = Jay::of(store);
    let (sam, person, priya, account) =
        (staff(store, Role::HubWorker, "Sam"), jay.person, jay.priya, jay.account(store));
    assert!(left(store, sam, "T1", "2026-11-20T23:00:00Z", "once"));
    let papers = Papers { keys: Keys::from_secret("tests"), folder: None, scanner: None };
    let mine = store.read(move |tx| see_my_data(&own_asking(tx, account, at(0)), &papers)).unwrap();
    let nights = mine.sections.iter().find(|section| section.key == "nights").unwrap();
    assert_eq!(nights.rows.len(), 1);
    let order = store.read(move |tx| see_chronology(&asking(tx, priya, at(0)), person)).unwrap();
    let line = order.lines.iter().find(|line| matches!(line.event, Event::Night(_))).unwrap();
    assert_eq!(line.on, day("2026-11-20"));
});

on_both!(a_night_of_somebody_without_an_adviser_is_a_managers_until_they_are_reached => |store| {
    let jay = Jay::of(store);
    let (sam, dawn) = (staff(store, Role::HubWorker, "Sam"), staff(store, Role::Manager, "Dawn"));
    let person = jay.person;
    let count = || store.read(move |tx| count_unread_nights(&managing(tx, dawn, at(0)))).unwrap();
    assert!(left(store, sam, "T1", "2026-11-22T22:00:00Z", "once"));
    assert_eq!(count(), 0, "Priya has it");
    store
        .write(move |tx| {
            let record = tx.system(Task::Demonstration, None, at(0))?.open(person)?;
            record.allocations().end(Part::Adviser, day("2026-11-01"))
        })
        .unwrap();
    assert_eq!(count(), 1);
    let nights = store.read(move |tx| Ok(see_emergencies(&managing(tx, dawn, at(0)), &[])?.1)).unwrap();
    assert_eq!(nights[0].1.person.id, person);
    store
        .write(move |tx| {
            let record = tx.system(Task::Demonstration, None, at(0))?.open(person)?;
            record.contacts().add(&ContactNote::new(ContactKind::Call, day("2026-11-23"))).map(drop)
        })
        .unwrap();
    assert_eq!(count(), 0);
});
