#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

/// Somebody of the borough whose answers rest on a reading.
fn found() -> SeenReading {
    for adviser in BOROUGH.users(Role::Adviser) {
        let people = BOROUGH.read::<Adviser, _>(adviser, |ask| ask.scope.people(ask.tx, ask.now));
        for one in people {
            let person = one.person.id;
            for code in Confirm::ALL.iter().copied() {
                let seen = BOROUGH.read::<Adviser, _>(adviser, |ask| match see_reading(ask, person, code) {
                    Err(onward_store::StoreError::NotFound) => Ok(None),
                    seen => seen.map(Some),
                });
                if let Some(seen) = seen.filter(|seen| seen.raised) {
                    return seen;
                }
            }
        }
    }
    unreachable!("nobody's answers rest on a reading")
}

use leaving_care_rules::assessment::Flag as _;

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
