//! Why, for people in the demonstration on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use onward_domain::entitlement::EntitlementAct::{Asked, Paid, Refused};

use super::*;
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        testing::reads,
        young_person::testing::{everybody, first_home, law, of_the_law, own, page, sam},
    },
};

fn status_of(own: &Own) -> String {
    reads(&page("/why", &WhyPage::of_status(law(), own)))
}

fn of(own: &Own, address: &str) -> String {
    let shown = WhyPage::of_entitlement(law(), own, address).unwrap();
    reads(&page(&format!("/what-you-can-get/{address}/why"), &shown))
}

#[test]
fn jay_is_told_why_with_his_own_dates_the_law_and_what_a_wrong_date_would_change() {
    insta::assert_snapshot!("jay", of(&own("Jay"), "9"));
}

#[test]
fn jays_dates_and_what_the_law_calls_him() {
    insta::assert_snapshot!("jay-status", status_of(&own("Jay")));
}

#[test]
fn shannon_at_17_is_told_what_comes_next() {
    insta::assert_snapshot!("shannon-status", status_of(&own("Shannon")));
}

#[test]
fn nothing_is_known_about_sam_and_nobody_says_no() {
    insta::assert_snapshot!("sam-status", status_of(&sam()));
}

#[test]
fn jay_who_has_had_it_all_and_asks_again_is_told_so_rather_than_that_it_is_not_for_him() {
    let words = of(&first_home(&[(Paid, "2026-05-04", Some(3500)), (Asked, "2026-06-02", None)]), "9");
    let had = "You have had this: £3,500 on 4 May 2026. You asked again on 2 June. You will get an answer.";
    assert!(words.contains(had), "{words}");
    for wrong in ["not for you", "Yours", "Not today"] {
        assert!(!words.contains(wrong), "{wrong}\n{words}");
    }
}

#[test]
fn what_was_refused_and_what_was_received_in_part_say_so() {
    let refused = of(&first_home(&[(Refused, "2026-06-02", None)]), "9");
    assert!(refused.contains("The answer was no, on 2 June.") && !refused.contains("Yours"), "{refused}");
    let part = of(&first_home(&[(Paid, "2026-10-02", Some(1850))]), "9");
    assert!(part.contains("You have had £1,850 of £3,500"), "{part}");
}

#[test]
fn everybody_can_see_why_of_everything() {
    for own in everybody().into_iter().chain([sam()]) {
        status_of(&own);
        for address in of_the_law(&own) {
            of(&own, &address);
        }
    }
    assert!(WhyPage::of_entitlement(law(), &own("Jay"), "x").is_none());
}
