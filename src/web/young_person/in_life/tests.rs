//! People in Jay's life, as he sees them.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    testing::{BOROUGH, reads},
    young_person::testing::page,
};

fn seen(one: Option<LifePersonId>) -> OwnLife {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), move |ask| see_own_life(ask, one))
}

#[test]
fn jay_sees_who_may_be_told_what_and_not_why_staff_marked_somebody() {
    let html = page("/mine/people", &LifePage::of(&seen(None)));
    assert!(!html.contains("violent"));
    insta::assert_snapshot!("list", reads(&html));
}

#[test]
fn one_of_them_is_changed_by_him_and_whoever_is_marked_is_not_taken_out_here() {
    let all = seen(None);
    for one in &all.people {
        let html = page("/mine/people/one", &PersonPage::of(&seen(Some(one.id)), None));
        assert!(!html.contains("violent"));
        assert_eq!(html.contains("Remove them"), one.note.may != MayKnow::Never, "{}", one.note.name);
    }
    let new = page("/mine/people/new", &PersonPage::of(&OwnLife { versions: Vec::new(), ..all }, None));
    insta::assert_snapshot!("new", reads(&new));
}
