//! `/manager/requests`: complaints, and who asked for an advocate or for their file: each with its day, answered once.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{
    id::{MatterId, PersonId},
    mine::MatterKind,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    clock::london_day,
    usecases::manager::matters::{Waiting, answer_matter, see_matters},
    web::{
        desk::{Desk, Manager},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::manager::matters as told,
    },
};

const HERE: &str = "/manager/requests";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(HERE, Audience::Manager, look),
        post("/manager/people/{person}/requests/{matter}", Audience::Manager, answer),
    ]
}

/// An answer.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    #[validate(length(max = 2000))]
    pub words: String,
}

impl AnswerForm {
    fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).missing(told::Words).required();
        read.done(|| words)
    }
}

/// What waits, soonest first.
#[derive(Debug, Clone, Serialize)]
pub struct RequestsPage {
    waits: Vec<Shown>,
    /// The answer that could not be kept stands at the first of them.
    sheet: Sheet<AnswerForm>,
    wrong_at: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Shown {
    id: String,
    kind: MatterKind,
    name: String,
    person: String,
    words: Option<String>,
    on: NaiveDate,
    by: NaiveDate,
    late: bool,
    action: String,
}

impl Page for RequestsPage {
    const TEMPLATE: &'static str = "manager/requests.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl RequestsPage {
    fn of(waits: &[Waiting], today: NaiveDate, wrong: Option<(MatterId, Sheet<AnswerForm>)>) -> Self {
        let shown = |each: &Waiting| Shown {
            id: each.matter.id.to_string(),
            kind: each.matter.kind,
            name: each.name.clone(),
            person: format!("/manager/people/{}", each.person),
            words: each.matter.words.clone(),
            on: london_day(each.matter.said_at),
            by: each.matter.answer_by,
            late: each.matter.answer_by < today,
            action: format!("/manager/people/{}/requests/{}", each.person, each.matter.id),
        };
        let wrong_at = wrong.as_ref().map(|(id, _)| id.to_string());
        let sheet = wrong.map(|(_, sheet)| sheet).unwrap_or_default();
        Self { waits: waits.iter().map(shown).collect(), sheet, wrong_at }
    }
}

async fn look(desk: Desk<Manager>) -> PageResult {
    show(&desk, None).await
}

async fn answer(desk: Desk<Manager>, at: Path<(PersonId, MatterId)>, form: Form<AnswerForm>) -> PageResult {
    let (person, matter) = *at;
    let (key, form) = (form.once.clone(), form.into_inner());
    let words = match form.read() {
        Ok(words) => words,
        Err(errors) => return show(&desk, Some((matter, Sheet::wrong(form, errors)))).await,
    };
    desk.write(move |ask| answer_matter(ask, person, matter, &words, &key)).await?;
    Ok(see_other(HERE))
}

async fn show(desk: &Desk<Manager>, wrong: Option<(MatterId, Sheet<AnswerForm>)>) -> PageResult {
    let waits = desk.read(see_matters).await?;
    desk.show(&RequestsPage::of(&waits, desk.now().today, wrong))
}
