//! People in Jay's life, as Priya sees and writes them.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

fn seen(one: Option<LifePersonId>) -> SeenLife {
    let person = BOROUGH.person("Jay");
    BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), move |ask| see_life(ask, person, one))
}

#[test]
fn whoever_must_not_be_told_anything_stands_first_with_the_reason() {
    let html = shown(Role::Adviser, "in-life", &LifePage::of(&seen(None)));
    insta::assert_snapshot!("list", reads(&html));
}

#[test]
fn one_of_them_is_filled_in_and_a_mark_needs_a_reason() {
    let all = seen(None);
    let one = seen(Some(all.people[0].id));
    insta::assert_snapshot!("one", reads(&shown(Role::Adviser, "in-life-one", &PersonPage::of(&one, None))));
    let today = crate::demo::TODAY;
    let form = PersonForm { why: String::new(), ..PersonForm::from(&all.people[0]) };
    assert!(form.read(today, true).unwrap_err().has("why"));
    assert_eq!(form.read(today, false).unwrap().why, None, "the young person is not asked for it");
    let empty = PersonForm::default().read(today, true).unwrap_err();
    assert!(["name", "who", "may"].iter().all(|field| empty.has(field)));
}
