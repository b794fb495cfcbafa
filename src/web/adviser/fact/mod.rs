//! `/adviser/people/{person}/facts/{number}`: one question about a person, its answer, and what it said before.
//!
//! One question per page, each with its own Save: on a phone the answers and Save fit on one screen, a mistake in one
//! answer holds up no other, and a form overtaken by somebody else concerns one answer only.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{care::CircumstanceFact, id::PersonId};
use onward_store::repo::versions::Sent;
use serde::{Deserialize, Deserializer};

use self::{form::FactForm, page::FactPage};
use super::{
    facts::{self, InTheWay},
    said,
};
use crate::{
    usecases::adviser::answer_fact::{answer_fact, see_fact},
    web::{
        desk::{Adviser, Desk},
        form::{Clash, ClashRow, Form, FormErrors, Sheet},
        reply::PageResult,
        routes::{Audience, Route, get, post},
        words::says,
    },
};

const AT: &str = "/adviser/people/{person}/facts/{number}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, question), post(AT, Audience::Adviser, answer)]
}

/// A question by its number in the list, so that no address says what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question(pub CircumstanceFact);

impl Question {
    /// Its number, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        CircumstanceFact::ALL.iter().position(|fact| *fact == self.0).unwrap_or_default().saturating_add(1)
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = usize::deserialize(deserializer)?;
        let fact = number.checked_sub(1).and_then(|place| CircumstanceFact::ALL.get(place));
        fact.copied().map(Self).ok_or_else(|| serde::de::Error::custom("unknown question"))
    }
}

async fn question(desk: Desk<Adviser>, at: Path<(PersonId, Question)>) -> PageResult {
    let (person, Question(fact)) = at.into_inner();
    let seen = desk.read(move |ask| see_fact(ask, person, fact)).await?;
    let form = seen.stands().map(|version| FactForm::from(&version.row)).unwrap_or_default();
    desk.show(&FactPage::of(&seen, desk.app.law, fact, Sheet::new(form)))
}

async fn answer(desk: Desk<Adviser>, at: Path<(PersonId, Question)>, form: Form<FactForm>) -> PageResult {
    let (person, Question(fact)) = at.into_inner();
    let key = form.once.clone();
    let form = form.into_inner();
    let version = form.version.parse()?;
    let says = match form.read(fact, desk.now().today) {
        Ok(says) => says,
        Err(errors) => return again(&desk, (person, fact), Sheet::wrong(form, errors)).await,
    };
    let sent = Sent { version, says, key };
    let kept = desk.write(move |ask| answer_fact(ask, person, &sent)).await?;
    let sheet = match facts::kept(person, kept) {
        Ok(there) => return Ok(there),
        Err(InTheWay::BeforeBirth(born)) => {
            let words = says::forms::day::BeforeBirth { born: born.into() };
            Sheet::wrong(form, FormErrors::one("day", words))
        }
        Err(InTheWay::Clash(theirs)) => {
            let saved = theirs.as_ref().map_or_else(
                || says::adviser::answer::None.into(),
                |version| said::answer(&version.row.note),
            );
            let row = ClashRow::new(says::adviser::fact::TheAnswer, saved, said::answer(&says));
            let clash = Clash::of(theirs.as_deref(), vec![row]);
            Sheet::clashing(FactForm { version: theirs.as_deref().into(), ..form }, clash)
        }
    };
    again(&desk, (person, fact), sheet).await
}

async fn again(
    desk: &Desk<Adviser>,
    (person, fact): (PersonId, CircumstanceFact),
    sheet: Sheet<FactForm>,
) -> PageResult {
    let seen = desk.read(move |ask| see_fact(ask, person, fact)).await?;
    desk.show(&FactPage::of(&seen, desk.app.law, fact, sheet))
}
