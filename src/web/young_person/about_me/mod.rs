//! `/about-me`: the questions that answers wait for, one a page, asked of the person themselves. What they say stands beside
//! what the service knows until their adviser settles it. "I don't know" and "I'd rather not say" are answers.

mod form;
pub(super) mod page;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use leaving_care_rules::facts::FactId;
use onward_domain::own_answer::OwnAnswerNote;
use serde::{Deserialize, Deserializer};

use self::{
    form::OwnForm,
    page::{AboutMePage, QuestionPage},
};
use crate::{
    usecases::young_person::see_own_pages::{see_own_pages, tell},
    web::{
        desk::{Desk, YoungPerson},
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

const LIST: &str = "/about-me";
const ONE: &str = "/about-me/{number}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(LIST, Audience::YoungPerson, list),
        get(ONE, Audience::YoungPerson, question),
        post(ONE, Audience::YoungPerson, answer),
    ]
}

/// Where a question is answered: by its number, so that no address says what is asked.
pub fn question_address(fact: FactId) -> String {
    format!("{LIST}/{}", fact.number().saturating_add(1))
}

/// A question by its number, from 1.
#[derive(Debug, Clone, Copy)]
struct Question(FactId);

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = usize::deserialize(deserializer)?;
        let fact = number.checked_sub(1).and_then(FactId::of_number);
        fact.map(Self).ok_or_else(|| serde::de::Error::custom("no such question"))
    }
}

pub use self::page::in_words;

/// What follows a saved answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct After {
    saved: String,
}

async fn list(desk: Desk<YoungPerson>, after: Query<After>) -> PageResult {
    let own = desk.read(see_own_pages).await?;
    let page = AboutMePage::of(desk.app.law, &own, !after.saved.is_empty());
    desk.show_beside(own.adviser.as_ref(), &page)
}

async fn question(desk: Desk<YoungPerson>, at: Path<Question>) -> PageResult {
    let Question(fact) = *at;
    let own = desk.read(see_own_pages).await?;
    let said = own.said.own_answers.iter().find(|answer| answer.note.fact == fact);
    let form = said.map(|answer| OwnForm::from(&answer.note.value)).unwrap_or_default();
    let page = QuestionPage::of(&own, fact, Sheet::new(form));
    desk.show_beside(own.adviser.as_ref(), &page)
}

async fn answer(desk: Desk<YoungPerson>, at: Path<Question>, form: Form<OwnForm>) -> PageResult {
    let Question(fact) = *at;
    let key = form.once.clone();
    let form = form.into_inner();
    match form.read(fact) {
        Ok(value) => {
            let note = OwnAnswerNote { fact, value };
            desk.write(move |ask| tell(ask, &note, &key)).await?;
            Ok(see_other("/about-me?saved=yes"))
        }
        Err(errors) => {
            let own = desk.read(see_own_pages).await?;
            let page = QuestionPage::of(&own, fact, Sheet::wrong(form, errors));
            desk.show_beside(own.adviser.as_ref(), &page)
        }
    }
}
