#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::log_visit::{ActivitySaid, HomeSaid},
    web::{
        form::WrittenDay,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::{
    contact::{Alone, ContactKind},
    role::Role,
};

fn page(sheet: Sheet<VisitForm>) -> String {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_for_visit(ask, jay));
    shown(Role::Adviser, "visit", &VisitPage::of(&seen, sheet))
}

fn tapped() -> VisitForm {
    VisitForm {
        kind: "visit_at_home".into(),
        alone: "yes".into(),
        home: "unknown".into(),
        activity: "unknown".into(),
        then: "offered".into(),
        ..VisitForm::default()
    }
}

#[test]
fn five_taps_are_a_whole_visit_of_today_with_the_next_day() {
    let (note, home, activity) = tapped().read(NOW.today).unwrap();
    assert_eq!(
        (note.kind, note.happened_on, note.alone),
        (ContactKind::VisitAtHome, NOW.today, Some(Alone::Yes))
    );
    assert_eq!(note.next_on, "2027-01-18".parse().ok(), "a Monday, in time");
    assert_eq!((home, activity), (HomeSaid::NotKnown, ActivitySaid::NotKnown));
}

#[test]
fn a_visit_asks_all_five_and_a_try_asks_nothing_of_home_or_work() {
    let errors = VisitForm::default().read(NOW.today).unwrap_err();
    assert!(
        page(Sheet::wrong(VisitForm::default(), errors)).contains("Choose how you met, or that you tried")
    );
    let bare = VisitForm { kind: "visit_elsewhere".into(), ..VisitForm::default() };
    let html = page(Sheet::wrong(bare.clone(), bare.read(NOW.today).unwrap_err()));
    for asked in ["Choose whether you saw them alone", "Choose where they live", "Choose what they do"] {
        assert!(html.contains(asked), "{asked}");
    }
    for kind in ["tried", "refused"] {
        let tried = VisitForm { kind: kind.into(), then: "offered".into(), ..VisitForm::default() };
        let (note, home, activity) = tried.read(NOW.today).unwrap();
        assert_eq!(
            (note.next_on, home, activity),
            (None, HomeSaid::Nothing, ActivitySaid::Nothing),
            "{kind}"
        );
    }
}

#[test]
fn a_visit_that_has_not_been_is_none_and_a_home_is_unsuitable_for_a_reason() {
    let ahead = VisitForm { day: WrittenDay::new("1", "1", "2030"), ..tapped() };
    assert!(ahead.read(NOW.today).is_err());
    let back = VisitForm { next: WrittenDay::new("1", "1", "2020"), ..tapped() };
    assert!(back.read(NOW.today).is_err(), "the next time lies ahead");
    let bad = VisitForm { home: "unsuitable".into(), ..tapped() };
    let html = page(Sheet::wrong(bad.clone(), bad.read(NOW.today).unwrap_err()));
    assert!(html.contains("Say why it is not suitable"));
    let moved = VisitForm { home: "moved".into(), ..tapped() };
    assert!(moved.read(NOW.today).is_err(), "moved where?");
}

#[test]
fn nothing_is_chosen_beforehand_and_the_page_says_what_it_fills() {
    let html = page(Sheet::default());
    assert!(!html.contains(" checked"));
    insta::assert_snapshot!("fresh", reads(&html));
}

#[test]
fn what_was_written_down_says_where_else_it_stands() {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let contact = BOROUGH.read::<Adviser, _>(me, |ask| {
        ask.open(jay, onward_domain::access::Purpose::Contact)?.contacts().standing()
    });
    let last = contact.last().unwrap().id;
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_visit(ask, jay, last));
    insta::assert_snapshot!(
        "saved",
        reads(&shown(Role::Adviser, "visit-saved", &SavedPage::of(&seen, None)))
    );
}
