//! The day of an adviser: what stands in it, how it is closed, and who stands in.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::usecases::{
    testing::{Jay, adviser, asking, at, day, own_asking},
    young_person::see_my_adviser::see_my_adviser,
};
use onward_domain::{
    access::Purpose,
    allocation::Part,
    care::EpisodeNote,
    contact::{ContactKind, ContactNote},
    desk::How,
    living::HomeNote,
    person::{Identity, Sex},
};
use onward_store::{
    StoreError, Tx, on_both,
    scope::{NewPerson, Task},
    testing::{TestStore, counting::queries},
};

fn today(store: &TestStore, jay: &Jay) -> Today {
    let me = jay.priya;
    store.read(move |tx| see_today(&asking(tx, me, at(0)))).unwrap()
}

fn named(today: &Today, about: &str) -> Option<Row> {
    today.rows.iter().find(|row| row.kind.about() == about).cloned()
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

fn closed(store: &TestStore, jay: &Jay, row: &Row, closing: Closing, key: &'static str) -> Closed {
    let (me, person, about, of) = (jay.priya, jay.person, row.kind.about(), row.of);
    store.write(move |tx| close(&asking(tx, me, at(0)), person, (&about, of), &closing, key)).unwrap()
}

on_both!(what_was_never_recorded_here_is_not_late_and_a_late_visit_is_closed_by_a_visit_elsewhere => |store| {
    let jay = Jay::of(store);
    let first = today(store, &jay);
    assert!(first.rows.iter().all(|row| !row.late), "{:?}", first.rows);
    assert_eq!(first.not_recorded[0].person, jay.person);
    met(store, &jay, ContactKind::VisitAtHome, "2026-08-01");
    let visit = named(&today(store, &jay), "visit").unwrap();
    assert!(visit.late);
    let tried = Closing::Tried { on: day("2026-11-22"), why: String::new() };
    assert_eq!(closed(store, &jay, &visit, tried, "tried"), Closed::Done);
    assert_eq!(named(&today(store, &jay), "visit"), Some(visit.clone()), "a try closes nothing");
    let seen = Closing::Elsewhere { on: day("2026-11-20"), why: "Tom saw him at college".into(), way: None };
    assert_eq!(closed(store, &jay, &visit, seen.clone(), "seen"), Closed::Done);
    assert_eq!(named(&today(store, &jay), "visit").unwrap().of, day("2027-01-20"), "the clock runs anew");
    assert_eq!(closed(store, &jay, &visit, seen, "again"), Closed::Gone, "it was closed already");
});

on_both!(a_row_is_put_aside_with_its_reason_and_comes_back_on_its_new_day => |store| {
    let jay = Jay::of(store);
    met(store, &jay, ContactKind::VisitAtHome, "2026-08-01");
    let visit = named(&today(store, &jay), "visit").unwrap();
    let why = "He asked for Thursday, after work".to_owned();
    let later = Closing::NewDay { until: day("2026-11-26"), why: why.clone() };
    assert_eq!(closed(store, &jay, &visit, later, "later"), Closed::Done);
    let now = today(store, &jay);
    assert_eq!(named(&now, "visit"), None);
    assert_eq!((now.aside[0].1.aside.how, &now.aside[0].1.aside.why), (How::NewDay, &why), "and its reason is kept");
    let me = jay.priya;
    let thursday = onward_domain::moment::Moment { today: day("2026-11-26"), ..at(0) };
    let back = store.read(move |tx| see_today(&asking(tx, me, thursday))).unwrap();
    assert!(named(&back, "visit").unwrap().late, "the law's own day did not move");
    let born = Closing::Tried { on: day("1999-01-01"), why: String::new() };
    assert_eq!(
        closed(store, &jay, &named(&back, "contact").unwrap_or(visit), born, "born"),
        Closed::Gone,
        "what is put aside is not closed again"
    );
});

on_both!(a_move_into_the_councils_home_is_visited_within_seven_days => |store| {
    let jay = Jay::of(store);
    met(store, &jay, ContactKind::VisitAtHome, "2026-11-01");
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| {
        let record = asking(tx, me, at(0)).open(person, Purpose::Contact)?;
        let flat = HomeNote {
            kind: "U".into(), provided: Some(true), from: Some(day("2026-11-18")), ..HomeNote::default()
        };
        record.homes().add(&flat).map(drop)
    }).unwrap();
    let row = named(&today(store, &jay), "visit-after-move").unwrap();
    assert_eq!((row.of, row.late), (day("2026-11-25"), false));
    assert_eq!(named(&today(store, &jay), "visit"), None, "one visit, not two");
});

