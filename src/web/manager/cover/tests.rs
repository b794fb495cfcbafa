#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use onward_domain::role::Role;

fn page(sheet: Sheet<PutForm>) -> String {
    let seen = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_away);
    shown(Role::Manager, "manager-cover", &AwayPage::of(seen, NOW.today, sheet))
}

#[test]
fn a_manager_sees_who_is_away_and_is_asked_for_two_different_advisers() {
    insta::assert_snapshot!("cover", reads(&page(Sheet::default())));
    let bare = PutForm::default();
    let html = page(Sheet::wrong(bare.clone(), bare.read(NOW.today).unwrap_err()));
    assert!(html.contains("Choose who is away") && html.contains("Choose who stands in"));
    let priya = BOROUGH.user("Priya").to_string();
    let herself = PutForm { absent: priya.clone(), colleague: priya, ..PutForm::default() };
    let html = page(Sheet::wrong(herself.clone(), herself.read(NOW.today).unwrap_err()));
    assert!(html.contains("Nobody can stand in for themselves"));
}

#[test]
fn a_cover_without_a_last_day_is_open_and_one_that_ends_before_it_begins_is_none() {
    let of = |last| {
        let (absent, colleague) = (BOROUGH.user("Priya").to_string(), BOROUGH.user("Grace").to_string());
        PutForm { absent, colleague, last, ..PutForm::default() }.read(NOW.today)
    };
    assert_eq!(of(WrittenDay::default()).unwrap().last, None);
    assert!(of(WrittenDay::new("1", "1", "2020")).is_err());
}
