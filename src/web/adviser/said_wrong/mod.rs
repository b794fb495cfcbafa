//! `/adviser/people/{person}/said-wrong`: what a young person says is wrong in their record, and the answer to each.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{
    id::{PersonId, RectificationId},
    rectification::Outcome,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use self::page::SaidWrongPage;
use crate::{
    usecases::adviser::answer_rectification::{
        Answered, answer_rectification, see_said_wrong, take_answer_back,
    },
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors, Nothing, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::adviser::rectify as told,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/adviser/people/{person}/said-wrong", Audience::Adviser, list),
        post("/adviser/people/{person}/said-wrong/{which}", Audience::Adviser, answer),
        post("/adviser/people/{person}/said-wrong/{which}/take-back", Audience::Adviser, take_back),
    ]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AnswerForm {
    /// Corrected or kept.
    pub outcome: String,
    /// What was done, or why it stays.
    #[validate(length(max = 1500))]
    pub words: String,
}

impl AnswerForm {
    fn read(&self) -> Result<(Outcome, String), FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| word.parse::<Outcome>().ok();
        let outcome = read.choice("outcome", &self.outcome, known).missing(told::Choose).required();
        let words = read.text("words", &self.words).missing(told::Write).required();
        read.done(|| Some((outcome?, words?)))
    }
}

async fn list(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, None, Sheet::default(), false).await
}

async fn answer(
    desk: Desk<Adviser>,
    at: Path<(PersonId, RectificationId)>,
    form: Form<AnswerForm>,
) -> PageResult {
    let (person, which) = at.into_inner();
    let (key, form) = (form.once.clone(), form.into_inner());
    let (outcome, words) = match form.read() {
        Ok(read) => read,
        Err(errors) => return show(&desk, person, Some(which), Sheet::wrong(form, errors), false).await,
    };
    let answered =
        desk.write(move |ask| answer_rectification(ask, person, which, (outcome, &words), &key)).await?;
    match answered {
        Answered::Kept => Ok(see_other(&format!("/adviser/people/{person}/said-wrong"))),
        Answered::NothingChanged => {
            let errors = FormErrors::one("outcome", told::NothingChanged);
            show(&desk, person, Some(which), Sheet::wrong(form, errors), false).await
        }
        Answered::Already(_) => show(&desk, person, Some(which), Sheet::new(form), true).await,
    }
}

async fn take_back(
    desk: Desk<Adviser>,
    at: Path<(PersonId, RectificationId)>,
    _form: Form<Nothing>,
) -> PageResult {
    let (person, which) = at.into_inner();
    desk.write(move |ask| take_answer_back(ask, person, which)).await?;
    Ok(see_other(&format!("/adviser/people/{person}/said-wrong")))
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    which: Option<RectificationId>,
    sheet: Sheet<AnswerForm>,
    beaten: bool,
) -> PageResult {
    let seen = desk.read(move |ask| see_said_wrong(ask, person)).await?;
    desk.show(&SaidWrongPage::of(&seen, desk.now().today, which, sheet, beaten))
}
