//! What the family may read of a contact.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::hub::contacts::see_queue,
    web::{
        page_check::shown as rendered,
        testing::{BOROUGH, reads},
    },
};
use onward_domain::{
    hub::{Mark, Withheld},
    role::Role,
};

#[test]
fn what_is_left_out_is_not_in_the_copy_which_says_so_without_saying_which() {
    let sam = BOROUGH.user("Sam");
    let queue = BOROUGH.read::<Hub, _>(sam, see_queue);
    let school =
        queue.contacts.iter().find(|one| one.contact.told.about.contains("Northfield")).unwrap().contact.id;
    let mut seen = BOROUGH.read::<Hub, _>(sam, move |ask| see_marked(ask, school));
    let copy = |seen: &Marked| reads(&rendered(Role::HubWorker, "copy", &CopyPage::of(seen)));
    let whole = copy(&seen);
    assert!(whole.contains("stepfather") && !whole.contains("Something was left out"), "{whole}");
    for hidden in ["Okonjo", "01632 960 155", "works with children"] {
        assert!(!whole.contains(hidden), "{hidden}: who wrote is never said: {whole}");
    }
    let mark = |entry: String, reason| Mark { entry, reason, at: chrono::DateTime::UNIX_EPOCH, by: sam };
    let first = seen.one.contact.id.to_string();
    let not_told =
        seen.one.steps.iter().find(|step| super::super::contact::kind(&step.deed) == "not_told").unwrap();
    seen.marks = vec![
        mark(first.clone(), Some(Withheld::SomebodyElse)),
        mark(not_told.id.to_string(), Some(Withheld::Harm)),
    ];
    let left = copy(&seen);
    assert!(!left.contains("stepfather") && !left.contains("heating"), "{left}");
    assert!(left.contains("Something was left out") && left.contains("We don’t say which"), "{left}");
    let page = reads(&rendered(Role::HubWorker, "family", &FamilyPage::of(&seen)));
    assert!(page.contains("2 of 5 lines are left out") && page.contains("Sam Pickering"), "{page}");
    let row = shown(&seen).into_iter().next().unwrap();
    let form = MarkPage { back: "/hub".into(), row, sheet: Sheet::default() };
    assert!(reads(&rendered(Role::HubWorker, "mark", &form)).contains("it is a lawyer’s advice"));
    seen.marks.push(mark(first, None));
    assert!(copy(&seen).contains("heating"), "the last mark says it");
}
