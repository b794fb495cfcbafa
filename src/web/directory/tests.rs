//! What staff see of the directory.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{edit::EditPage, entry::EntryPage, list::ListPage, questions::QuestionsPage};
use crate::{
    usecases::directory::look_after::{owners, see_mine, see_one, see_questions},
    web::{
        desk::Staff,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;

#[test]
fn dawn_sees_what_readers_say_is_wrong_first_and_helen_only_what_is_hers() {
    let page = |name: &str, role| {
        let mine = BOROUGH.read::<Staff, _>(BOROUGH.user(name), see_mine);
        reads(&shown(role, "directory-list", &ListPage::of(&mine, NOW.today)))
    };
    let dawn = page("Dawn", Role::Manager);
    let wrong = dawn.find("Readers say something is wrong").unwrap();
    assert!(wrong < dawn.find("Quay Street food bank").unwrap(), "{dawn}");
    assert!(dawn.find("Quay Street food bank") < dawn.find("To be checked"), "{dawn}");
    let helen = page("Helen", Role::Adviser);
    assert!(helen.contains("Riverside Nightstop") && !helen.contains("food bank"), "{helen}");
    assert!(page("Grace", Role::Adviser).contains("No entry is yours"), "an empty list says so");
    insta::assert_snapshot!("helens_entries", helen);
}

#[test]
fn an_entry_shows_what_readers_say_its_check_and_every_version() {
    let dawn = BOROUGH.user("Dawn");
    let mine = BOROUGH.read::<Staff, _>(dawn, see_mine);
    let food = mine.entries.iter().find(|entry| entry.note.name.contains("food bank")).unwrap();
    let one = BOROUGH.read::<Staff, _>(dawn, |ask| see_one(ask, food.id));
    let now = "2026-11-23T10:00:00".parse().unwrap();
    let html = shown(Role::Manager, "directory-entry", &EntryPage::of(&one, now, None).unwrap());
    insta::assert_snapshot!("food_bank", reads(&html));
    let owners = BOROUGH.read::<Staff, _>(dawn, owners);
    let html = shown(Role::Manager, "directory-edit", &EditPage::filled(food, true, owners.clone()));
    assert!(html.contains("value=\"01632 960 173\"") && html.contains(">Priya Nair<"), "{html}");
    let html = shown(
        Role::Manager,
        "directory-new",
        &EditPage::of(None, true, owners, crate::web::form::Sheet::default()),
    );
    assert!(html.contains("Add a team or service"));
}

#[test]
fn what_nobody_could_answer_is_a_list_of_gaps() {
    let all = BOROUGH.read::<Staff, _>(BOROUGH.user("Dawn"), see_questions);
    let read = reads(&shown(Role::Manager, "directory-questions", &QuestionsPage::of(&all, NOW.at)));
    insta::assert_snapshot!("questions", read);
    let none = reads(&shown(Role::Manager, "directory-no-questions", &QuestionsPage::of(&[], NOW.at)));
    assert!(
        none.contains("No question waits") && none.contains("Every question so far had an answer"),
        "{none}"
    );
}
