//! `/adviser/people/{person}/questions`: questions raised by imports of the yearly return for someone to settle.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::{PersonId, QuestionId};
use onward_store::repo::returns::{Answer, Settled};
use serde::Deserialize;

use self::page::QuestionsPage;
use crate::{
    usecases::adviser::settle_question::{see_questions, settle_question},
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/adviser/people/{person}/questions", Audience::Adviser, questions),
        post("/adviser/people/{person}/questions/{question}", Audience::Adviser, settle),
    ]
}

/// How a question is to be settled: which of its buttons was pressed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AnswerForm {
    answer: String,
}

impl AnswerForm {
    fn read(&self) -> Option<Answer> {
        match self.answer.as_str() {
            "keep" => Some(Answer::KeptMine),
            "take" => Some(Answer::TookReturn),
            "dealt_with" => Some(Answer::DealtWith),
            _ => None,
        }
    }
}

async fn questions(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, FormErrors::none()).await
}

async fn settle(desk: Desk<Adviser>, at: Path<(PersonId, QuestionId)>, form: Form<AnswerForm>) -> PageResult {
    let (person, question) = at.into_inner();
    if let Some(answer) = form.read() {
        let settled = desk.write(move |ask| settle_question(ask, person, question, answer)).await?;
        if settled != Settled::NothingToTake {
            return Ok(see_other(&format!("/adviser/people/{person}/questions")));
        }
    }
    let errors = FormErrors::one(&page::anchor(question), says::adviser::questions::ChooseAnswer);
    show(&desk, person, errors).await
}

async fn show(desk: &Desk<Adviser>, person: PersonId, errors: FormErrors) -> PageResult {
    let seen = desk.read(move |ask| see_questions(ask, person)).await?;
    desk.show(&QuestionsPage::of(seen, desk.now().today, errors))
}
