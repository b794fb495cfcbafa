//! `/support`: an adviser again, from 21 until 25: yes, or not now.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use onward_domain::support::SupportAct;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::young_person::support::{MayAsk, OwnSupport, answer_support, see_support},
    web::{
        desk::{Desk, YoungPerson},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::young_person::support as told,
    },
};

const AT: &str = "/support";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::YoungPerson, look), post(AT, Audience::YoungPerson, say)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    /// `yes` or `not-now`.
    pub answer: String,
    #[validate(length(max = 600))]
    pub words: String,
}

impl AnswerForm {
    fn read(&self) -> Result<(bool, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| match word {
            "yes" => Some(true),
            "not-now" => Some(false),
            _ => None,
        };
        let wants = read.choice("answer", &self.answer, known).missing(told::Choose).required();
        let words = read.text("words", &self.words).optional();
        read.done(|| Some((wants?, words)))
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct SupportPage {
    /// `from`, `until`, `has` or `no`.
    may: &'static str,
    day: Option<NaiveDate>,
    /// It was offered on this day, and they have not answered.
    offered: Option<NaiveDate>,
    /// What they said last.
    answer: Option<SupportAct>,
    on: Option<NaiveDate>,
    sheet: Sheet<AnswerForm>,
}

impl Page for SupportPage {
    const TEMPLATE: &str = "young_person/support.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl SupportPage {
    pub fn of(seen: &OwnSupport, sheet: Sheet<AnswerForm>) -> Self {
        let (may, day) = match seen.may {
            MayAsk::From(day) => ("from", Some(day)),
            MayAsk::Until(day) => ("until", Some(day)),
            MayAsk::Has(day) => ("has", Some(day)),
            MayAsk::No => ("no", None),
        };
        Self {
            may,
            day,
            offered: seen.offers.last.filter(|_| seen.offers.open),
            answer: seen.offers.answer.map(|(act, _)| act),
            on: seen.offers.answer.map(|(_, on)| on),
            sheet,
        }
    }
}

async fn look(desk: Desk<YoungPerson>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn say(desk: Desk<YoungPerson>, form: Form<AnswerForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    match form.read() {
        Ok((wants, words)) => {
            desk.write(move |ask| answer_support(ask, wants, words.as_deref(), &key)).await?;
            Ok(see_other(AT))
        }
        Err(errors) => show(&desk, Sheet::wrong(form, errors)).await,
    }
}

async fn show(desk: &Desk<YoungPerson>, sheet: Sheet<AnswerForm>) -> PageResult {
    let seen = desk.read(see_support).await?;
    desk.show_beside(seen.adviser.as_ref(), &SupportPage::of(&seen, sheet))
}
