//! Priya's people on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::Answered,
    web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::{id::UserId, role::Role};

fn people(me: UserId) -> Vec<Answered> {
    BOROUGH.read::<Adviser, _>(me, see_my_people)
}

/// The page of an adviser's people.
pub fn page(me: UserId, asked: &Asked) -> PeoplePage {
    PeoplePage::of(&people(me), asked, NOW.today)
}

fn html(asked: &Asked) -> String {
    shown(Role::Adviser, "people", &page(BOROUGH.user("Priya"), asked))
}

#[test]
fn my_people_shows_what_is_next_and_never_a_status_without_its_reason() {
    insta::assert_snapshot!("priya", reads(&html(&Asked::default())));
}

#[test]
fn a_view_a_filter_and_an_order_are_an_address() {
    let asked = |view: &str, q: &str, sort: &str| Asked {
        view: view.into(),
        q: q.into(),
        sort: sort.into(),
        ..Asked::default()
    };
    let found = html(&asked("", "linton", "money"));
    assert!(found.contains("Showing 1 of ") && found.contains("most not claimed"));
    assert!(found.contains("aria-sort=\"descending\"") && found.contains("Clear the filter"));
    let nobody = html(&asked("", "nobody of this name", ""));
    assert!(nobody.contains("Nobody on your list fits this filter."));
    assert!(
        html(&asked("nonsense", "", "nonsense")).contains("No filter is on."),
        "an old address still works"
    );
    let all = people(BOROUGH.user("Priya"));
    assert!(asked("under-18", "", "").shown(&all).iter().all(|one| one.age().is_some_and(|age| age < 18)));
}

#[test]
fn an_adviser_without_people_is_told_who_adds_them() {
    let page = PeoplePage::of(&[], &Asked::default(), NOW.today);
    assert!(shown(Role::Adviser, "people-start", &page).contains("Your manager adds people to it."));
}
