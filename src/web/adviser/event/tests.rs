//! What happened to Jay, as Priya records it on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use chrono::NaiveDate;
use leaving_care_rules::person::LivesWith;
use onward_domain::role::Role;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn page(form: EventForm) -> String {
    let jay = BOROUGH.person("Jay");
    let seen = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_event(ask, jay, None));
    shown(Role::Adviser, "event", &EventPage::of(&seen, NOW.today, Sheet::new(form), None))
}

fn filled(kind: LifeEventKind) -> EventForm {
    EventForm {
        kind: kind.word().into(),
        start: WrittenDay::new("10", "11", "2026"),
        basis: "court_paper".into(),
        reason: "The remand order of 10 November".into(),
        ..EventForm::default()
    }
}

#[test]
fn every_kind_but_a_death_is_offered_with_what_it_means() {
    let html = page(EventForm::default());
    insta::assert_snapshot!("kinds", reads(&html));
    for kind in LifeEventKind::ALL {
        let offered = html.contains(&format!("?kind={}\"", kind.word()));
        assert_eq!(offered, *kind != LifeEventKind::Died, "{kind}");
    }
    assert!(form::kind("died").is_none());
}

#[test]
fn each_kind_asks_for_what_it_needs_and_no_more() {
    let custody = page(filled(LifeEventKind::Detained));
    insta::assert_snapshot!("custody", reads(&custody));
    assert!(!custody.contains("Which council took over?") && !custody.contains("With whom"));
    assert!(page(filled(LifeEventKind::TakenOver)).contains("Which council took over?"));
    assert!(page(filled(LifeEventKind::ReturnedHome)).contains("With whom did they go to live?"));
    let born = Some(day("2007-03-21"));
    let (note, reason) = filled(LifeEventKind::Detained).read(NOW.today, born).unwrap();
    assert_eq!((note.start, note.end, note.authority), (day("2026-11-10"), None, None));
    assert_eq!(reason, "a court paper or letter: The remand order of 10 November");
    assert!(filled(LifeEventKind::TakenOver).read(NOW.today, born).unwrap_err().has("authority"));
    assert!(filled(LifeEventKind::ReturnedHome).read(NOW.today, born).unwrap_err().has("lives-with"));
    let home = EventForm {
        lives_with: "parent".into(),
        authority: "Leeds".into(),
        ..filled(LifeEventKind::ReturnedHome)
    };
    let (note, _) = home.read(NOW.today, born).unwrap();
    assert_eq!((note.lives_with, note.authority), (Some(LivesWith::Parent), None), "nothing of another kind");
}

#[test]
fn it_does_not_begin_before_birth_or_tomorrow_and_ends_after_it_began() {
    let born = Some(day("2007-03-21"));
    let wrong = |form: EventForm, field: &str| form.read(NOW.today, born).unwrap_err().has(field);
    let of = || filled(LifeEventKind::Hospital);
    assert!(wrong(EventForm { start: WrittenDay::new("20", "3", "2007"), ..of() }, "start"));
    assert!(wrong(EventForm { start: WrittenDay::new("24", "11", "2026"), ..of() }, "start"));
    assert!(wrong(EventForm { end: WrittenDay::new("10", "11", "2026"), ..of() }, "end"));
    assert!(wrong(EventForm { reason: "x".into(), ..of() }, "reason"));
    let planned = EventForm { end: WrittenDay::new("1", "12", "2026"), ..of() };
    assert_eq!(planned.read(NOW.today, born).unwrap().0.end, Some(day("2026-12-01")));
}
