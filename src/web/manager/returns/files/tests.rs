//! Where Dawn chooses the return's files.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::manager::import_903::{Asked, Start, Waiting},
    web::{
        desk::Manager,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;

fn page(start: Start, sheet: Sheet<FilesForm>) -> String {
    shown(Role::Manager, "return-files", &FilesPage::of(start, NOW, sheet))
}

#[test]
fn the_first_page_asks_for_the_year_and_the_files_and_says_that_nothing_is_held() {
    let html = page(Start::default(), Sheet::default());
    assert!(html.contains("multipart/form-data"));
    insta::assert_snapshot!("start", reads(&html));
}

#[test]
fn the_borough_s_years_and_its_import_are_listed() {
    let start = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_start);
    assert_eq!((start.runs.len(), start.held.is_empty()), (1, false));
    let html = page(start, Sheet::default());
    assert!(html.contains("2018-19") && html.contains("Taken in"), "{}", reads(&html));
}

#[test]
fn whoever_turns_18_soon_stands_with_the_day_and_what_waits_is_said() {
    let jay = BOROUGH.person("Jay");
    let listed =
        BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| ask.scope.people(ask.tx, &[jay], NOW));
    let asked = |turns_18: Option<&str>, waits| Asked {
        listed: listed[0].clone(),
        questions: 2,
        waits,
        turns_18: turns_18.map(|day| day.parse().unwrap()),
    };
    let waiting = Waiting {
        asked: vec![asked(Some("2026-11-27"), true), asked(None, false)],
        people: 2,
        held_up: 1,
        questions: 4,
    };
    insta::assert_snapshot!("waiting", reads(&page(Start { waiting, ..Start::default() }, Sheet::default())));
}

#[test]
fn what_is_wrong_is_told_at_the_field_and_the_year_stays() {
    let errors = read_year("25").unwrap_err();
    let html = page(Start::default(), Sheet::wrong(FilesForm { year: "25".into() }, errors));
    assert!(
        html.contains("<title>Error: ") && html.contains("href=\"#year\"") && html.contains("value=\"25\"")
    );
    assert_eq!(read_year("").unwrap(), None);
    assert_eq!(read_year("2025-26").unwrap().unwrap().to_string(), "2025-26");
}
