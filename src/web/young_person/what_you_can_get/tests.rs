//! The list, for people in the demonstration on Monday 23 November 2026.

use onward_domain::entitlement::EntitlementAct::{Asked, Paid, Refused, Told};

use super::*;
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        testing::reads,
        young_person::testing::{everybody, first_home, law, own, page, sam},
    },
};

fn list_of(own: &Own) -> String {
    reads(&page("/what-you-can-get", &WhatYouCanGetPage::of(law(), own)))
}

#[test]
fn jay_sees_what_is_his_by_need_and_until_when() {
    insta::assert_snapshot!("jay", list_of(&own("Jay")));
}

#[test]
fn shannon_at_17_sees_what_starts_when_she_turns_18() {
    insta::assert_snapshot!("shannon", list_of(&own("Shannon")));
}

#[test]
fn nothing_is_known_about_sam_and_nobody_says_no() {
    insta::assert_snapshot!("sam", list_of(&sam()));
}

/// From the name of the money for a first home to the next thing.
fn row(words: &str) -> &str {
    let (_, after) = words.split_once("Money for your first home").unwrap_or_default();
    after.split("\nUntil").next().unwrap_or_default()
}

#[test]
fn what_is_asked_for_used_and_left_is_in_the_row() {
    let told = (Told, "2025-04-01", None);
    let words =
        list_of(&first_home(&[told, (Paid, "2026-10-02", Some(1850)), (Asked, "2026-11-18", Some(290))]));
    assert_eq!(row(&words), "£1,650 left\nYours now, you asked\nYou asked for £290 on 18 November.");
    assert!(!words.contains("between staff"), "{words}");
}

#[test]
fn what_was_received_is_no_longer_counted_as_theirs_and_says_so() {
    let asked_again = (Asked, "2026-06-02", None);
    let words = list_of(&first_home(&[(Paid, "2026-05-04", Some(3500)), asked_again]));
    let had = "£3,500\nYou have had it\nYou have had this: £3,500 on 4 May 2026.\nYou asked again on 2 June.";
    assert!(row(&words).starts_with(had), "{words}");
    let now = |words: &str| {
        let (before, _) = words.split_once(" things are yours now.").unwrap_or_default();
        before.rsplit('\n').next().and_then(|count| count.parse::<i64>().ok())
    };
    assert_eq!(now(&words).map(|count| count + 1), now(&list_of(&first_home(&[]))), "{words}");
}

#[test]
fn money_given_in_parts_says_when_the_last_of_it_came_and_an_overpayment_is_not_hidden() {
    let words = list_of(&first_home(&[(Paid, "2026-03-04", Some(6999)), (Paid, "2026-05-04", Some(3000))]));
    assert!(row(&words).contains("You have had this: £9,999, the last of it on 4 May 2026."), "{words}");
}

#[test]
fn what_was_refused_is_not_called_theirs_and_says_what_to_do() {
    let words = list_of(&first_home(&[(Refused, "2026-06-02", None)]));
    assert!(words.contains("1 was refused. See what you can do."), "{words}");
    assert!(row(&words).contains("The answer was no\nThe answer was no, on 2 June.\nSee what you can do."));
}

#[test]
fn everybody_has_a_list_in_the_order_of_the_page() {
    for own in everybody() {
        let words = list_of(&own);
        let at = |part: &str| words.find(&format!("\n{part}\n")).unwrap_or_default();
        assert!(at("Home") < at("Work and study") && at("Work and study") < at("Money"), "{words}");
    }
}
