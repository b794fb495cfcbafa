//! `/adviser/people/{person}/plan`: a plan from a draft to a signature: last plan left, new right, what is not clear, what is owed
//! and in no step, and what happens next.

pub mod diff;
mod form;
mod page;
mod part;
pub mod signed;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use onward_domain::{id::PersonId, plan::PlanArea};
use onward_store::repo::Saved;
use serde::Deserialize;

use self::{
    form::{HandInForm, OfferForm, SupportForm, in_four_weeks},
    page::PlanPage,
};
use crate::{
    usecases::{
        adviser::{
            plan::{begin, hand_in, keep_support, offer_step, see_plan, share},
            today::reviews_in_a_row,
        },
        in_a_row::InARow,
    },
    web::{
        desk::{Adviser, Desk},
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::Say,
    },
};

const AT: &str = "/adviser/people/{person}/plan";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Adviser;
    vec![
        get(AT, me, plan),
        post(AT, me, start),
        post("/adviser/people/{person}/plan/support", me, support),
        post("/adviser/people/{person}/plan/offer", me, offer),
        post("/adviser/people/{person}/plan/share", me, give),
        post("/adviser/people/{person}/plan/hand-in", me, sign),
        get("/adviser/people/{person}/plan/parts/{area}", me, part::look),
        post("/adviser/people/{person}/plan/parts/{area}", me, part::keep),
        get("/adviser/people/{person}/plan/print", me, signed::print),
        get("/adviser/people/{person}/plan/versions/{plan}", me, signed::look),
        get("/manager/people/{person}/plan/versions/{plan}", Audience::Manager, signed::look_for_manager),
    ]
}

/// What a matter is called.
#[must_use]
pub fn area_words(area: PlanArea) -> Say {
    Say::of_word("adviser.plan.area", area.word()).unwrap_or_else(|| Say::words(area.word()))
}

fn base(person: PersonId) -> String {
    format!("/adviser/people/{person}/plan")
}

/// Whether plans are gone through in a row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InRow {
    pub reviews: String,
}

impl InRow {
    fn is(&self) -> bool {
        self.reviews == "1"
    }
}

async fn plan(desk: Desk<Adviser>, at: Path<PersonId>, row: Query<InRow>) -> PageResult {
    show_in(&desk, *at, row.is(), Sheet::default(), Sheet::default()).await
}

/// A button on a plan that may be one of several.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ButtonForm {
    reviews: String,
}

impl ButtonForm {
    /// The plan's page, as it was left.
    fn back(&self, person: PersonId) -> String {
        if self.reviews == "1" { in_row(person) } else { base(person) }
    }
}

async fn start(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<ButtonForm>) -> PageResult {
    let person = *at;
    desk.write(move |ask| begin(ask, person)).await?;
    Ok(see_other(&form.back(person)))
}

async fn support(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<SupportForm>) -> PageResult {
    let (person, form) = (*at, form.into_inner());
    match form.read() {
        Ok((version, support)) => {
            match desk.write(move |ask| keep_support(ask, person, version, &support)).await? {
                Saved::Saved => Ok(see_other(&format!("{}#level", base(person)))),
                Saved::Stale(theirs) => {
                    let clash = page::support_clash(&theirs, &form);
                    let form = SupportForm { version: theirs.version.to_string(), ..form };
                    show(&desk, person, Sheet::clashing(form, clash), Sheet::default()).await
                }
            }
        }
        Err(errors) => show(&desk, person, Sheet::wrong(form, errors), Sheet::default()).await,
    }
}

async fn offer(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<OfferForm>) -> PageResult {
    let person = *at;
    // A place that is none offers nothing.
    let place = form.place.parse().unwrap_or(usize::MAX);
    let (who, by) = (desk.me.user.display_name.clone(), in_four_weeks(desk.now().today));
    desk.write(move |ask| offer_step(ask, person, place, (&who, Some(by)))).await?;
    Ok(see_other(&format!("{}#owed", base(person))))
}

async fn give(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<ButtonForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    desk.write(move |ask| share(ask, person, &key)).await?;
    Ok(see_other(&form.back(person)))
}

async fn sign(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<HandInForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let seen = desk.read(move |ask| see_plan(ask, person)).await?;
    let answer = seen.draft.as_ref().and_then(|draft| draft.document.answer.as_ref());
    let needed = answer.is_none_or(onward_domain::pathway::Answer::disagrees);
    match form.read(needed) {
        Ok(words) => {
            desk.write(move |ask| hand_in(ask, person, words.as_deref(), &key)).await?;
            if form.reviews != "1" {
                return Ok(see_other(&base(person)));
            }
            let said = form.next.parse().ok();
            let next = desk.read(move |ask| Ok(InARow::next(&reviews_in_a_row(ask)?, person, said))).await?;
            Ok(see_other(&next.map_or_else(|| base(person), in_row)))
        }
        Err(errors) => {
            let row = form.reviews == "1";
            show_in(&desk, person, row, Sheet::default(), Sheet::wrong(form, errors)).await
        }
    }
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    support: Sheet<SupportForm>,
    hand_in: Sheet<HandInForm>,
) -> PageResult {
    show_in(desk, person, false, support, hand_in).await
}

/// The page, with its place among the plans to review where they are gone through in a row.
async fn show_in(
    desk: &Desk<Adviser>,
    person: PersonId,
    in_row: bool,
    support: Sheet<SupportForm>,
    hand_in: Sheet<HandInForm>,
) -> PageResult {
    let (seen, row) = desk
        .read(move |ask| {
            let seen = see_plan(ask, person)?;
            let order = if in_row { reviews_in_a_row(ask)? } else { Vec::new() };
            Ok((seen, InARow::of(&order, person)))
        })
        .await?;
    desk.show(&PlanPage::of(&seen, row, (support, hand_in)))
}

/// Where somebody's plan is read among those that are gone through in a row.
pub fn in_row(person: PersonId) -> String {
    format!("{}?reviews=1", base(person))
}
