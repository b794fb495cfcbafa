//! Years of people of the demonstration, on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{form::WhatIfForm, page::YearsPage};
use crate::{
    usecases::young_person::see_years::see_years,
    web::{
        desk::YoungPerson,
        form::{Sheet, WrittenDay},
        testing::{BOROUGH, reads},
        young_person::testing::{day, law, page},
    },
};
use onward_domain::role::Role;

fn of(name: &str, form: WhatIfForm) -> String {
    let today = day("2026-11-23");
    let (change, sheet) = match form.read(today) {
        _ if form.change.is_empty() => (None, Sheet::default()),
        Ok(change) => (Some(change), Sheet::new(form)),
        Err(errors) => (None, Sheet::wrong(form, errors)),
    };
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), |ask| see_years(ask, change.as_ref()));
    reads(&page("/my-years", &YearsPage::of(law(), &seen, sheet)))
}

fn change(word: &str) -> WhatIfForm {
    WhatIfForm { change: word.into(), on: WrittenDay::default() }
}

#[test]
fn jay_sees_his_years_as_a_line_and_as_a_list() {
    insta::assert_snapshot!("jay", of("Jay", WhatIfForm::default()));
}

#[test]
fn jay_who_tries_an_apprenticeship_reads_what_he_gains_in_pounds_and_from_when() {
    let words = of("Jay", change("apprenticeship"));
    let (_, after) = words.split_once("You would have\n").unwrap();
    assert!(after.contains("Money when you start an apprenticeship"), "{words}");
    assert!(after.contains("£3,000") && after.contains("From 23 November 2026"), "{words}");
    assert!(words.contains("Nothing is saved, and nobody is told."), "{words}");
}

#[test]
fn shannon_in_care_can_try_leaving_care_and_jay_can_t() {
    assert!(of("Shannon", WhatIfForm::default()).contains("I leave care"));
    assert!(!of("Jay", WhatIfForm::default()).contains("I leave care"));
    let march = WhatIfForm { change: "care_ends".into(), on: WrittenDay::new("1", "12", "2026") };
    assert!(of("Shannon", march).contains("You would no longer have"));
}

#[test]
fn what_a_baby_or_support_brings_begins_on_the_chosen_day_not_today() {
    let on = |word: &str, day: WrittenDay| WhatIfForm { change: word.into(), on: day };
    let gains = |name: &str, form| {
        let words = of(name, form);
        let (_, after) = words.split_once("You would have\n").unwrap_or_else(|| unreachable!("{words}"));
        after.split("Before you decide").next().unwrap().to_owned()
    };
    let baby = gains("Amara", on("baby", WrittenDay::new("20", "5", "2027")));
    assert!(baby.contains("From 20 May 2027"), "{baby}");
    assert!(!baby.contains("2026"), "nothing starts before the baby\n{baby}");
    let jay = of("Jay", on("support", WrittenDay::new("1", "6", "2028")));
    assert!(!jay.contains("From 23 November 2026"), "{jay}");
}

#[test]
fn moving_in_with_a_parent_is_offered_to_everybody_and_counts_from_its_day() {
    for user in BOROUGH.users(Role::YoungPerson) {
        let seen = BOROUGH.read::<YoungPerson, _>(user, |ask| see_years(ask, None));
        let words = reads(&page("/my-years", &YearsPage::of(law(), &seen, Sheet::default())));
        assert!(words.contains("I move in with a parent") || words.contains("We need your date"), "{words}");
    }
    let shannon =
        of("Shannon", WhatIfForm { change: "parent".into(), on: WrittenDay::new("1", "2", "2027") });
    assert!(!shannon.contains("From 23 November 2026"), "{shannon}");
    assert!(shannon.contains("What if: I move in with a parent"), "{shannon}");
}

#[test]
fn a_change_that_is_none_and_a_day_that_has_passed_are_told() {
    let words = of("Jay", WhatIfForm { change: "fly".into(), on: WrittenDay::new("1", "1", "2020") });
    assert!(words.contains("Choose one") && words.contains("There is a problem"), "{words}");
}

#[test]
fn everybody_has_years_and_every_page_is_proper() {
    for user in BOROUGH.users(Role::YoungPerson) {
        let seen = BOROUGH.read::<YoungPerson, _>(user, |ask| see_years(ask, None));
        let words = reads(&page("/my-years", &YearsPage::of(law(), &seen, Sheet::default())));
        assert!(words.contains("What is coming") && words.contains("You turn 25"), "{words}");
    }
    let mut nobody = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), |ask| see_years(ask, None));
    nobody.years = None;
    nobody.own = crate::web::young_person::testing::sam();
    assert!(
        reads(&page("/my-years", &YearsPage::of(law(), &nobody, Sheet::default())))
            .contains("We need your date of birth")
    );
}

#[test]
fn a_change_a_lifetime_away_is_asked_about_again_and_works_nothing_out() {
    let words = of("Jay", WhatIfForm { change: "university".into(), on: WrittenDay::new("1", "9", "2099") });
    assert!(words.contains("Check the year. That day is a lifetime away"), "{words}");
    assert!(!words.contains("You would have"), "{words}");
}
