//! How requests of people of the demonstration are going, on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use onward_domain::{
    entitlement::EntitlementAct::{Agreed, Asked, Chased, Deciding, Done, Paid, Refused},
    id::UserId,
};

use super::{SayForm, page::ProgressPage};
use crate::{
    usecases::young_person::{see_own_pages::Own, see_request::OwnWithNames},
    web::{
        form::Sheet,
        testing::reads,
        young_person::testing::{day, first_home, law, page},
    },
};

fn seen(own: Own) -> OwnWithNames {
    let me = UserId::new();
    OwnWithNames { own, me, names: [(me, "Jay Linton".to_owned())].into() }
}

fn words_of(own: Own) -> String {
    let seen = seen(own);
    let helps = Some(("Speak Up", "01632 960 170"));
    let shown = ProgressPage::of(law(), &seen, "9", None, helps, Sheet::<SayForm>::default()).unwrap();
    reads(&page("/what-you-can-get/9/asked", &shown))
}

#[test]
fn what_was_asked_says_by_when_there_is_an_answer() {
    let words = words_of(first_home(&[(Asked, "2026-11-18", Some(290))]));
    assert!(words.contains("You get an answer by Wednesday 25 November."), "{words}");
    insta::assert_snapshot!("asked", words);
}

#[test]
fn a_promise_that_has_passed_is_said_and_can_be_told() {
    let words = words_of(first_home(&[(Asked, "2026-10-29", None)]));
    assert!(
        words.contains("You were promised an answer by Thursday 5 November. That day has passed."),
        "{words}"
    );
    let told = words_of(first_home(&[(Asked, "2026-10-29", None), (Chased, "2026-11-20", None)]));
    assert!(told.contains("You said that it hasn’t come"), "{told}");
}

#[test]
fn who_decides_stands_there_with_the_day() {
    let mut own = first_home(&[(Asked, "2026-11-16", Some(480)), (Deciding, "2026-11-19", None)]);
    let step = own.steps.last_mut().unwrap();
    step.note.decider = Some("Leanne Brook".into());
    step.note.by = Some(day("2026-11-25"));
    let words = words_of(own);
    assert!(words.contains("Being decided") && words.contains("Leanne Brook decides"), "{words}");
    assert!(words.contains("By Wednesday 25 November"), "{words}");
}

#[test]
fn a_yes_shows_its_words_and_what_comes_next() {
    let words = words_of(first_home(&[(Asked, "2026-11-16", Some(290)), (Agreed, "2026-11-23", Some(290))]));
    insta::assert_snapshot!("agreed", words);
    assert!(words.contains("said to them"), "{words}");
}

#[test]
fn a_no_shows_its_reason_the_clock_of_that_kind_of_decision_and_who_helps() {
    let words = words_of(first_home(&[(Asked, "2026-11-16", Some(480)), (Refused, "2026-11-23", None)]));
    assert!(words.contains("By Tuesday 23 November 2027. 365 days left"), "{words}");
    assert!(words.contains("Speak Up") && words.contains("Ask for it to be looked at again"), "{words}");
    insta::assert_snapshot!("refused", words);
}

#[test]
fn what_was_paid_asks_whether_it_is_there_and_then_it_is_done() {
    let steps = [
        (Asked, "2026-11-16", Some(290)),
        (Agreed, "2026-11-18", Some(290)),
        (Paid, "2026-11-20", Some(290)),
    ];
    let words = words_of(first_home(&steps));
    assert!(words.contains("I have it"), "{words}");
    let done = words_of(first_home(&[steps.as_slice(), &[(Done, "2026-11-21", None)]].concat()));
    assert!(!done.contains("I have it") && done.contains("You have it"), "{done}");
}

#[test]
fn without_a_request_there_is_no_such_page() {
    let seen = seen(first_home(&[(Paid, "2026-05-04", Some(3500))]));
    assert!(ProgressPage::of(law(), &seen, "9", None, None, Sheet::default()).is_none());
}

#[test]
fn a_button_that_is_none_is_told() {
    assert!(SayForm { say: "shout".into(), ..SayForm::default() }.read().is_err());
    assert!(SayForm { say: "stop".into(), ..SayForm::default() }.read().is_ok());
}
