//! Saying that something is wrong, for people of the demonstration.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{
    WrongForm,
    page::{About, SayWrongPage, WrongPage},
};
use crate::web::{
    form::Sheet,
    testing::reads,
    young_person::testing::{day, law, own, page},
};
use onward_domain::{
    id::{PersonId, RectificationId},
    rectification::{Answer, Outcome, Rectification, Said},
};

fn form_of(form: WrongForm) -> String {
    reads(&page("/wrong/new", &SayWrongPage::of(law(), &own("Jay"), Sheet::new(form))))
}

#[test]
fn jay_is_asked_what_is_wrong_and_reads_by_when_he_is_answered() {
    let words = form_of(WrongForm { about: "dates".into(), ..WrongForm::default() });
    insta::assert_snapshot!("jay", words);
}

#[test]
fn a_thing_that_the_address_names_stands_first_with_what_we_have_and_nonsense_is_passed_over() {
    let words = form_of(WrongForm { about: "9".into(), ..WrongForm::default() });
    assert!(words.contains("[9x]") && words.contains("Money for your first home: "), "{words}");
    let nonsense = form_of(WrongForm { about: "999".into(), ..WrongForm::default() });
    assert!(!nonsense.contains("x]"), "{nonsense}");
}

#[test]
fn what_is_right_has_to_be_written() {
    let jay = own("Jay");
    let know = |word: &str| About::of(law(), &jay, word);
    let errors = WrongForm::default().read(know).unwrap_err();
    assert!(errors.said("about").is_some() && errors.said("words").is_some());
    let said = WrongForm { about: "birth".into(), words: "It is the 13th".into() }.read(know).unwrap();
    assert_eq!((said.about.as_str(), said.words.as_str()), ("birth", "It is the 13th"));
    assert!(said.shown.contains("13 May 2007"), "{}", said.shown);
}

fn said(answer: Option<Outcome>) -> Rectification {
    let at = |text: &str| format!("{text}T12:00:00Z").parse().unwrap();
    Rectification {
        id: RectificationId::new(),
        person: PersonId::new(),
        said: Said {
            about: "care".into(),
            shown: "The dates of my time in care".into(),
            words: "June".into(),
        },
        said_at: at("2026-11-10"),
        said_by: None,
        answer_by: day("2026-11-17"),
        answer: answer.map(|outcome| Answer {
            outcome,
            words: "We asked".into(),
            at: at("2026-11-16"),
            by: None,
        }),
    }
}

fn list_of(all: &[Rectification]) -> String {
    reads(&page("/wrong", &WrongPage::of(all, day("2026-11-23"))))
}

#[test]
fn what_was_said_is_followed_to_its_answer() {
    let waits = list_of(&[said(None)]);
    assert!(
        waits.contains("You were promised an answer by Tuesday 17 November. That day has passed."),
        "{waits}"
    );
    let both = list_of(&[said(Some(Outcome::Kept)), said(Some(Outcome::Corrected))]);
    assert!(both.contains("It stays as it was.") && both.contains("Information Commissioner"), "{both}");
    assert!(both.contains("It was wrong, and we have put it right."), "{both}");
    assert!(list_of(&[]).contains("Nothing yet"));
}
