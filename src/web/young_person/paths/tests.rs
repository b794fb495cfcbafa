//! Work and study, for people of the demonstration on Monday 23 November 2026.

use super::page::{PathsPage, WishPage};
use crate::{
    usecases::young_person::see_paths::see_paths,
    web::{
        desk::YoungPerson,
        testing::{BOROUGH, keep, reads},
        young_person::testing::{law, page},
    },
};

fn of(name: &str, with: Option<&str>) -> String {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_paths);
    let html = page("/work-and-study", &PathsPage::of(law(), &seen, with));
    keep(&format!("paths_{name}"), &html);
    reads(&html)
}

#[test]
fn jay_sees_what_each_path_means_for_him() {
    insta::assert_snapshot!("jay", of("Jay", None));
}

#[test]
fn another_path_can_stand_beside_and_one_that_there_is_none_of_changes_nothing() {
    assert_ne!(of("Jay", Some("university")), of("Jay", Some("college")));
    assert_eq!(of("Jay", Some("nonsense")), of("Jay", None));
}

#[test]
fn zabi_and_who_starts_empty_have_the_page_too() {
    insta::assert_snapshot!("zabi", of("Zabi", None));
    assert!(of("Amira", None).contains("Nothing here yet."));
}

#[test]
fn a_new_wish_is_an_empty_form() {
    insta::assert_snapshot!("wish", reads(&page("/work-and-study/next/new", &WishPage::of(&[], None))));
}
