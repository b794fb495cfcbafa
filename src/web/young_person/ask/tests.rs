//! The page that asks, for people of the demonstration on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{form::AskForm, page::AskPage};
use crate::{
    settings::Settings,
    usecases::young_person::see_own_pages::Own,
    web::{
        form::Sheet,
        public::help::answering_now,
        testing::reads,
        young_person::testing::{law, own, page},
    },
};

fn numbers() -> Settings {
    Settings {
        team_phone: Some("01632 960 100".into()),
        emergency_phone: Some("01632 960 199".into()),
        ..Settings::default()
    }
}

fn of(own: &Own, address: &str, at: &str, sheet: Sheet<AskForm>) -> String {
    let now = answering_now(&numbers(), at.parse().unwrap());
    let shown = AskPage::of(law(), own, address, now, sheet).unwrap();
    assert!(shown.can_ask() && !shown.is_on_its_way());
    reads(&page("/what-you-can-get/9/ask", &shown))
}

const MORNING: &str = "2026-11-23T10:00:00";

#[test]
fn jay_asks_for_money_for_his_first_home_and_reads_by_when_he_hears() {
    insta::assert_snapshot!("jay", of(&own("Jay"), "9", MORNING, Sheet::default()));
}

#[test]
fn in_an_emergency_who_answers_now_stands_on_top_at_night_too() {
    let day = of(&own("Jay"), "26", MORNING, Sheet::default());
    assert!(
        day.contains("Your leaving care team answers now.\nCall your leaving care team01632 960 100"),
        "{day}"
    );
    let night = of(&own("Jay"), "26", "2026-11-22T23:30:00", Sheet::default());
    assert!(night.contains("The emergency team answers now."), "{night}");
    let (first, ask) = (night.find("01632 960 199").unwrap(), night.find("Ask here too").unwrap());
    assert!(first < ask, "the number comes before the form");
    assert!(night.contains("Somebody gets back to you today."), "{night}");
}

#[test]
fn a_sum_that_is_none_is_told_and_what_was_written_stays() {
    let form = AskForm { words: "A washing machine".into(), amount: "lots".into() };
    let errors = form.read(true).unwrap_err();
    let words = of(&own("Jay"), "9", MORNING, Sheet::wrong(form, errors));
    assert!(words.contains("There is a problem") && words.contains("A washing machine"), "{words}");
    assert!(words.contains("[lots]"), "{words}");
}

#[test]
fn in_an_emergency_too_what_is_wrong_is_told_on_top_and_who_answers_stays() {
    let form = AskForm { words: format!("No food{}", "!".repeat(1000)), ..AskForm::default() };
    let errors = form.read(false).unwrap_err();
    let words = of(&own("Jay"), "26", MORNING, Sheet::wrong(form, errors));
    let at = |text: &str| words.find(text).unwrap_or_else(|| unreachable!("{text}\n{words}"));
    assert!(at("There is a problem") < at("Your leaving care team answers now."), "{words}");
    assert!(at("Your leaving care team answers now.") < at("No food"), "{words}");
}

#[test]
fn asking_needs_nothing_filled_in_and_a_thing_without_a_sum_takes_none() {
    let empty = AskForm::default().read(true).unwrap();
    assert_eq!((empty.words, empty.amount), (None, None));
    let form = AskForm { amount: "290".into(), ..AskForm::default() };
    assert_eq!(form.read(false).unwrap().amount, None);
    assert!(AskForm { words: "x".repeat(1001), ..AskForm::default() }.read(false).is_err());
}