on_both!(own_tasks_and_messages_stand_in_the_day_until_they_are_done => |store| {
    let jay = Jay::of(store);
    let account = jay.account(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| own_asking(tx, account, at(0)).open(Purpose::OwnPages)?.send_message("Can you call?", "m")).unwrap();
    let task = store.write(move |tx| add_task(&asking(tx, me, at(0)), person, ("Ask about the boiler", day("2026-11-24")), "t")).unwrap();
    let now = today(store, &jay);
    assert_eq!(named(&now, "message").unwrap().of, day("2026-11-25"), "two working days");
    assert!(named(&now, &format!("task-{task}")).is_some());
    store.write(move |tx| {
        finish_task(&asking(tx, me, at(0)), person, task)?;
        asking(tx, me, at(0)).open(person, Purpose::Contact)?.send_message("I call at 3.", "r").map(drop)
    }).unwrap();
    let after = today(store, &jay);
    assert!(named(&after, "message").is_none() && named(&after, &format!("task-{task}")).is_none());
});

on_both!(whoever_stands_in_has_everything_as_long_as_it_lasts_and_the_young_person_sees_who => |store| {
    let jay = Jay::of(store);
    let account = jay.account(store);
    let tom = adviser(store, "Tom Varley");
    let (priya, person) = (jay.priya, jay.person);
    let opens = |user, now| store.read(move |tx| asking(tx, user, now).open(person, Purpose::PersonPage).map(drop));
    assert_eq!(opens(tom, at(0)).unwrap_err(), StoreError::NotFound);
    let cover = store
        .write(move |tx| ask_for_cover(&asking(tx, priya, at(0)), tom, (day("2026-11-23"), day("2026-11-27"))))
        .unwrap();
    opens(tom, at(0)).unwrap();
    let day_of_tom = store.read(move |tx| see_today(&asking(tx, tom, at(0)))).unwrap();
    assert_eq!(day_of_tom.people[0].of.as_ref().unwrap().name, "Priya Nair");
    let seen = store.read(move |tx| see_my_adviser(&own_asking(tx, account, at(0)))).unwrap().unwrap();
    let standing_in = seen.cover.unwrap();
    assert_eq!((standing_in.name.as_str(), standing_in.last), ("Tom Varley", Some(day("2026-11-27"))));
    let saturday = onward_domain::moment::Moment { today: day("2026-11-28"), ..at(0) };
    assert_eq!(opens(tom, saturday).unwrap_err(), StoreError::NotFound, "it ends by itself");
    store.write(move |tx| end_cover(&asking(tx, priya, at(0)), cover)).unwrap();
    assert_eq!(opens(tom, at(1)).unwrap_err(), StoreError::NotFound, "or when it is ended");
    let none = store.read(move |tx| see_my_adviser(&own_asking(tx, account, at(1)))).unwrap().unwrap();
    assert_eq!(none.cover, None);
});

fn more_people(store: &TestStore, of: onward_domain::id::UserId, many: std::ops::Range<u32>) {
    store
        .write(move |tx: &Tx| {
            let system = tx.system(Task::Demonstration, None, at(0))?;
            for number in many.clone() {
                let identity = Identity {
                    child: Some(format!("N{number}")),
                    known_as: format!("Person{number}"),
                    first_names: String::new(),
                    family_name: "Many".into(),
                    born: Some(day("2007-01-12")),
                    sex: Sex::Unknown,
                    protected: false,
                };
                let record = system.add_person(&NewPerson { identity })?;
                record.allocations().allocate(of, Part::Adviser, None, day("2026-01-05"))?;
                record
                    .episodes()
                    .add(&EpisodeNote { start: Some(day("2020-01-01")), ..EpisodeNote::default() })?;
                record.contacts().add(&ContactNote::new(ContactKind::VisitAtHome, day("2026-09-01")))?;
            }
            Ok(())
        })
        .unwrap();
}

on_both!(the_day_of_three_hundred_people_costs_as_many_queries_as_that_of_thirty => |store| {
    let me = adviser(store, "Sam Hill");
    let look = || queries(|| store.read(|tx| see_today(&asking(tx, me, at(0)))).unwrap().people.len());
    more_people(store, me, 0..30);
    let (few, asked_for_few) = look();
    more_people(store, me, 30..300);
    let (many, asked_for_many) = look();
    assert_eq!((few, many), (30, 300));
    assert_eq!(asked_for_few, asked_for_many);
    // Forty, six for what is beside the list (papers, what they did since the office closed, steps to tick), and one for what
    // they say of their home and of how things are, and one for what the hub shared.
    assert!(asked_for_many <= 48, "{asked_for_many}");
});
