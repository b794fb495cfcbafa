#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::web::{
    testing::{BOROUGH, reads},
    young_person::testing::page,
};

fn html(sheet: Sheet<AnswerForm>) -> String {
    let seen = BOROUGH.read::<YoungPerson, _>(BOROUGH.user("Luca"), see_draft);
    page("/my-plan/draft", &DraftPage::of(&seen, sheet))
}

#[test]
fn he_reads_the_plan_before_a_manager_does_and_answers() {
    insta::assert_snapshot!("luca", reads(&html(Sheet::default())));
}

#[test]
fn agreeing_needs_no_words_and_everything_else_its_own() {
    let says = |answer: &str, area: &str, words: &str| AnswerForm {
        answer: answer.into(),
        area: area.into(),
        words: words.into(),
    };
    assert_eq!(says("agree", "", "").read().unwrap().kind, SayingKind::Agree);
    assert!(says("disagree", "", "").read().is_err());
    assert!(says("not_what_i_said", "", "I said near my college").read().is_err(), "which part?");
    let said = says("not_what_i_said", "home", "I said near my college").read().unwrap();
    assert_eq!(said.area, Some(PlanArea::Home));
    let bare = AnswerForm::default();
    assert!(html(Sheet::wrong(bare.clone(), bare.read().unwrap_err())).contains("Choose what you say to it"));
}
