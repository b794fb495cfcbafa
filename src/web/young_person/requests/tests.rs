//! What young people of the demonstration asked of the council, as they follow it on Monday 23 November 2026.

use super::*;
use crate::web::{
    testing::{BOROUGH, reads},
    young_person::testing::page,
};

fn seen(name: &str) -> SeenMatters {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_matters)
}

fn first(name: &str) -> String {
    let seen = seen(name);
    let page_of = |one: &Matter| RequestPage::of(one, crate::demo::TODAY, Sheet::default());
    seen.matters.first().map(|one| reads(&page("/x", &page_of(one)))).unwrap_or_default()
}

#[test]
fn each_thing_asked_has_its_day_and_a_complaint_needs_its_words() {
    let day = crate::demo::TODAY;
    insta::assert_snapshot!(
        "requests",
        reads(&page("/x", &RequestsPage::of(&seen("Amara"), day, Sheet::default())))
    );
    let form = AskForm { kind: "complaint".into(), words: String::new() };
    let errors = form.read().err().unwrap_or_default();
    let words = reads(&page("/x", &RequestsPage::of(&seen("Jay"), day, Sheet::wrong(form, errors))));
    assert!(words.contains("Write what happened, or what you want"), "{words}");
    assert!(AskForm { kind: "file".into(), words: String::new() }.read().is_ok());
}

#[test]
fn luca_follows_his_complaint_amara_her_file_and_zabi_his_advocate() {
    insta::assert_snapshot!("complaint", first("Luca"));
    insta::assert_snapshot!("file", first("Amara"));
    insta::assert_snapshot!("advocate", first("Zabi"));
}
