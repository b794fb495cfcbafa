//! What a young person says is wrong, as their adviser sees it.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{AnswerForm, page::SaidWrongPage};
use crate::{
    usecases::adviser::answer_rectification::{SeenSaidWrong, see_said_wrong},
    web::{
        desk::Adviser,
        form::Sheet,
        page_check::shown,
        testing::{BOROUGH, reads},
    },
};
use onward_domain::{
    id::RectificationId,
    rectification::{Answer, Outcome, Rectification, Said},
    role::Role,
};

fn seen(answers: &[Option<Outcome>]) -> SeenSaidWrong {
    let jay = BOROUGH.person("Jay");
    let empty = BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_said_wrong(ask, jay));
    let at = |text: &str| format!("{text}T12:00:00Z").parse().unwrap();
    let said = answers.iter().map(|answer| Rectification {
        id: RectificationId::new(),
        person: jay,
        said: Said {
            about: "care".into(),
            shown: "The dates of my time in care".into(),
            words: "It was June".into(),
        },
        said_at: at("2026-11-10"),
        said_by: None,
        answer_by: "2026-11-17".parse().unwrap(),
        answer: answer.map(|outcome| Answer {
            outcome,
            words: "We asked".into(),
            at: at("2026-11-16"),
            by: None,
        }),
    });
    SeenSaidWrong { said: said.collect(), ..empty }
}

fn of(
    seen: &SeenSaidWrong,
    which: Option<RectificationId>,
    sheet: Sheet<AnswerForm>,
    beaten: bool,
) -> String {
    let today = "2026-11-23".parse().unwrap();
    reads(&shown(Role::Adviser, "said-wrong", &SaidWrongPage::of(seen, today, which, sheet, beaten)))
}

#[test]
fn what_waits_stands_first_with_the_day_that_was_promised() {
    let words = of(&seen(&[None, Some(Outcome::Kept)]), None, Sheet::default(), false);
    insta::assert_snapshot!("jay", words);
    assert!(of(&seen(&[]), None, Sheet::default(), false).contains("Nothing waits for an answer."));
}

#[test]
fn an_answer_without_words_is_told_beside_its_form_and_a_colleagues_answer_loses_nobodys_words() {
    let seen = seen(&[None, None]);
    let which = seen.said.first().map(|each| each.id);
    let form = AnswerForm { outcome: "kept".into(), words: String::new() };
    let errors = form.read().unwrap_err();
    let words = of(&seen, which, Sheet::wrong(form, errors), false);
    assert!(words.contains("Write what was done, or why it stays"), "{words}");
    let form = AnswerForm { outcome: "kept".into(), words: "I looked it up".into() };
    let words = of(&seen, which, Sheet::new(form), true);
    assert!(words.contains("A colleague answered first") && words.contains("I looked it up"), "{words}");
}
