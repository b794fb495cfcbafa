//! The queue of the borough's hub.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, NOW, reads},
};
use onward_domain::role::Role;

#[test]
fn what_may_be_harm_now_or_is_not_screened_comes_first_and_nobody_is_named() {
    let sam = BOROUGH.user("Sam");
    let seen = BOROUGH.read::<Hub, _>(sam, see_queue);
    let page = QueuePage::of(&seen, &BTreeMap::new(), sam, NOW.at);
    assert_eq!((page.first.len(), page.rest.len(), page.behind.len()), (2, 2, 0));
    assert_eq!((page.harm_now, page.not_screened, page.nobody), (1, 1, 2));
    let words = reads(&shown(Role::HubWorker, "queue", &page));
    for name in ["Ava", "Karin", "Kofi", "Lily", "Rosa", "Northfield", "River Lane"] {
        assert!(!words.contains(name), "{name} stands in the list");
    }
    assert!(words.contains("Possible harm now, or not screened yet"), "{words}");
    let mut flood = seen.clone();
    for one in &mut flood.contacts {
        one.contact.flood = true;
    }
    let page = QueuePage::of(&flood, &BTreeMap::new(), sam, NOW.at);
    let child = page.first.iter().chain(&page.rest).any(|row| row.sender == Sender::Child);
    assert!(child && page.behind.len() == 1, "a child is never behind, nor what somebody has screened");
}
