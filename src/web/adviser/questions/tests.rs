//! What the yearly return left open about Jay, as Priya sees it on Monday 23 November 2026.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::adviser::settle_question::SeenQuestions,
    web::{
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::role::Role;
use onward_store::repo::returns::{Answer, ImportQuestion, WordsToChoose};

fn seen() -> SeenQuestions {
    let jay = BOROUGH.person("Jay");
    BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_questions(ask, jay))
}

fn question(what: &str, choice: Option<WordsToChoose>, answer: Option<Answer>) -> ImportQuestion {
    ImportQuestion {
        // The same each time, for the snapshots.
        id: "0193a000-0000-7000-8000-000000000001".parse().unwrap(),
        what: what.into(),
        choice,
        place: Some("2025-26/episodes.csv, line 2".into()),
        asked_at: "2026-11-23T14:00:00Z".parse().unwrap(),
        answer,
        holds: None,
        by_a_return: false,
        settled_at: answer.map(|_| "2026-11-23T15:00:00Z".parse().unwrap()),
        settled_by: None,
        found: answer.map(|_| "Asked her mother".into()),
        agrees: false,
        asks_birth: false,
    }
}

fn page(seen: SeenQuestions) -> String {
    shown(Role::Adviser, "questions", &QuestionsPage::of(seen, NOW.today, FormErrors::none()))
}

#[test]
fn a_contradiction_shows_both_answers_and_a_loose_end_one_button() {
    let choice = WordsToChoose {
        about: "the care episode from 14/07/2024".into(),
        mine: "Full care order".into(),
        theirs: "Section 20".into(),
    };
    let which = question("Which is right?", Some(choice), None);
    let html = page(SeenQuestions { questions: vec![which], ..seen() });
    let times = |html: &str, value: &str| html.matches(&format!("value=\"{value}\"")).count();
    assert_eq!((times(&html, "keep"), times(&html, "take")), (1, 1));
    insta::assert_snapshot!("contradiction", reads(&html));
    let settled = question("Which was right?", None, Some(Answer::KeptMine));
    let loose = question("There is no 31 April 2026", None, None);
    let html = page(SeenQuestions { questions: vec![loose, settled], ..seen() });
    assert_eq!(
        (times(&html, "keep"), times(&html, "take"), html.matches("Answer this question").count()),
        (0, 0, 1)
    );
    assert!(
        html.contains("Asked her mother") && html.contains("Ask it again") && !html.contains("dealt_with")
    );
    insta::assert_snapshot!("loose-end", reads(&html));
    assert!(page(seen()).contains("There is no question to settle."));
}

#[test]
fn someone_who_opened_the_record_from_outside_gets_no_button_and_a_missing_choice_is_reported() {
    let loose = || question("There is no 31 April 2026", None, None);
    let outside = SeenQuestions { questions: vec![loose()], may_change: false, ..seen() };
    assert!(!page(outside).contains("Answer this question"));
    let mine = SeenQuestions { questions: vec![loose()], ..seen() };
    let errors = FormErrors::one(&page::anchor(loose().id), told::ChooseAnswer);
    let html = shown(Role::Adviser, "questions-error", &QuestionsPage::of(mine, NOW.today, errors));
    assert!(html.contains("<title>Error: ") && html.contains("Choose one of the answers"));
}

#[test]
fn a_question_about_the_date_of_birth_has_a_field_for_it_and_one_that_a_return_answered_says_so() {
    let asked = ImportQuestion {
        holds: Some(onward_domain::returns::ssda903::Holds::Birth),
        asks_birth: true,
        ..question("Found to be an adult. Which date of birth is accepted?", None, None)
    };
    let seen_one = SeenQuestions { questions: vec![asked.clone()], ..seen() };
    let form = AnswerForm::default();
    let errors = form.read(NOW.today).unwrap_err();
    let sheet = Sheet::wrong(form, errors);
    let one = QuestionPage::of(&seen_one, asked.id, NOW.today, sheet).unwrap();
    let html = shown(Role::Adviser, "question", &one);
    assert!(html.contains("name=\"day-year\"") && html.contains("Write what you found out"));
    let answered =
        ImportQuestion { by_a_return: true, ..question("When did it end?", None, Some(Answer::DealtWith)) };
    let html = page(SeenQuestions { questions: vec![answered], ..seen() });
    assert!(
        html.contains("A later return answered it, on 23 November 2026") && !html.contains("Ask it again")
    );
}
