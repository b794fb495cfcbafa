//! What the page with an import's questions shows.

use chrono::NaiveDate;
use onward_domain::id::QuestionId;
use onward_store::repo::returns::{Answer, ImportQuestion};
use serde::Serialize;

use crate::{
    usecases::adviser::settle_question::SeenQuestions,
    web::{
        adviser::who::Who,
        parts::At,
        view::{FormErrors, FormState, Page},
    },
};

/// The questions about one person.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionsPage {
    who: Who,
    errors: FormErrors,
    open: Vec<Open>,
    settled: Vec<Settled>,
}

/// A question to settle.
#[derive(Debug, Clone, Serialize)]
struct Open {
    id: QuestionId,
    anchor: String,
    what: String,
    place: Option<String>,
    asked: At,
    choice: Option<Both>,
}

/// What the record says, and what the return says.
#[derive(Debug, Clone, Serialize)]
struct Both {
    mine: String,
    theirs: String,
}

/// A settled question.
#[derive(Debug, Clone, Serialize)]
struct Settled {
    what: String,
    answer: &'static str,
}

impl Page for QuestionsPage {
    const TEMPLATE: &str = "adviser/questions.html";

    fn state(&self) -> FormState {
        if self.errors.is_empty() { FormState::Fresh } else { FormState::Wrong }
    }
}

/// Where a question is on the page.
pub fn anchor(question: QuestionId) -> String {
    format!("q-{question}")
}

impl QuestionsPage {
    /// Those to settle, and those already settled.
    pub fn of(seen: SeenQuestions, today: NaiveDate, errors: FormErrors) -> Self {
        let who = Who::in_record(&seen.person, seen.may_change, today);
        let mut page = Self { who, errors, open: Vec::new(), settled: Vec::new() };
        for question in seen.questions {
            match question.answer {
                Some(answer) => {
                    page.settled.push(Settled { what: question.what, answer: key(answer) });
                }
                None => page.open.push(open(question)),
            }
        }
        page
    }
}

fn open(question: ImportQuestion) -> Open {
    Open {
        id: question.id,
        anchor: anchor(question.id),
        what: question.what,
        place: question.place,
        asked: question.asked_at.into(),
        choice: question.choice.map(|choice| Both { mine: choice.mine, theirs: choice.theirs }),
    }
}

const fn key(answer: Answer) -> &'static str {
    match answer {
        Answer::KeptMine => "kept",
        Answer::TookReturn => "took",
        Answer::DealtWith => "dealt-with",
    }
}
