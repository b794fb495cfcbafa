//! What is decided.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::hub::contacts::see_queue,
    web::{
        page_check::shown,
        testing::{BOROUGH, reads},
    },
};
use onward_domain::role::Role;

#[test]
fn a_decided_contact_stands_with_its_outcome_and_without_a_name() {
    let sam = BOROUGH.user("Sam");
    let mut contacts = BOROUGH.read::<Hub, _>(sam, see_queue).contacts;
    let decided = contacts.iter_mut().find(|one| !one.steps.is_empty()).unwrap();
    let step = decided.steps.last().unwrap().clone();
    let deed = Deed::Decided {
        outcome: Outcome::EarlyHelp,
        rests_on: None,
        with: "Sam".into(),
        why: "They asked for it".into(),
        views: Vec::new(),
    };
    decided.steps.push(onward_domain::hub::Step { deed, ..step });
    let number = decided.contact.reference.clone();
    let page = EarlierPage::of(&Decided { contacts, more: true }, 1, Sheet::default());
    let words = reads(&shown(Role::HubWorker, "earlier", &page));
    assert!(words.contains(&number) && words.contains("Early Help assessment"), "{words}");
    assert!(words.contains("Later decisions") && words.contains("Older decisions"), "{words}");
    for name in ["Ava", "Karin", "Kofi", "Lily", "Rosa", "Northfield", "They asked for it"] {
        assert!(!words.contains(name), "{name} stands in the list");
    }
}
