//! `/adviser/people/{person}/entitlements/{number}`: the rule's answer about one person, how it was reached, and the
//! ledger with the form that adds a step.

mod form;
mod lede;
mod mistake;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use onward_domain::id::{EntitlementStepId, PersonId};
use onward_store::repo::versions::Kept;
use serde::Deserialize;

pub(in crate::web) use self::lede::rule_says;
use self::{
    form::{MistakeForm, StepForm, TellForm},
    mistake::MistakePage,
    page::EntitlementPage,
};
use crate::{
    usecases::adviser::{
        add_entitlement_step::{Sent, add_entitlement_step},
        see_entitlement::{SeenEntitlement, see_entitlement},
        take_back_step::{SentMistake, take_back_step},
        tell::{Told, tell},
    },
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Form, Sheet},
        law_words,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

const AT: &str = "/adviser/people/{person}/entitlements/{number}";
/// A line of the ledger that was a mistake.
const CORRECT: &str = "/adviser/people/{person}/entitlements/{number}/steps/{step}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Adviser, entitlement),
        post(AT, Audience::Adviser, add_step),
        post("/adviser/people/{person}/entitlements/{number}/tell", Audience::Adviser, tell_now),
        get(CORRECT, Audience::Adviser, correct),
        post(CORRECT, Audience::Adviser, take_back),
    ]
}

/// What follows a saved step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct After {
    saved: String,
}

async fn entitlement(desk: Desk<Adviser>, at: Path<(PersonId, String)>, after: Query<After>) -> PageResult {
    let (person, number) = at.into_inner();
    show(&desk, person, &number, |_| Sheet::default(), !after.saved.is_empty()).await
}

async fn add_step(desk: Desk<Adviser>, at: Path<(PersonId, String)>, form: Form<StepForm>) -> PageResult {
    let (person, number) = at.into_inner();
    let place = law_words::place_of(desk.app.law.entitlements(), &number).ok_or(Situation::NotFound)?;
    let is_money = desk.app.law.entitlements().get(place).is_some_and(|entry| entry.money.is_some());
    let key = form.once.clone();
    let form = form.into_inner();
    let step = match form.read(desk.now().today, is_money) {
        Ok(step) => step,
        Err(errors) => return show(&desk, person, &number, |_| Sheet::wrong(form, errors), false).await,
    };
    let sent = Sent { step, key, seen: form.seen.clone() };
    match desk.write(move |ask| add_entitlement_step(ask, person, place, &sent)).await? {
        Kept::Doubt(doubt) => {
            let sheet = |seen: &SeenEntitlement| page::doubtful(seen, desk.app.law, form, doubt);
            show(&desk, person, &number, sheet, false).await
        }
        _ => Ok(see_other(&format!("/adviser/people/{person}/entitlements/{number}?saved=yes"))),
    }
}

/// Their adviser tells them in one tap: the words of the page, as a message that they can answer.
async fn tell_now(desk: Desk<Adviser>, at: Path<(PersonId, String)>, form: Form<TellForm>) -> PageResult {
    let (person, number) = at.into_inner();
    let place = law_words::place_of(desk.app.law.entitlements(), &number).ok_or(Situation::NotFound)?;
    let key = form.once.clone();
    // A form without words is none of a page of ours: the thing is shown, to whoever may see it.
    let Ok(words) = form.into_inner().read() else {
        return show(&desk, person, &number, |_| Sheet::default(), false).await;
    };
    match desk.write(move |ask| tell(ask, person, place, (&words, &key))).await? {
        Told::Sent => Ok(see_other(&format!("/adviser/people/{person}/entitlements/{number}?saved=yes"))),
        // The page says that they can't sign in yet, and how to invite them.
        Told::CannotRead => Ok(see_other(&format!("/adviser/people/{person}"))),
    }
}

async fn correct(desk: Desk<Adviser>, at: Path<(PersonId, String, EntitlementStepId)>) -> PageResult {
    let (person, number, step) = at.into_inner();
    show_mistake(&desk, person, &number, step, Sheet::default()).await
}

async fn take_back(
    desk: Desk<Adviser>,
    at: Path<(PersonId, String, EntitlementStepId)>,
    form: Form<MistakeForm>,
) -> PageResult {
    let (person, number, step) = at.into_inner();
    let place = law_words::place_of(desk.app.law.entitlements(), &number).ok_or(Situation::NotFound)?;
    let key = form.once.clone();
    let form = MistakeForm { mistake: step.to_string(), ..form.into_inner() };
    match form.read() {
        Ok((mistake, why)) => {
            let sent = SentMistake { mistake, why, key };
            desk.write(move |ask| take_back_step(ask, person, place, &sent)).await?;
            Ok(see_other(&format!("/adviser/people/{person}/entitlements/{number}?saved=yes")))
        }
        Err(errors) => show_mistake(&desk, person, &number, step, Sheet::wrong(form, errors)).await,
    }
}

async fn show_mistake(
    desk: &Desk<Adviser>,
    person: PersonId,
    number: &str,
    step: EntitlementStepId,
    sheet: Sheet<MistakeForm>,
) -> PageResult {
    let law = desk.app.law;
    let place = law_words::place_of(law.entitlements(), number).ok_or(Situation::NotFound)?;
    let seen = desk.read(move |ask| see_entitlement(ask, person, place)).await?;
    desk.show(&MistakePage::of(&seen, law, step, sheet).ok_or(Situation::NotFound)?)
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    number: &str,
    sheet: impl FnOnce(&SeenEntitlement) -> Sheet<StepForm>,
    saved: bool,
) -> PageResult {
    let law = desk.app.law;
    let place = law_words::place_of(law.entitlements(), number).ok_or(Situation::NotFound)?;
    let seen = desk.read(move |ask| see_entitlement(ask, person, place)).await?;
    let sheet = sheet(&seen);
    let page =
        EntitlementPage::of(&seen, law, law_words::messages()?, sheet, saved).ok_or(Situation::NotFound)?;
    desk.show(&page)
}
