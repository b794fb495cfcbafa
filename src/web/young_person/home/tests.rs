//! Home, for people in the demonstration on Monday 23 November 2026.

use std::sync::Arc;

use leaving_care_rules::assess;
use onward_domain::entitlement::EntitlementAct::{Asked, Paid};

use super::*;
use crate::{
    usecases::{worked::Worked, young_person::see_own_pages::Own},
    web::{
        testing::reads,
        young_person::testing::{day, everybody, first_home, law, own, page, sam},
    },
};

fn home_of(own: &Own) -> String {
    reads(&page("/home", &HomePage::of(law(), own)))
}

#[test]
fn jay_sees_what_happens_next_his_money_and_four_ways_in() {
    let opened = Own { opened_from_outside: Some(day("2026-11-21")), ..own("Jay") };
    insta::assert_snapshot!("jay", home_of(&opened));
}

#[test]
fn shannon_at_17_sees_that_she_turns_18_and_what_starts_then() {
    insta::assert_snapshot!("shannon", home_of(&own("Shannon")));
}

#[test]
fn nothing_is_known_about_sam_and_nobody_says_no() {
    insta::assert_snapshot!("sam", home_of(&sam()));
}

#[test]
fn a_meeting_is_given_in_one_sentence_with_its_day_and_who_it_is_with() {
    let meeting = Own { next_contact: Some(day("2026-11-26")), ..own("Jay") };
    assert!(home_of(&meeting).contains("You and Priya meet on Thursday 26 November"));
    let nobody = Own { adviser: None, ..meeting };
    assert!(home_of(&nobody).contains("Your team meets you on Thursday 26 November"));
}

#[test]
fn without_anything_planned_there_is_still_a_next_step() {
    let sam = sam();
    let today = day("2035-01-01");
    let late = Worked { today, assessment: assess(law(), &sam.facts, today), ..Worked::clone(&sam) };
    let words = home_of(&Own { worked: Arc::new(late), ..sam });
    assert!(words.contains(" yours now\nYour adviser can help you find out and ask."), "{words}");
}

#[test]
fn jays_money_says_what_he_used_asked_for_and_has_left() {
    let words = home_of(&first_home(&[(Paid, "2026-10-02", Some(1850)), (Asked, "2026-11-18", Some(290))]));
    assert!(
        words.contains("£1,650 left\nYou have used £1,850 of £3,500. You asked for £290 more."),
        "{words}"
    );
}

#[test]
fn everybody_has_a_home() {
    assert!(everybody().iter().map(home_of).count() > 5);
}
