//! Sam leaves a note at night.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{form::WrittenDay, page_check::shown, testing::reads};
use onward_domain::{night::Night, role::Role};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn form() -> NightForm {
    NightForm {
        record: "313752".into(),
        what: "no_bed".into(),
        words: "Slept in the waiting room. Needs a room for tonight.".into(),
        ..NightForm::default()
    }
}

#[test]
fn the_note_says_who_what_and_since_when_and_nothing_is_guessed() {
    let today = day("2026-11-24");
    let (_, said) = form().read(today).unwrap();
    assert_eq!((said.what, said.happened_on, said.place), (Night::NoBed, today, None));
    let empty = NightForm::default().read(today).unwrap_err();
    assert!(empty.has("record") && empty.has("what") && empty.has("words"));
    let long_ago = NightForm { on: WrittenDay::new("1", "11", "2026"), ..form() };
    assert!(long_ago.read(today).unwrap_err().has("on"));
    let ahead = NightForm { on: WrittenDay::new("25", "11", "2026"), ..form() };
    assert!(ahead.read(today).unwrap_err().has("on"));
}

#[test]
fn the_page_says_which_morning_it_is_read_and_keeps_what_was_typed() {
    let page = |left, sheet| {
        let page = NightPage { left, read_on: day("2026-11-30"), sheet };
        reads(&shown(Role::HubWorker, "night", &page))
    };
    insta::assert_snapshot!("start", page(false, Sheet::default()));
    assert!(page(true, Sheet::default()).contains("Monday 30 November"));
    let wrong = Sheet::wrong(form(), FormErrors::one("record", told::NothingFits));
    assert!(page(false, wrong).contains("Slept in the waiting room."));
}
