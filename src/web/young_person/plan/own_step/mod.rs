//! A step of one's own: written, changed, with every version of it.

mod form;
mod page;

use actix_web::web::Path;
use onward_domain::{id::OwnStepId, plan::PlanArea};
use onward_store::repo::Saved;

use self::page::clash;
pub use self::{form::OwnStepForm, page::OwnStepPage};
use super::{
    form::NO_FIELDS,
    part::{address, area},
};
use crate::{
    usecases::young_person::{
        own_plan::see_own_plan,
        own_steps::{AtVersion, add_own_step, say_own_step},
    },
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Clash, Form, Sheet},
        reply::{PageResult, see_other},
    },
};

pub(super) async fn new(desk: Desk<YoungPerson>, at: Path<String>) -> PageResult {
    let area = area(&at)?;
    show_new(&desk, area, Sheet::new(OwnStepForm::blank(area))).await
}

pub(super) async fn keep_new(
    desk: Desk<YoungPerson>,
    at: Path<String>,
    form: Form<OwnStepForm>,
) -> PageResult {
    let here = area(&at)?;
    let (key, form) = (form.once.clone(), form.into_inner());
    let text = match form.read(desk.now().today) {
        Ok(text) => text,
        Err(errors) => return show_new(&desk, here, Sheet::wrong(form, errors)).await,
    };
    let to = text.area;
    let step = desk.write(move |ask| add_own_step(ask, &text, &key)).await?;
    Ok(see_other(&address(to, &format!("own-{step}"))))
}

pub(super) async fn look(desk: Desk<YoungPerson>, at: Path<OwnStepId>) -> PageResult {
    show(&desk, *at, None).await
}

pub(super) async fn keep(
    desk: Desk<YoungPerson>,
    at: Path<OwnStepId>,
    form: Form<OwnStepForm>,
) -> PageResult {
    let (step, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let text = match form.read(desk.now().today) {
        Ok(text) => text,
        Err(errors) => return show(&desk, step, Some(Sheet::wrong(form, errors))).await,
    };
    let number = form.version.parse()?.ok_or(Situation::Unreadable(NO_FIELDS))?;
    let (version, to, yours) = (AtVersion { step, number }, text.area, text.clone());
    match desk.write(move |ask| say_own_step(ask, version, &text, &key)).await? {
        Saved::Saved => Ok(see_other(&address(to, &format!("own-{step}")))),
        Saved::Stale(theirs) => {
            let rows = clash(&theirs.now.text, &yours);
            let form = form.upon(&theirs.now);
            show(&desk, step, Some(Sheet::clashing(form, Clash::somebody(rows)))).await
        }
    }
}

async fn show_new(desk: &Desk<YoungPerson>, area: PlanArea, sheet: Sheet<OwnStepForm>) -> PageResult {
    let seen = desk.read(see_own_plan).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &OwnStepPage::new(&seen, area, sheet))
}

/// The form as it was sent; filled from what stands where it was not.
async fn show(desk: &Desk<YoungPerson>, step: OwnStepId, sheet: Option<Sheet<OwnStepForm>>) -> PageResult {
    let seen = desk.read(see_own_plan).await?;
    let line = seen.own_steps.iter().find(|line| line.step.id == step).ok_or(Situation::NotFound)?;
    let sheet = sheet.unwrap_or_else(|| Sheet::new(OwnStepForm::of(&line.now)));
    desk.show_beside(seen.own.adviser.as_ref(), &OwnStepPage::of(&seen, line, sheet))
}
