#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use onward_domain::role::Role;

fn page(sheet: Sheet<GroupForm>) -> String {
    let people = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), see_my_people);
    shown(Role::Adviser, "group", &GroupPage::of(&people, None, &Asked::default(), NOW.today, sheet))
}

#[test]
fn whoever_was_there_is_ticked_and_the_same_words_are_for_everybody() {
    let words = reads(&page(Sheet::default()));
    assert!(words.contains("Who was there?") && words.contains("Jay Linton"), "{words}");
    assert!(words.contains("don’t name anybody"), "{words}");
    let bare = GroupForm::default();
    let html = page(Sheet::wrong(bare.clone(), bare.read(String::new(), NOW.today).unwrap_err()));
    assert!(html.contains("Tick everybody who was there") && html.contains("Write what you did together"));
}

#[test]
fn whoever_was_seen_alone_was_there() {
    let jay = BOROUGH.person("Jay").to_string();
    let form = GroupForm { alone: vec![jay.clone()], summary: "Bowling".into(), ..GroupForm::default() };
    let said = form.read("key".into(), NOW.today).unwrap();
    assert_eq!(said.people, [(BOROUGH.person("Jay"), true)]);
    let both = GroupForm { pick: vec![jay], ..form };
    assert_eq!(both.read("key".into(), NOW.today).unwrap().people.len(), 1);
}
