//! `/adviser/people/{person}/confirm/{code}`: a reading of the law that somebody's answers rest on, the dated facts that raised it,
//! and what their adviser decides.

mod raised;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{
    basis::{Basis, is_a_reason},
    confirmation::{Confirm, Confirmation, ConfirmationNote, Decided, code, reading},
    id::PersonId,
};
use onward_store::repo::versions::{Kept, Sent, Version};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    said::{self, Earlier},
    who::Who,
};
use crate::{
    clock::london_day,
    usecases::adviser::{
        Answered,
        confirm_reading::{SeenReading, confirm_reading, see_reading},
    },
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Clash, ClashRow, Form, FormErrors, Reader, Sheet, Stood},
        law_words,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::adviser::confirm as told},
    },
};

const AT: &str = "/adviser/people/{person}/confirm/{code}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, look), post(AT, Audience::Adviser, keep)]
}

/// A reading behind the answers, with what was decided.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingShown {
    words: Say,
    href: String,
    decided: Option<Decided>,
    /// Nothing is left to do about it.
    settled: bool,
    on: Option<NaiveDate>,
    by: Option<String>,
    reason: Option<String>,
}

impl ReadingShown {
    /// Every reading that the answers rest on: those that nobody has settled first.
    pub fn all(one: &Answered, decided: &[Version<Confirmation>], base: &str) -> Vec<Self> {
        let shown = |each: Confirm| {
            let of = decided.iter().find(|version| version.row.note.code == each);
            Self {
                words: law_words::confirm(each),
                href: format!("{base}/confirm/{}", code(each)),
                decided: of.map(|version| version.row.note.decided),
                settled: of.is_some_and(|version| version.row.note.decided.is_settled()),
                on: of.map(|version| london_day(version.row.recorded.at)),
                by: of.and_then(|version| version.by.clone()),
                reason: of.map(|version| version.row.note.reason.clone()),
            }
        };
        let mut all: Vec<Self> = one.assessment.confirm.iter().map(shown).collect();
        all.sort_by_key(|reading| reading.settled);
        all
    }
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ConfirmForm {
    /// The version it started from.
    pub version: Stood,
    pub decided: String,
    pub basis: String,
    #[validate(length(max = 600))]
    pub reason: String,
}

impl ConfirmForm {
    fn of(one: &Confirmation) -> Self {
        let note = &one.note;
        Self {
            version: Stood::of(&one.id),
            decided: note.decided.word().to_owned(),
            basis: note.basis.word().to_owned(),
            reason: note.reason.clone(),
        }
    }

    /// What is decided.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, code: Confirm) -> Result<ConfirmationNote, FormErrors> {
        let mut read = Reader::of(self);
        let decided = read.choice("decided", &self.decided, |word| word.parse::<Decided>().ok());
        let decided = decided.missing(told::Choose).required();
        let basis = read.choice("basis", &self.basis, |word| word.parse::<Basis>().ok());
        let basis = basis.missing(told::ChooseRecord).required();
        let reason = read.text("reason", &self.reason).missing(told::SayWhy);
        let reason = reason.only(|reason| is_a_reason(reason), told::NotAReason).required();
        read.done(|| Some(ConfirmationNote { code, decided: decided?, basis: basis?, reason: reason? }))
    }
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmPage {
    who: Who,
    action: String,
    reading: Say,
    raised: bool,
    /// What is recorded that raised it.
    facts: Vec<Say>,
    earlier: Vec<Earlier>,
    #[serde(flatten)]
    sheet: Sheet<ConfirmForm>,
}

impl Page for ConfirmPage {
    const TEMPLATE: &str = "adviser/confirm.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ConfirmPage {
    /// The page; without a form, with what stands.
    pub fn of(seen: &SeenReading, sheet: Option<Sheet<ConfirmForm>>) -> Self {
        let who = Who::of(&seen.answered);
        let stands = seen.history.iter().find(|version| version.row.recorded.stands());
        let form = || Sheet::new(stands.map(|version| ConfirmForm::of(&version.row)).unwrap_or_default());
        Self {
            action: format!("{}/confirm/{}", who.base, code(seen.code)),
            reading: law_words::confirm(seen.code),
            raised: seen.raised,
            facts: raised::by(seen.code, &seen.answered.listed.facts),
            earlier: said::earlier(&seen.history, |one| decided_said(&one.note)),
            sheet: sheet.unwrap_or_else(form),
            who,
        }
    }
}

/// "Right for them: legal says that it counts".
fn decided_said(note: &ConfirmationNote) -> Say {
    told::Said { what: decided_word(note.decided), why: note.reason.as_str() }.into()
}

fn decided_word(decided: Decided) -> Say {
    match decided {
        Decided::Right => told::Right.into(),
        Decided::NotRight => told::NotRight.into(),
        Decided::AskLegal => told::AskLegal.into(),
    }
}

fn reading_of(code: &str) -> Result<Confirm, Situation> {
    reading(code).ok_or(Situation::NotFound)
}

async fn look(desk: Desk<Adviser>, at: Path<(PersonId, String)>) -> PageResult {
    let (person, code) = at.into_inner();
    show(&desk, person, reading_of(&code)?, None).await
}

async fn keep(desk: Desk<Adviser>, at: Path<(PersonId, String)>, form: Form<ConfirmForm>) -> PageResult {
    let (person, code) = at.into_inner();
    let code = reading_of(&code)?;
    let key = form.once.clone();
    let form = form.into_inner();
    let says = match form.read(code) {
        Ok(says) => says,
        Err(errors) => return show(&desk, person, code, Some(Sheet::wrong(form, errors))).await,
    };
    let sent = Sent { version: form.version.parse()?, says: says.clone(), key };
    match desk.write(move |ask| confirm_reading(ask, person, &sent)).await? {
        Kept::Now(_) | Kept::Before(_) | Kept::Same => {
            Ok(see_other(&format!("/adviser/people/{person}#confirm")))
        }
        Kept::Doubt(never) => match never {},
        Kept::Clash(theirs) => {
            let saved = theirs.as_deref().map(|version| decided_said(&version.row.note));
            let rows = vec![ClashRow::new(
                told::Decided,
                saved.unwrap_or_else(|| Say::words("")),
                decided_said(&says),
            )];
            let clash = Clash::of(theirs.as_deref(), rows);
            let form = ConfirmForm { version: theirs.as_deref().into(), ..form };
            show(&desk, person, code, Some(Sheet::clashing(form, clash))).await
        }
    }
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    code: Confirm,
    sheet: Option<Sheet<ConfirmForm>>,
) -> PageResult {
    let seen = desk.read(move |ask| see_reading(ask, person, code)).await?;
    desk.show(&ConfirmPage::of(&seen, sheet))
}
