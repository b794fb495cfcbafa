//! Dawn takes a return back.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    page_check::shown,
    testing::{BOROUGH, reads},
};
use onward_domain::role::Role;

fn seen() -> SeenTakeBack {
    BOROUGH.read::<Manager, _>(BOROUGH.user("Dawn"), |ask| {
        let run = ask.scope.returns(ask.tx).latest_runs(1)?.remove(0);
        see_take_back(ask, run.id)
    })
}

fn page(sheet: Sheet<WhyForm>) -> String {
    shown(Role::Manager, "take-back", &TakeBackPage::of(seen(), sheet))
}

#[test]
fn what_goes_with_it_is_said_before_it_is_taken_back() {
    let seen = seen();
    assert!(seen.can_be() && seen.goes.rows > 100 && seen.goes.children == 60, "{:?}", seen.goes);
    insta::assert_snapshot!("start", reads(&page(Sheet::default())));
}

#[test]
fn a_reason_that_is_none_is_asked_for_again() {
    for (why, said) in [("", "Say why it is taken back"), ("x", "Say in a few words why it is taken back")] {
        let form = WhyForm { why: why.into() };
        let errors = form.read().unwrap_err();
        assert_eq!(errors.said("why").as_deref(), Some(said));
        assert!(page(Sheet::wrong(form, errors)).contains("href=\"#why\""));
    }
    assert!(WhyForm { why: "x".repeat(401) }.read().is_err());
    assert_eq!(WhyForm { why: " It was the draft. ".into() }.read().unwrap(), "It was the draft.");
}
