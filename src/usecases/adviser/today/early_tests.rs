//! A plan is reviewed early when something recorded since changes the person's life.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::usecases::{
    adviser::see_my_people::see_my_people,
    testing::{Jay, asking, at, day, own_asking},
    young_person::own_plan::say_of_plan,
};
use onward_domain::{
    access::Purpose,
    care::{CircumstanceFact, CircumstanceNote, CircumstanceValue, LifeEventKind, LifeEventNote},
    due::What,
    living::HomeNote,
    moment::Moment,
    plan::{NewSaying, SayingKind},
};
use onward_store::{StoreResult, on_both, scope::Record, testing::TestStore};

/// Jay with a plan that was agreed on 1 October 2026.
fn jay_with_a_plan(store: &TestStore) -> Jay {
    let jay = Jay::of(store);
    writes(store, &jay, at(-60 * 24 * 53), |record| {
        let plan = record.plans().begin()?;
        record.plans().agree(plan, 1, day("2026-10-01"), day("2027-04-01"), None).map(drop)
    });
    jay
}

fn writes(
    store: &TestStore,
    jay: &Jay,
    now: Moment,
    work: impl Fn(&Record<'_>) -> StoreResult<()> + Send + 'static,
) {
    let (me, person) = (jay.priya, jay.person);
    store.write(move |tx| work(&asking(tx, me, now).open_for_change(person, Purpose::PersonPage)?)).unwrap();
}

fn early(store: &TestStore, jay: &Jay, now: Moment) -> Option<Row> {
    let me = jay.priya;
    let today = store.read(move |tx| see_today(&asking(tx, me, now))).unwrap();
    today.rows.into_iter().find(|row| matches!(row.kind, Kind::ReviewEarly { .. }))
}

fn because(row: &Row) -> Vec<Changed> {
    match &row.kind {
        Kind::ReviewEarly { because } => because.iter().map(|news| news.what).collect(),
        _ => Vec::new(),
    }
}

fn detained(start: &str, end: Option<&str>) -> LifeEventNote {
    LifeEventNote {
        kind: LifeEventKind::Detained,
        start: day(start),
        end: end.map(day),
        lives_with: None,
        lives_with_holder: None,
        episode: None,
        authority: None,
    }
}

fn says(fact: CircumstanceFact, since: Option<&str>) -> CircumstanceNote {
    CircumstanceNote { fact, value: CircumstanceValue::Yes(true), since: since.map(day) }
}

fn closes(store: &TestStore, jay: &Jay, row: &Row, closing: Closing, key: &'static str) -> Closed {
    let (me, person, about, of) = (jay.priya, jay.person, row.kind.about(), row.of);
    store.write(move |tx| close(&asking(tx, me, at(5)), person, (&about, of), &closing, key)).unwrap()
}

on_both!(custody_after_the_plan_asks_for_a_review_and_custody_before_it_does_not => |store| {
    let jay = jay_with_a_plan(store);
    writes(store, &jay, at(0), |record| record.events().add(&detained("2026-09-01", Some("2026-09-20"))).map(drop));
    assert_eq!(early(store, &jay, at(1)), None, "the plan came after it");
    writes(store, &jay, at(1), |record| record.events().add(&detained("2026-11-10", None)).map(drop));
    let row = early(store, &jay, at(2)).unwrap();
    assert_eq!(because(&row), [Changed::Custody]);
    assert_eq!((row.of, row.day, row.late), (day("2026-11-10"), at(2).today, false), "custody is for today");
    let Kind::ReviewEarly { because: told } = &row.kind else { unreachable!() };
    assert_eq!(told[0].due, day("2026-12-21"), "and for review 28 days after it was recorded");
    let later = Moment { today: day("2026-12-22"), ..at(3) };
    assert!(early(store, &jay, later).unwrap().late, "28 days after it was recorded");
});

on_both!(the_row_stands_on_the_earliest_day_of_its_reasons_and_that_reason_is_said_first => |store| {
    let jay = jay_with_a_plan(store);
    writes(store, &jay, at(-60 * 24 * 20), |record| record.events().add(&detained("2026-11-01", None)).map(drop));
    let pregnant = says(CircumstanceFact::Pregnant, None);
    writes(store, &jay, at(0), move |record| record.circumstances().answer(&pregnant).map(drop));
    let row = early(store, &jay, at(1)).unwrap();
    assert_eq!(because(&row), [Changed::Custody, Changed::Pregnant], "custody was told first");
    let Kind::ReviewEarly { because } = &row.kind else { unreachable!() };
    assert_eq!((because[0].due, because[1].due), (day("2026-12-01"), day("2026-12-21")));
    assert_eq!((row.day, row.of), (at(1).today, because[0].on), "custody is for today, whenever the review is");
});

on_both!(a_baby_told_late_counts_from_the_day_it_was_recorded_and_old_news_does_not => |store| {
    let jay = jay_with_a_plan(store);
    let long_ago = says(CircumstanceFact::Parent, Some("2024-02-01"));
    writes(store, &jay, at(0), move |record| record.circumstances().answer(&long_ago).map(drop));
    assert_eq!(early(store, &jay, at(1)), None, "a parent for years");
    let pregnant = says(CircumstanceFact::Pregnant, Some("2026-09-15"));
    writes(store, &jay, at(1), move |record| record.circumstances().answer(&pregnant).map(drop));
    let row = early(store, &jay, at(2)).unwrap();
    assert_eq!(because(&row), [Changed::Pregnant]);
    let Kind::ReviewEarly { because } = &row.kind else { unreachable!() };
    assert_eq!((because[0].on, because[0].written), (day("2026-09-15"), at(1).today));
    assert_eq!(row.day, because[0].due, "a review that can wait stands on its day");
});

on_both!(a_move_into_the_councils_home_is_reviewed_as_soon_as_practicable_after_28_days => |store| {
    let jay = jay_with_a_plan(store);
    let flat = |from: &str| HomeNote {
        kind: "U".into(), provided: Some(true), from: Some(day(from)), ..HomeNote::default()
    };
    let room = flat("2026-11-20");
    writes(store, &jay, at(0), move |record| record.homes().add(&room).map(drop));
    let row = early(store, &jay, at(1)).unwrap();
    assert_eq!(because(&row), [Changed::MovedByUs]);
    assert_eq!((row.day, row.late), (day("2026-12-18"), false), "28 days after the move, and not before");
    let later = Moment { today: day("2027-01-02"), ..at(2) };
    assert!(early(store, &jay, later).unwrap().late);
});

on_both!(a_first_home_written_down_is_no_move_and_a_second_one_is => |store| {
    let jay = jay_with_a_plan(store);
    let home = |kind: &str, from: &str, until: Option<&str>| HomeNote {
        kind: kind.into(), from: Some(day(from)), until: until.map(day), ..HomeNote::default()
    };
    let first = home("U", "2026-10-15", None);
    writes(store, &jay, at(0), move |record| record.homes().add(&first).map(drop));
    assert_eq!(early(store, &jay, at(1)), None, "nobody knows that he moved");
    let before = home("B", "2025-01-01", Some("2026-10-15"));
    writes(store, &jay, at(1), move |record| record.homes().add(&before).map(drop));
    assert_eq!(because(&early(store, &jay, at(2)).unwrap()), [Changed::Moved]);
});

on_both!(reviewed_and_not_needed_stays_closed_until_something_else_changes => |store| {
    let jay = jay_with_a_plan(store);
    writes(store, &jay, at(0), |record| record.events().add(&detained("2026-11-10", None)).map(drop));
    let row = early(store, &jay, at(1)).unwrap();
    let why = "We looked at it together, and the plan already says what happens.".to_owned();
    assert_eq!(closes(store, &jay, &row, Closing::NotNeeded { why: why.clone() }, "no"), Closed::Done);
    assert_eq!(early(store, &jay, at(6)), None);
    let me = jay.priya;
    let aside = store.read(move |tx| see_today(&asking(tx, me, at(6)))).unwrap().aside;
    assert_eq!((aside.len(), &aside[0].1.aside.why), (1, &why), "with its reason");
    let pregnant = says(CircumstanceFact::Pregnant, None);
    writes(store, &jay, at(7), move |record| record.circumstances().answer(&pregnant).map(drop));
    let again = early(store, &jay, at(8)).unwrap();
    assert_eq!(because(&again), [Changed::Pregnant], "only what nobody has looked at");
});

on_both!(a_review_that_was_held_moves_the_clock_and_answers_what_he_asked_for => |store| {
    let jay = jay_with_a_plan(store);
    let account = jay.account(store);
    let plan = store.read(move |tx| Ok(own_asking(tx, account, at(0)).open(Purpose::OwnPages)?.plans().agreed()?.unwrap().id)).unwrap();
    let said = NewSaying { plan: Some(plan), area: None, kind: SayingKind::Review, words: None };
    store.write(move |tx| say_of_plan(&own_asking(tx, account, at(-60 * 24 * 10)), &said, "asks")).unwrap();
    writes(store, &jay, at(0), |record| record.events().add(&detained("2026-11-10", None)).map(drop));
    let dues = |now: Moment| {
        let me = jay.priya;
        store.read(move |tx| see_my_people(&asking(tx, me, now))).unwrap()[0].due.clone()
    };
    assert!(dues(at(1)).iter().any(|due| due.what == What::ReviewAsked));
    let row = early(store, &jay, at(1)).unwrap();
    let held = Closing::Elsewhere { on: day("2026-11-20"), why: "In custody, with his key worker. Nothing changes before release.".into(), way: None };
    assert_eq!(closes(store, &jay, &row, held.clone(), "held"), Closed::Done);
    assert_eq!(closes(store, &jay, &row, held, "held"), Closed::Gone, "sent twice");
    assert_eq!(early(store, &jay, at(6)), None);
    let after = dues(at(6));
    assert!(after.iter().all(|due| due.what != What::ReviewAsked), "he asked on the 13th, and it was held on the 20th");
    let next = after.iter().find(|due| due.what == What::Review).unwrap();
    assert_eq!(next.day, day("2027-05-20"), "six months after it was held");
});

on_both!(three_months_before_21_the_plan_is_looked_at => |store| {
    let jay = jay_with_a_plan(store);
    let (me, before) = (jay.priya, Moment { today: day("2027-12-22"), at: "2027-12-22T12:00:00Z".parse().unwrap() });
    let row = store.read(move |tx| see_today(&asking(tx, me, before))).unwrap().rows;
    let row = row.into_iter().find(|row| matches!(row.kind, Kind::ReviewEarly { .. })).unwrap();
    assert_eq!((because(&row), row.late), (vec![Changed::Turns21], false), "he turns 21 on 21 March 2028");
    assert_eq!(row.day, day("2028-01-18"), "28 days after the three months begin, not on the birthday");
    let earlier = Moment { today: day("2027-12-20"), ..before };
    assert_eq!(early(store, &jay, earlier), None);
});
