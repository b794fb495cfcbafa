//! Saying that something is wrong, for people of the demonstration.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{
    WrongForm,
    page::{About, SayWrongPage, WrongPage},
};
use crate::{
    usecases::young_person::rectify::{SeenRecorded, see_recorded},
    web::{
        desk::YoungPerson,
        form::Sheet,
        testing::{BOROUGH, reads},
        young_person::testing::{day, law, page},
    },
};
use onward_domain::{
    id::{PersonId, RectificationId},
    rectification::{Answer, Outcome, Rectification, Said},
};

fn jay() -> SeenRecorded {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Jay"), see_recorded)
}

fn form_of(form: WrongForm) -> String {
    reads(&page("/wrong/new", &SayWrongPage::of(law(), &jay(), Sheet::new(form))))
}

#[test]
fn jay_is_asked_what_is_wrong_and_reads_by_when_he_is_answered() {
    let words = form_of(WrongForm { about: "dates".into(), ..WrongForm::default() });
    let last = jay().contacts.first().unwrap().id.to_string();
    insta::assert_snapshot!("jay", words.replace(&last, "its id"));
}

#[test]
fn a_thing_that_the_address_names_stands_first_with_what_we_have_and_nonsense_is_passed_over() {
    let words = form_of(WrongForm { about: "9".into(), ..WrongForm::default() });
    assert!(words.contains("[9x]") && words.contains("Money for your first home: "), "{words}");
    let nonsense = form_of(WrongForm { about: "999".into(), ..WrongForm::default() });
    assert!(!nonsense.contains("x]"), "{nonsense}");
}

#[test]
fn any_fact_the_home_the_course_and_a_contact_can_be_named_each_with_what_we_have() {
    let jay = jay();
    let of = |word: &str| About::of(law(), &jay, word);
    let contact = jay.contacts.first().unwrap();
    let shown = of(&format!("contact:{}", contact.id)).unwrap();
    assert_eq!(shown.key, format!("contact:{}", contact.id));
    assert!(of("home").unwrap().shown.to_string().contains("in this home since"));
    assert_eq!(of("course").unwrap().key, "course");
    let mut facts = 0;
    for fact in &jay.own.answered {
        if let Some(about) = of(&format!("fact:{}", fact.number())) {
            assert_eq!(about.key, format!("fact:{}", fact.word()));
            assert!(about.shown.to_string().contains('?'), "{}", about.shown);
            facts += 1;
        }
    }
    assert!(facts > 0, "{:?}", jay.own.answered);
    assert!(of("fact:999").is_none() && of("fact:x").is_none());
    assert!(of(&format!("contact:{}", PersonId::new())).is_none(), "of somebody else");
    let words = form_of(WrongForm { about: "home".into(), ..WrongForm::default() });
    assert!(words.contains("[homex]"), "{words}");
}

#[test]
fn what_is_right_has_to_be_written() {
    let jay = jay();
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
