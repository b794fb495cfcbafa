#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, Borough, reads},
};
use onward_domain::role::Role;

fn all() -> Vec<Listed> {
    BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), see_all_overrides)
}

fn page(waits: bool, sheet: Sheet<AnswerForm>, mine: bool) -> String {
    let id = all().into_iter().find(|each| each.one.waits() == waits).unwrap().one.id;
    let (mut listed, seen) = BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| see_override(ask, id));
    listed.mine = mine;
    let law = Borough::law();
    let page = OverridePage::of(&listed, &seen, law, law_words::messages().unwrap(), sheet).unwrap();
    shown(Role::Manager, "override", &page)
}

#[test]
fn the_list_has_what_waits_and_what_holds_or_says_that_nothing_waits() {
    insta::assert_snapshot!("list", reads(&shown(Role::Manager, "overrides", &ListPage::of(all()))));
    let none = shown(Role::Manager, "overrides-none", &ListPage::of(Vec::new()));
    assert!(none.contains("None waits for you."));
}

#[test]
fn one_shows_what_would_hold_beside_what_the_rule_says_and_asks_for_an_answer() {
    insta::assert_snapshot!("waits", reads(&page(true, Sheet::default(), false)));
    let bare = AnswerForm::default();
    let html = page(true, Sheet::wrong(bare.clone(), bare.read().unwrap_err()), false);
    assert!(html.contains("Choose whether you agree"));
    let no = AnswerForm { answer: "no".into(), ..AnswerForm::default() };
    let html = page(true, Sheet::wrong(no.clone(), no.read().unwrap_err()), false);
    assert!(html.contains("Write why you don’t agree"));
}

#[test]
fn what_holds_is_only_read_and_whoever_asked_reads_that_another_manager_answers() {
    assert!(!page(false, Sheet::default(), false).contains("Save your answer"));
    let mine = page(true, Sheet::default(), true);
    assert!(mine.contains("Another manager answers") && !mine.contains("Save your answer"));
}
