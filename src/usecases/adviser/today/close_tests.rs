//! What a row that somebody else closed leaves on the record, kind by kind.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::usecases::{
    adviser::{
        see_chronology::{Event, see_chronology},
        see_my_people::see_my_people,
    },
    testing::{Jay, asking, at, day, own_asking},
};
use onward_domain::{
    access::Purpose,
    care::{EpisodeNote, LifeEventKind, LifeEventNote},
    contact::{ContactKind, ContactNote},
    desk::How,
    entitlement::{EntitlementAct, EntitlementNote},
    moment::Moment,
    support::{OfferedHow, SupportAct},
};
use onward_store::{on_both, testing::TestStore};

fn rows_at(store: &TestStore, jay: &Jay, now: Moment) -> Vec<Row> {
    let me = jay.priya;
    store.read(move |tx| see_today(&asking(tx, me, now))).unwrap().rows
}

fn row(store: &TestStore, jay: &Jay, now: Moment, about: &str) -> Option<Row> {
    rows_at(store, jay, now).into_iter().find(|row| row.kind.about().starts_with(about))
}

fn close_at(
    store: &TestStore,
    jay: &Jay,
    now: Moment,
    row: &Row,
    closing: Closing,
    key: &'static str,
) -> Closed {
    let (me, person, about, of) = (jay.priya, jay.person, row.kind.about(), row.of);
    store.write(move |tx| close(&asking(tx, me, now), person, (&about, of), &closing, key)).unwrap()
}

fn elsewhere(on: &str, why: &str, way: Option<OfferedHow>) -> Closing {
    Closing::Elsewhere { on: day(on), why: why.into(), way }
}

fn lines(store: &TestStore, jay: &Jay, now: Moment) -> Vec<(NaiveDate, Event)> {
    let (me, person) = (jay.priya, jay.person);
    let seen = store.read(move |tx| see_chronology(&asking(tx, me, now), person)).unwrap();
    seen.lines.into_iter().map(|line| (line.on, line.event)).collect()
}

fn noon(on: &str) -> Moment {
    let today = day(on);
    Moment { at: today.and_hms_opt(12, 0, 0).unwrap().and_utc(), today }
}

on_both!(a_message_that_came_after_one_was_put_aside_is_read_though_its_promise_is_of_the_same_day => |store| {
    let jay = Jay::of(store);
    let account = jay.account(store);
    let says = |words: &'static str, minute| {
        store
            .write(move |tx| own_asking(tx, account, at(minute)).open(Purpose::OwnPages)?.send_message(words, words))
            .unwrap();
    };
    says("Can you call?", 0);
    let first = row(store, &jay, at(1), "message").unwrap();
    assert_eq!(close_at(store, &jay, at(1), &first, elsewhere("2026-11-23", "I rang him at noon", None), "one"), Closed::Done);
    assert_eq!(row(store, &jay, at(2), "message"), None, "it was settled");
    says("They put me out.", 3);
    let second = row(store, &jay, at(4), "message").expect("nobody has read this one");
    assert_eq!(second.of, first.of, "of the same promise day");
    let why = "He is at his aunt's tonight";
    assert_eq!(close_at(store, &jay, at(5), &second, Closing::NotNeeded { why: why.into() }, "two"), Closed::Done);
    assert_eq!(row(store, &jay, at(6), "message"), None);
    says("Are you there?", 60 * 24);
    let tuesday = Moment { today: day("2026-11-24"), ..at(60 * 24 + 1) };
    let third = row(store, &jay, tuesday, "message").unwrap();
    assert_eq!(third.of, day("2026-11-26"), "its own two working days");
    let later = Closing::NewDay { until: day("2026-11-26"), why: "He starts work at 8 tomorrow".into() };
    assert_eq!(close_at(store, &jay, tuesday, &third, later, "three"), Closed::Done);
    says("Please", 60 * 24 + 5);
    let again = Moment { today: day("2026-11-24"), ..at(60 * 24 + 6) };
    assert!(row(store, &jay, again, "message").is_some(), "put off until Thursday, and then he wrote again");
});

on_both!(somebody_phoned_every_week_and_seen_five_months_ago_is_not_seen => |store| {
    let jay = Jay::of(store);
    jay.record(store, |record| {
        record.contacts().add(&ContactNote::new(ContactKind::VisitAtHome, day("2026-06-20")))?;
        record.contacts().add(&ContactNote::new(ContactKind::Call, day("2026-11-20")))
    });
    let me = jay.priya;
    let today = store.read(move |tx| see_today(&asking(tx, me, at(0)))).unwrap();
    assert_eq!(today.not_seen(56), (1, Some(day("2026-06-20"))));
    let mine = store.read(move |tx| see_my_people(&asking(tx, me, at(0)))).unwrap();
    assert_eq!(mine.iter().filter(|one| one.not_seen_for(56)).count(), 1);
    assert!(!mine[0].never_recorded_as_seen());
});

