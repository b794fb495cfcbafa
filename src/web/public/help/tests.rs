//! Who answers, by the clock.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use chrono::NaiveDateTime;

use super::{
    page::{answering, situations},
    *,
};
use crate::web::testing::{keep, proper, reads, shown};

fn numbers() -> Numbers {
    Numbers {
        team: Some("01632 960 100".into()),
        team_hours: "Monday to Friday, 9am to 5pm".into(),
        emergency: Some("01632 960 199".into()),
        emergency_text: Some("07700 900 199".into()),
        advocate: Some(("Always Heard, free".into(), "0808 800 5792".into())),
        checked: "2026-11-20".parse().ok(),
    }
}

const SUNDAY_EVENING: &str = "2026-11-22T19:40:00";
const MONDAY_MORNING: &str = "2026-11-23T10:00:00";

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

#[test]
fn on_a_sunday_evening_the_emergency_team_answers_and_on_monday_the_team() {
    let [sunday, monday] = [SUNDAY_EVENING, MONDAY_MORNING].map(|now| {
        let html = shown(&HelpNowPage::of(&numbers(), at(now)));
        proper(&html);
        html
    });
    assert!(sunday.contains("tel:999") && sunday.contains("sms:07700900199"));
    assert!(
        sunday.contains("<summary><b>I have nowhere to sleep tonight") && sunday.contains("id=\"bed\""),
        "it leads to what to do"
    );
    assert!(sunday.contains("Exit this page"));
    keep("help-now", &sunday);
    insta::assert_snapshot!("sunday", reads(&sunday));
    let (_, bed) = monday.split_once("id=\"bed\"").unwrap();
    let (bed, _) = bed.split_once("</details>").unwrap();
    assert!(bed.contains("tel:01632960100"), "the situations name whoever answers now: {bed}");
    assert_eq!(situations().len(), 5);
}

#[test]
fn nobody_is_sent_to_a_team_that_is_closed() {
    let only_team = Numbers { emergency: None, ..numbers() };
    assert_eq!(answering(&only_team, at(SUNDAY_EVENING)), None);
    let only_emergency = Numbers { team: None, ..numbers() };
    let monday = answering(&only_emergency, at(MONDAY_MORNING)).unwrap();
    assert_eq!(monday.phone.dial, "01632960199");
}

#[test]
fn with_no_numbers_in_the_settings_there_is_still_999() {
    let html = shown(&HelpNowPage::of(&Numbers::default(), at(MONDAY_MORNING)));
    proper(&html);
    assert!(html.contains("tel:999") && html.contains("tel:116123") && !html.contains("answers now"));
}

#[test]
fn without_a_connection_every_number_is_there() {
    let html = shown(&OfflinePage::of(&numbers()));
    proper(&html);
    keep("offline", &html);
    for number in ["01632960100", "01632960199", "116123", "tel:999"] {
        assert!(html.contains(number), "{number}");
    }
    proper(&shown(&OfflinePage::of(&Numbers::default())));
}

#[test]
fn every_number_says_where_it_was_read_and_when() {
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut numbers = 0;
    for entry in situations() {
        let steps = entry.steps.join(" ");
        let phones = [&entry.call_phone, &entry.also_phone];
        let mut said: Vec<String> =
            phones.iter().filter_map(|number| number.0.as_ref()).map(|phone| phone.dial.clone()).collect();
        // A number in a sentence: adjacent groups of digits.
        for sentence in [steps.as_str(), &entry.line] {
            let mut number = String::new();
            for word in sentence.split(' ').chain([""]) {
                let word = word.trim_end_matches(['.', ',']);
                if !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit()) {
                    number.push_str(word);
                } else {
                    said.push(std::mem::take(&mut number));
                }
            }
        }
        // Ages and 999 are short; 116 123 is the shortest helpline number.
        for number in said.into_iter().filter(|number| number.len() >= 6) {
            numbers += 1;
            let checked = entry.checked.iter().find(|one| figures(&one.number) == number);
            let checked = checked.unwrap_or_else(|| panic!("{}: {number} has no source", entry.id));
            assert!(checked.source.len() > 5 && checked.on.date.is_some(), "{number}");
        }
    }
    assert!(numbers >= 5, "{numbers}");
}
