//! `/adviser/people/{person}/support`: an adviser is offered again after 21, each year until 25, and what they answer.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{
    id::PersonId,
    support::{OfferedHow, SupportAct},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::who::Who;
use crate::{
    usecases::adviser::offer_support::{Recorded, Said, SeenSupport, record_support, see_support},
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::adviser::support as told,
    },
};

const AT: &str = "/adviser/people/{person}/support";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, look), post(AT, Audience::Adviser, keep)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct SupportForm {
    /// `answer`: they answer the offer that is open. Otherwise it is offered.
    pub about: String,
    pub on: WrittenDay,
    pub how: String,
    /// `wants`, `not-now` or `none-yet`.
    pub answer: String,
    #[validate(length(max = 600))]
    pub words: String,
}

impl SupportForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<Said, FormErrors> {
        let mut read = Reader::of(self);
        let answers = self.about == "answer";
        let how = read.choice("how", &self.how, |word| word.parse::<OfferedHow>().ok());
        let how = if answers { how.optional() } else { how.missing(told::ChooseHow).required() };
        let on = read.day("on", &self.on, told::On).not_after_today(today).or(today);
        let known = |word: &str| match word {
            "wants" => Some(Some(SupportAct::Wants)),
            "not-now" => Some(Some(SupportAct::NotNow)),
            "none-yet" => Some(None),
            _ => None,
        };
        let answer = read.choice("answer", &self.answer, known).missing(told::ChooseAnswer);
        let answer = answer.only(|answer| !answers || answer.is_some(), told::ChooseAnswer).required();
        let words = read.text("words", &self.words).optional();
        read.done(|| Some(Said { offered: how.filter(|_| !answers), on: on?, answer: answer?, words }))
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct SupportPage {
    who: Who,
    action: String,
    turned: Option<NaiveDate>,
    ends: Option<NaiveDate>,
    /// They are 21 or more and not yet 25.
    is_time: bool,
    /// They have it.
    wanted: bool,
    /// An offer that is open, of this day.
    open: Option<NaiveDate>,
    turns: Vec<Turn>,
    #[serde(flatten)]
    sheet: Sheet<SupportForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Turn {
    act: SupportAct,
    on: NaiveDate,
    how: Option<OfferedHow>,
    words: Option<String>,
    by_young: bool,
    by: Option<String>,
}

impl Page for SupportPage {
    const TEMPLATE: &str = "adviser/support.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl SupportPage {
    pub fn of(seen: &SeenSupport, today: NaiveDate, sheet: Sheet<SupportForm>) -> Self {
        let who = Who::of(&seen.answered);
        let dates = &seen.answered.assessment.dates;
        let turns = seen.turns.iter().map(|(turn, by)| Turn {
            act: turn.note.act,
            on: turn.note.on,
            how: turn.note.how,
            words: turn.note.words.clone(),
            by_young: turn.by_young,
            by: by.clone(),
        });
        Self {
            action: format!("{}/support", who.base),
            turned: dates.turns_21,
            ends: dates.turns_25,
            is_time: dates.turns_21.zip(dates.turns_25).is_some_and(|(from, to)| from <= today && today < to),
            wanted: seen.offers.wanted(),
            open: seen.offers.last.filter(|_| seen.offers.open),
            turns: turns.collect(),
            who,
            sheet,
        }
    }
}

async fn look(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<SupportForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let said = match form.read(desk.now().today) {
        Ok(said) => said,
        Err(errors) => return show(&desk, person, Sheet::wrong(form, errors)).await,
    };
    match desk.write(move |ask| record_support(ask, person, &said, &key)).await? {
        Recorded::Done => Ok(see_other(&format!("/adviser/people/{person}/support"))),
        Recorded::TooEarly(turned) => {
            let errors = FormErrors::one("on", told::TooEarly { turned: turned.into() });
            show(&desk, person, Sheet::wrong(form, errors)).await
        }
        Recorded::NotTheirs => Err(Situation::NotFound),
    }
}

async fn show(desk: &Desk<Adviser>, person: PersonId, sheet: Sheet<SupportForm>) -> PageResult {
    let seen = desk.read(move |ask| see_support(ask, person)).await?;
    desk.show(&SupportPage::of(&seen, desk.now().today, sheet))
}
