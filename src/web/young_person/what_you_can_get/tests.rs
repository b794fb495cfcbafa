//! The list, for people in the demonstration on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use onward_domain::entitlement::EntitlementAct::{self, Paid, Refused, Told};

use super::page::{Asked, WhatYouCanGetPage};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{
        testing::reads,
        young_person::testing::{everybody, first_home, law, own, page, sam},
    },
};

fn list_of(own: &Own) -> String {
    asked(own, &Asked::default(), "")
}

fn asked(own: &Own, asked: &Asked, q: &str) -> String {
    reads(&page("/what-you-can-get", &WhatYouCanGetPage::of(law(), own, asked, q)))
}

fn need(own: &Own, need: &str) -> String {
    asked(own, &Asked { need: need.into() }, "")
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
    let ledger = [told, (Paid, "2026-10-02", Some(1850)), (EntitlementAct::Asked, "2026-11-18", Some(290))];
    let words = need(&first_home(&ledger), "home");
    assert_eq!(row(&words), "£1,650 left\nYours now, you asked\nYou asked for £290 on 18 November.");
}

#[test]
fn what_was_had_is_no_longer_counted_as_theirs_and_stands_apart_from_what_can_be_asked_for() {
    let asked_again = (EntitlementAct::Asked, "2026-06-02", None);
    let had = first_home(&[(Paid, "2026-05-04", Some(3500)), asked_again]);
    let words = list_of(&had);
    let (asks, apart) = words.split_once("What you get, or have had").unwrap();
    assert!(!asks.contains("Money for your first home"), "{asks}");
    assert!(
        apart.contains("Money for your first home£3,500\nYou have had it")
            || apart.contains("Money for your first home\n£3,500"),
        "{apart}"
    );
    let now = |words: &str| {
        let (before, _) = words.split_once(" things are yours now.").unwrap_or_default();
        before.rsplit('\n').next().and_then(|count| count.parse::<i64>().ok())
    };
    assert_eq!(now(&words).map(|count| count + 1), now(&list_of(&first_home(&[]))), "{words}");
}

#[test]
fn money_given_in_parts_says_when_the_last_of_it_came_and_what_was_given_too_much_is_not_hidden() {
    let had = first_home(&[(Paid, "2026-03-04", Some(6999)), (Paid, "2026-05-04", Some(3000))]);
    let words = asked(&had, &Asked::default(), "first home");
    assert!(row(&words).contains("You have had this: £9,999, the last of it on 4 May 2026."), "{words}");
}

#[test]
fn what_was_refused_is_not_called_theirs_and_says_what_to_do() {
    let refused = first_home(&[(Refused, "2026-06-02", None)]);
    assert!(list_of(&refused).contains("1 was refused. See what you can do."));
    let words = need(&refused, "home");
    assert!(
        row(&words).contains("The answer was no\nThe answer was no, on 2 June.\nSee what you can do."),
        "{words}"
    );
}

#[test]
fn everybody_has_a_list_in_the_order_of_the_page() {
    for own in everybody() {
        let words = list_of(&own);
        let at = |part: &str| words.find(&format!("\n{part}\n")).unwrap_or_default();
        assert!(at("Home") < at("Work and study") && at("Work and study") < at("Money"), "{words}");
        assert!(at("Money") < at("Me and my rights"), "{words}");
    }
}

#[test]
fn what_the_council_does_anyway_stands_apart_and_everything_is_on_the_page_once() {
    let words = list_of(&own("Jay"));
    let (asks, anyway) = words.split_once("Done for you anyway").unwrap();
    assert!(!asks.contains("Your own adviser") && anyway.contains("Your own adviser"), "{words}");
    let needs = asks.split_once("Find a thing").unwrap().1;
    for entry in law().entitlements() {
        let is_line = |line: &str| {
            line == entry.name
                || line.strip_prefix(&entry.name).is_some_and(|rest| rest.starts_with(['£', 'a']))
        };
        assert!(needs.lines().filter(|line| is_line(line)).count() <= 1, "{} twice\n{words}", entry.name);
    }
}

#[test]
fn a_search_finds_every_word_and_says_what_to_do_where_it_finds_nothing() {
    let look = |q: &str| asked(&own("Jay"), &Asked::default(), q);
    let words = look("first HOME");
    assert!(words.contains("for “first HOME”.") && words.contains("Money for your first home"), "{words}");
    assert!(!words.contains("Your vote"), "{words}");
    let nothing = look("<b>zebra</b>");
    assert!(nothing.contains("Nothing with these words") && nothing.contains("[<b>zebra</b>]"), "{nothing}");
    assert!(look("   ").contains("Worth asking for first"), "nothing was looked for");
}

#[test]
fn a_need_has_a_page_of_its_own_and_an_old_address_still_works() {
    assert!(need(&own("Jay"), "money").starts_with("Back\nMoney\n"));
    assert!(need(&own("Jay"), "shoes").contains("Worth asking for first"));
}
