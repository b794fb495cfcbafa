//! `/adviser/people/{person}/questions`: questions raised by imports of the yearly return for someone to settle.
//!
//! Where there are two answers, one is chosen in the list. Any other has a page of its own, where what was found out is written.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::{PersonId, QuestionId};
use onward_store::repo::returns::Settled;

use self::{
    form::{AnswerForm, Sent},
    page::{QuestionPage, QuestionsPage},
};
use crate::{
    usecases::adviser::settle_question::{FoundOut, ask_again, find_out, see_questions, settle_question},
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors, Nothing, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::adviser::questions as told,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/adviser/people/{person}/questions", Audience::Adviser, questions),
        get("/adviser/people/{person}/questions/{question}", Audience::Adviser, question),
        post("/adviser/people/{person}/questions/{question}", Audience::Adviser, settle),
        post("/adviser/people/{person}/questions/{question}/again", Audience::Adviser, again),
    ]
}

async fn questions(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    list(&desk, *at, FormErrors::none()).await
}

async fn question(desk: Desk<Adviser>, at: Path<(PersonId, QuestionId)>) -> PageResult {
    let (person, question) = at.into_inner();
    one(&desk, person, question, Sheet::default()).await
}

async fn settle(desk: Desk<Adviser>, at: Path<(PersonId, QuestionId)>, form: Form<AnswerForm>) -> PageResult {
    let (person, question) = at.into_inner();
    let form = form.into_inner();
    let settled = match form.read(desk.now().today) {
        Err(errors) => return one(&desk, person, question, Sheet::wrong(form, errors)).await,
        Ok(Sent::Chosen(answer)) => {
            desk.write(move |ask| settle_question(ask, person, question, answer)).await?
        }
        Ok(Sent::Found(found)) => {
            match desk.write(move |ask| find_out(ask, person, question, &found)).await? {
                FoundOut::Settled(settled) => settled,
                FoundOut::NeedsBirth => {
                    let errors = FormErrors::one("day", told::NoBirth);
                    return one(&desk, person, question, Sheet::wrong(form, errors)).await;
                }
            }
        }
    };
    if matches!(settled, Settled::NothingToTake | Settled::NothingFound) {
        let errors = FormErrors::one(&page::anchor(question), told::ChooseAnswer);
        return list(&desk, person, errors).await;
    }
    Ok(see_other(&format!("/adviser/people/{person}/questions")))
}

async fn again(desk: Desk<Adviser>, at: Path<(PersonId, QuestionId)>, _form: Form<Nothing>) -> PageResult {
    let (person, question) = at.into_inner();
    desk.write(move |ask| ask_again(ask, person, question)).await?;
    Ok(see_other(&format!("/adviser/people/{person}/questions")))
}

async fn list(desk: &Desk<Adviser>, person: PersonId, errors: FormErrors) -> PageResult {
    let seen = desk.read(move |ask| see_questions(ask, person)).await?;
    desk.show(&QuestionsPage::of(seen, desk.now().today, errors))
}

/// A page of its own, while the question waits.
async fn one(
    desk: &Desk<Adviser>,
    person: PersonId,
    question: QuestionId,
    sheet: Sheet<AnswerForm>,
) -> PageResult {
    let seen = desk.read(move |ask| see_questions(ask, person)).await?;
    match QuestionPage::of(&seen, question, desk.now().today, sheet) {
        Some(page) => desk.show(&page),
        // Settled meanwhile, or answered in the list.
        None => Ok(see_other(&format!("/adviser/people/{person}/questions"))),
    }
}
