//! Birthdays of people of the demonstration, seen from Monday 23 November 2026.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::page::TurningPage;
use crate::{
    usecases::young_person::see_turning::see_turning,
    web::{
        desk::YoungPerson,
        testing::{BOROUGH, reads},
        young_person::{
            home::BIRTHDAYS,
            testing::{law, page},
        },
    },
};
use onward_domain::role::Role;

fn of(name: &str, age: u8) -> String {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), |ask| see_turning(ask, age));
    reads(&page(&format!("/turning/{age}"), &TurningPage::of(law(), &seen, age)))
}

#[test]
fn zabi_who_came_alone_reads_first_where_he_sleeps_then_his_papers_and_what_follows() {
    let words = of("Zabi", 18);
    insta::assert_snapshot!("zabi_18", words);
    let at = |text: &str| words.find(text).unwrap_or_else(|| unreachable!("{text}\n{words}"));
    assert!(at("Where you live from then") < at("Who stays with you"));
    assert!(at("Who stays with you") < at("What follows what you have now"));
}

#[test]
fn jay_at_25_reads_what_to_ask_for_before() {
    insta::assert_snapshot!("jay_25", of("Jay", 25));
}

#[test]
fn under_everything_that_ends_stands_what_follows_it_for_everybody_at_every_age() {
    let mut ends = 0;
    for user in BOROUGH.users(Role::YoungPerson) {
        for age in BIRTHDAYS {
            let seen = BOROUGH.read::<YoungPerson, _>(user, |ask| see_turning(ask, age));
            let words = reads(&page(&format!("/turning/{age}"), &TurningPage::of(law(), &seen, age)));
            let lines: Vec<&str> = words.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair[0].ends_with(" ends.")) {
                assert!(pair[1].len() > 20 && !pair[1].ends_with(" ends."), "{pair:?}\n{words}");
                ends += 1;
            }
        }
    }
    assert!(ends > 20, "{ends}");
}

#[test]
fn without_a_date_of_birth_it_is_asked_for() {
    let mut seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), |ask| see_turning(ask, 21));
    seen.birthday = None;
    let words = reads(&page("/turning/21", &TurningPage::of(law(), &seen, 21)));
    assert!(words.contains("We need your date of birth"), "{words}");
}
