//! One part of the plan: my words, what we agreed, the steps, my own steps in my own order, shared or private.

mod form;
mod page;

use actix_web::web::Path;
use onward_domain::{
    id::OwnStepId,
    plan::{NewSaying, OwnStepLine, PlanArea, SayingKind, StepStatus, Way},
};
use onward_store::repo::Saved;

use self::form::{MoveForm, ShareForm, WordsForm};
pub use self::page::PartPage;
use super::form::{NO_BUTTON, StepForm};
use crate::{
    usecases::young_person::{
        own_plan::{agreed, say_of_plan, see_own_plan},
        own_steps::{AtVersion, mark_own_step, move_own_step, share_part},
    },
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, Sheet},
        reply::{PageResult, see_other},
    },
};

/// The part that an address names.
pub(super) fn area(word: &str) -> Result<PlanArea, Situation> {
    word.parse().map_err(|_| Situation::NotFound)
}

pub(super) async fn look(desk: Desk<YoungPerson>, at: Path<String>) -> PageResult {
    show(&desk, area(&at)?, Sheet::default(), None).await
}

pub(super) async fn keep_words(
    desk: Desk<YoungPerson>,
    at: Path<String>,
    form: Form<WordsForm>,
) -> PageResult {
    let area = area(&at)?;
    let (key, form) = (form.once.clone(), form.into_inner());
    let words = match form.read() {
        Ok(words) => words,
        Err(errors) => return show(&desk, area, Sheet::wrong(form, errors), None).await,
    };
    let plan = agreed(&desk.read(see_own_plan).await?);
    let said = NewSaying { plan, area: Some(area), kind: SayingKind::Words, words: Some(words) };
    desk.write(move |ask| say_of_plan(ask, &said, &key)).await?;
    Ok(see_other(&address(area, "mine")))
}

/// The last tap stands.
pub(super) async fn share(desk: Desk<YoungPerson>, at: Path<String>, form: Form<ShareForm>) -> PageResult {
    let area = area(&at)?;
    let (key, shared) = (form.once.clone(), form.share == "yes");
    desk.write(move |ask| share_part(ask, area, shared, &key)).await?;
    Ok(see_other(&address(area, "share")))
}

pub(super) async fn mark(desk: Desk<YoungPerson>, at: Path<OwnStepId>, form: Form<StepForm>) -> PageResult {
    let (step, key) = (*at, form.once.clone());
    let area = find(&desk, step).await?.now.text.area;
    let (number, status) = form.read_own()?;
    let version = AtVersion { step, number };
    match desk.write(move |ask| mark_own_step(ask, version, status, &key)).await? {
        Saved::Stale(now) if now.now.text.status != status => {
            show(&desk, now.now.text.area, Sheet::default(), Some((step, status))).await
        }
        _ => Ok(see_other(&address(area, &format!("own-{step}")))),
    }
}

pub(super) async fn shift(desk: Desk<YoungPerson>, at: Path<OwnStepId>, form: Form<MoveForm>) -> PageResult {
    let (step, key) = (*at, form.once.clone());
    let area = find(&desk, step).await?.now.text.area;
    let way = match form.way.as_str() {
        "up" => Way::Up,
        "down" => Way::Down,
        _ => return Err(Situation::Unreadable(NO_BUTTON)),
    };
    desk.write(move |ask| move_own_step(ask, step, way, &key)).await?;
    Ok(see_other(&address(area, &format!("own-{step}"))))
}

/// A step of theirs. Not theirs and not there are the same answer, whatever the form says.
async fn find(desk: &Desk<YoungPerson>, step: OwnStepId) -> Result<OwnStepLine, Situation> {
    let seen = desk.read(see_own_plan).await?;
    seen.own_steps.into_iter().find(|line| line.step.id == step).ok_or(Situation::NotFound)
}

/// A place on this part's page.
pub(super) fn address(area: PlanArea, at: &str) -> String {
    format!("/my-plan/parts/{area}#{at}")
}

async fn show(
    desk: &Desk<YoungPerson>,
    area: PlanArea,
    sheet: Sheet<WordsForm>,
    beaten: Option<(OwnStepId, StepStatus)>,
) -> PageResult {
    let seen = desk.read(see_own_plan).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &PartPage::of(&seen, area, sheet, beaten))
}
