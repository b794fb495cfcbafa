#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

/// Jay, as if his answers rested on a reading: nobody's of the borough do.
fn found() -> SeenReading {
    let (me, jay) = (BOROUGH.user("Priya"), BOROUGH.person("Jay"));
    let seen = BOROUGH.read::<Adviser, _>(me, |ask| see_reading(ask, jay, Confirm::StatusFrozenAt18));
    assert!(!seen.raised && seen.history.is_empty());
    SeenReading { raised: true, ..seen }
}

#[test]
fn a_reading_is_shown_with_what_raised_it_and_decided_for_a_reason() {
    let seen = found();
    let page = |sheet| shown(Role::Adviser, "confirm", &ConfirmPage::of(&seen, sheet));
    let words = reads(&page(Some(Sheet::default())));
    assert!(words.contains("It is right for") && words.contains("Ask legal"), "{words}");
    let bare = ConfirmForm::default();
    let errors = bare.read(seen.code).unwrap_err();
    for field in ["decided", "basis", "reason"] {
        assert!(errors.has(field), "{field}");
    }
    let lazy = ConfirmForm {
        decided: "right".into(),
        basis: "other".into(),
        reason: "ok".into(),
        ..ConfirmForm::default()
    };
    assert!(lazy.read(seen.code).unwrap_err().has("reason"));
    let why = ConfirmForm { reason: "Legal read it the same way".into(), ..lazy };
    assert_eq!(why.read(seen.code).unwrap().decided, Decided::Right);
}