on_both!(an_assessment_that_somebody_else_made_is_one_for_the_clocks => |store| {
    let jay = Jay::of(store);
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| {
        let record = asking(tx, me, at(0)).open(person, Purpose::PersonPage)?;
        let mut was = record.person()?;
        was.identity.born = Some(day("2010-09-10"));
        record.save_identity(&was.identity, was.version)?;
        record.episodes().add(&EpisodeNote { end: None, reason_ended: None, ..crate::usecases::testing::episode("2025-03-21", "2025-03-22", "P", "") }).map(drop)
    }).unwrap();
    let due = row(store, &jay, at(1), "assessment").unwrap();
    assert_eq!(close_at(store, &jay, at(1), &due, elsewhere("2026-11-19", "Tom did it at college", None), "one"), Closed::Done);
    let one = store.read(move |tx| see_my_people(&asking(tx, me, at(2)))).unwrap().remove(0);
    assert!(one.listed.facts.is_assessed(), "it is on the record");
    assert_eq!(row(store, &jay, at(2), "assessment"), None);
    let step = lines(store, &jay, at(2)).into_iter().find(|(_, event)| matches!(event, Event::Step { .. })).unwrap();
    assert_eq!(step.0, day("2026-11-19"), "on the day that was given");
});

on_both!(an_agreed_contact_that_a_colleague_made_is_a_contact => |store| {
    let jay = Jay::of(store);
    jay.record(store, |record| {
        let said = ContactNote { next_on: Some(day("2026-11-30")), ..ContactNote::new(ContactKind::VisitAtHome, day("2026-11-02")) };
        record.contacts().add(&said)
    });
    let due = row(store, &jay, at(1), "contact").unwrap();
    let texted = elsewhere("2026-11-20", "Grace wrote to him about the flat", Some(OfferedHow::Message));
    assert_eq!(close_at(store, &jay, at(1), &due, texted, "one"), Closed::Done);
    assert_eq!(row(store, &jay, at(2), "contact"), None);
    let met = lines(store, &jay, at(2));
    let contact = met.iter().find_map(|(on, event)| match event {
        Event::Contact(note) if *on == day("2026-11-20") => Some(note.clone()),
        _ => None,
    });
    assert_eq!(contact.unwrap().kind, ContactKind::Message);
});

on_both!(an_offer_that_a_colleague_made_is_an_offer_that_waits_for_its_answer => |store| {
    let jay = Jay::of(store);
    let now = noon("2028-04-05");
    let due = row(store, &jay, now, "offer").unwrap();
    let made = elsewhere("2028-03-21", "Grace told him on his birthday", Some(OfferedHow::InPerson));
    assert_eq!(close_at(store, &jay, now, &due, made, "one"), Closed::Done);
    let open = row(store, &jay, now, "offer").expect("his answer is still to be asked for");
    assert!(matches!(open.kind, Kind::Offer { open: true, .. }), "{open:?}");
    let lines = lines(store, &jay, now);
    let offered = lines.iter().find_map(|(on, event)| match event {
        Event::Support(note) => Some((*on, note.act, note.how, note.words.clone())),
        _ => None,
    });
    assert_eq!(
        offered.unwrap(),
        (day("2028-03-21"), SupportAct::Offered, Some(OfferedHow::InPerson), None),
        "our reason is none of his words"
    );
    assert!(lines.iter().any(|(_, event)| matches!(event, Event::Aside(aside) if aside.why.starts_with("Grace told"))));
});

on_both!(a_release_that_was_prepared_elsewhere_keeps_its_day_and_reason_in_the_chronology => |store| {
    let jay = Jay::of(store);
    jay.record(store, |record| {
        let custody = LifeEventNote {
            kind: LifeEventKind::Detained,
            start: day("2026-09-01"),
            end: Some(day("2026-12-04")),
            lives_with: None,
            lives_with_holder: None,
            episode: None,
            authority: None,
        };
        record.events().add(&custody)
    });
    let due = row(store, &jay, at(1), "release").unwrap();
    let why = "The prison's own team has a room for him";
    assert_eq!(close_at(store, &jay, at(1), &due, elsewhere("2026-11-17", why, None), "one"), Closed::Done);
    let kept = lines(store, &jay, at(2)).into_iter().find_map(|(on, event)| match event {
        Event::Aside(aside) => Some((on, aside)),
        _ => None,
    });
    let (on, aside) = kept.unwrap();
    assert_eq!((on, aside.how, aside.done_on, aside.why.as_str()), (day("2026-11-17"), How::Elsewhere, Some(day("2026-11-17")), why));
});

on_both!(what_they_asked_for_is_not_closed_while_they_read_that_they_wait => |store| {
    let jay = Jay::of(store);
    let account = jay.account(store);
    store.write(move |tx| {
        let asked = EntitlementNote {
            by: Some(day("2026-12-04")),
            ..EntitlementNote::new("setting_up_home_allowance", EntitlementAct::Asked, day("2026-11-22"))
        };
        own_asking(tx, account, at(0)).open(Purpose::OwnPages)?.entitlements().add(&asked)
    }).unwrap();
    let asked = row(store, &jay, at(1), "request").expect("he waits");
    for closing in [elsewhere("2026-11-22", "He was told by the office", None), Closing::NotNeeded { why: "He has enough".into() }] {
        assert_eq!(close_at(store, &jay, at(1), &asked, closing, "no"), Closed::StillWaits);
    }
    assert_eq!(row(store, &jay, at(2), "request").as_ref(), Some(&asked));
    let later = Closing::NewDay { until: day("2026-11-26"), why: "He has to find the receipts first".into() };
    assert_eq!(close_at(store, &jay, at(2), &asked, later, "later"), Closed::Done);
});
