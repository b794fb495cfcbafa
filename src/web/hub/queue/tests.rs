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

#[test]
fn a_filter_by_home_says_how_many_it_hides_and_how_many_of_them_come_first() {
    let sam = BOROUGH.user("Sam");
    let seen = BOROUGH.read::<Hub, _>(sam, see_queue);
    let of = |homes: &BTreeMap<HubContactId, Home>, whose: Option<Whose>| {
        QueuePage::of(&seen, homes, sam, NOW.at).only(whose, Some("Port Haven Council".into()))
    };
    let none = BTreeMap::new();
    let many = |page: &QueuePage| page.first.len() + page.rest.len() + page.behind.len();
    let all = of(&none, None);
    let unknown = of(&none, Some(Whose::Unknown));
    assert_eq!((many(&all), many(&unknown), unknown.elsewhere, unknown.elsewhere_first), (4, 1, 3, 1));
    let words = reads(&shown(Role::HubWorker, "queue-home", &unknown));
    for said in [
        "3 contacts of other homes are not shown",
        "1 of them comes first",
        "Our area (3)",
        "Home not known (1)",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    // What the hub itself says goes before what whoever wrote says.
    let boy = unknown.first[0].href.clone();
    let id = seen.contacts.iter().find(|one| contact::address(one.contact.id) == boy).unwrap().contact.id;
    let homes = BTreeMap::from([(id, Home::Neighbour)]);
    assert_eq!(many(&of(&homes, Some(Whose::Unknown))), 0);
    let theirs = of(&homes, Some(Whose::Neighbour));
    assert_eq!(many(&theirs), 1);
    assert!(reads(&shown(Role::HubWorker, "queue-theirs", &theirs)).contains("Port Haven Council (1)"));
}
