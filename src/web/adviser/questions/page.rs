//! What the page with an import's questions shows.

use chrono::NaiveDate;
use onward_domain::{id::QuestionId, returns::ssda903::Holds};
use onward_store::repo::returns::{Answer, ImportQuestion};
use serde::Serialize;

use super::form::AnswerForm;
use crate::{
    clock::london_day,
    usecases::adviser::settle_question::SeenQuestions,
    web::{
        adviser::who::Who,
        form::Sheet,
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

/// The page of a question that leaves nothing to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionPage {
    who: Who,
    question: Open,
    /// The date of birth that is recorded, for a question about it.
    born: Option<NaiveDate>,
    #[serde(flatten)]
    sheet: Sheet<AnswerForm>,
}

impl Page for QuestionPage {
    const TEMPLATE: &str = "adviser/question.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl QuestionPage {
    /// The page; none for a question that does not wait, and where one of two answers is chosen in the list.
    pub fn of(
        seen: &SeenQuestions,
        which: QuestionId,
        today: NaiveDate,
        sheet: Sheet<AnswerForm>,
    ) -> Option<Self> {
        let question = seen.questions.iter().find(|each| each.id == which && each.answer.is_none())?;
        let question = Some(question).filter(|each| each.choice.is_none())?;
        Some(Self {
            who: Who::in_record(&seen.person, seen.may_change, today),
            born: seen.person.identity.born,
            question: open(question.clone()),
            sheet,
        })
    }
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
    /// Record and return say the same by now.
    agrees: bool,
    /// `birth`, `care`, or nothing: what its answer is written as.
    about: &'static str,
    /// What was found out before it was asked again.
    found: Option<String>,
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
    id: QuestionId,
    what: String,
    /// `kept`, `took`, `dealt-with`, or `return` where a later return answered it.
    answer: &'static str,
    on: Option<NaiveDate>,
    by: Option<String>,
    found: Option<String>,
    /// It can be asked again here.
    again: bool,
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
                Some(answer) => page.settled.push(Settled {
                    id: question.id,
                    what: question.what,
                    answer: if question.by_a_return { "return" } else { key(answer) },
                    on: question.settled_at.map(london_day),
                    by: question.settled_by.and_then(|user| seen.names.get(&user).cloned()),
                    found: question.found,
                    // What the record took over is corrected in the record.
                    again: !question.by_a_return && answer != Answer::TookReturn,
                }),
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
        about: match question.holds {
            _ if question.asks_birth => "birth",
            Some(Holds::Care) => "care",
            Some(Holds::Birth) | None => "",
        },
        agrees: question.agrees,
        found: question.found,
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
