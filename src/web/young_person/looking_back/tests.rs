//! Looking back, for people of the demonstration on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{LetterForm, letter::LetterPage, page::LookingBackPage};
use crate::{
    usecases::young_person::look_back::{OwnPast, look_back},
    web::{
        desk::YoungPerson,
        form::Sheet,
        testing::{BOROUGH, reads},
        young_person::testing::{law, page},
    },
};
use onward_domain::{looking_back::Recorded, role::Role};
use scraper::{Html, Selector};

fn past(name: &str) -> OwnPast {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), look_back)
}

fn words_of(past: &OwnPast) -> String {
    reads(&page("/looking-back", &LookingBackPage::of(law(), past)))
}

#[test]
fn jay_sees_year_by_year_what_is_not_recorded_here_and_what_can_be_done() {
    insta::assert_snapshot!("jay", words_of(&past("Jay")));
}

#[test]
fn each_thing_that_is_not_recorded_leads_to_saying_that_one_had_it() {
    let html = page("/looking-back", &LookingBackPage::of(law(), &past("Jay")));
    let link = Selector::parse("section[aria-labelledby='right'] a[href^='/wrong/new?about=']").unwrap();
    let letter = Selector::parse("section[aria-labelledby='right'] a[href$='/letter']").unwrap();
    let parsed = Html::parse_document(&html);
    assert!(parsed.select(&link).count() > 0);
    assert_eq!(parsed.select(&link).count(), parsed.select(&letter).count());
}

#[test]
fn nobody_is_told_that_they_did_not_get_something() {
    for user in BOROUGH.users(Role::YoungPerson) {
        let past = BOROUGH.read::<YoungPerson, _>(user, look_back);
        let words = words_of(&past).to_lowercase();
        for wrong in ["did not get", "didn't get", "didn’t get", "never got"] {
            assert!(!words.contains(wrong), "{words}");
        }
    }
}

#[test]
fn everything_that_is_not_recorded_has_a_letter_with_only_what_stands_on_the_page() {
    let past = past("Jay");
    let words = words_of(&past);
    let mut letters = 0;
    for owed in past.years.iter().flat_map(|year| &year.owed).filter(|owed| owed.recorded == Recorded::Not) {
        let address = crate::web::law_words::address(law().entitlements(), owed.which.place());
        let letter = LetterPage::of(law(), &past, "Stockton Riverside Council", &address, None).unwrap();
        let text = reads(&page("/looking-back/9/letter", &letter));
        assert!(text.contains("To: Stockton Riverside Council, leaving care team"), "{text}");
        assert!(text.contains("Please answer by 30 November 2026.") && text.contains("Jay Linton"), "{text}");
        let entry = law().entitlements().get(owed.which.place()).unwrap();
        assert!(words.contains(&entry.name) && text.contains(&entry.name), "{text}");
        letters += 1;
    }
    assert!(letters > 0, "{words}");
}

#[test]
fn jays_letter_about_money_for_his_first_home_can_be_changed_and_is_never_sent_empty() {
    let past = past("Jay");
    let of = |sheet| LetterPage::of(law(), &past, "Stockton Riverside Council", "9", sheet);
    insta::assert_snapshot!("letter", reads(&page("/looking-back/9/letter", &of(None).unwrap())));
    let form = LetterForm { words: "  ".into(), ..LetterForm::default() };
    let errors = form.read().unwrap_err();
    let words = reads(&page("/looking-back/9/letter", &of(Some(Sheet::wrong(form, errors))).unwrap()));
    assert!(words.contains("Write your letter"), "{words}");
    assert!(LetterPage::of(law(), &past, "x", "999", None).is_none());
}

#[test]
fn what_jay_changed_is_what_he_prints_and_the_heading_stays_on_the_screen() {
    let past = past("Jay");
    let form = LetterForm { words: "Dear team,\n\nI never had it.".into(), act: "show".into() };
    let letter = LetterPage::of(law(), &past, "Stockton Riverside Council", "9", Some(Sheet::new(form)));
    let html = page("/looking-back/9/letter", &letter.unwrap());
    let paper = Selector::parse(".app-print > :not(.app-noprint)").unwrap();
    let printed: Vec<String> =
        Html::parse_document(&html).select(&paper).map(|line| line.text().collect()).collect();
    assert_eq!(printed, ["Dear team,", "I never had it."]);
}
