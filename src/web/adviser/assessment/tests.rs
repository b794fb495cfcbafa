#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{page_check::shown, testing::BOROUGH};
use onward_domain::role::Role;

#[test]
fn the_ten_matters_are_one_form_and_what_was_written_is_not_cleared_by_a_slip() {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_assessment(ask, jay));
    let page = |need| {
        shown(Role::Adviser, "assessment", &AssessmentPage::of(&seen, false, (need, Sheet::default())))
    };
    let html = page(None);
    assert_eq!((html.matches("<textarea").count(), html.matches("-version\"").count()), (10, 10));
    assert_eq!(
        html.matches("action=\"/adviser/people/").count(),
        2,
        "one form for all, and one that finishes"
    );
    let three = NeedsForm {
        home: "A place near college".into(),
        money: "A bank account of his own".into(),
        health: "A dentist".into(),
        ..NeedsForm::default()
    };
    let sent = three.read("k").unwrap().unwrap();
    assert_eq!(sent.len(), 3, "what is empty is left alone");
    assert!(sent.iter().all(|each| each.version.is_none()) && sent[0].key != sent[1].key);
    let cleared = NeedsForm {
        home_version: Stood::of(&onward_domain::id::NeedPartId::new()),
        ..NeedsForm { home: String::new(), ..three }
    };
    let errors = cleared.read("k").unwrap().unwrap_err();
    let html = page(Some(Sheet::wrong(cleared, errors)));
    assert!(html.contains("Write what is needed") && html.contains("A dentist"), "and the other words stay");
}
