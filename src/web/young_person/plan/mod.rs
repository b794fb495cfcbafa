//! `/my-plan`: the plan in my words and theirs, part by part; agreeing or not, asking for a review, every version, a copy to
//! print. `/my-plan/parts/{area}`: one part, with my own steps.

mod form;
mod own_step;
mod page;
mod part;
mod shown;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::StepId;
use onward_store::repo::Saved;

use self::{
    form::{SayForm, StepForm},
    page::{PlanPage, PrintPage, VersionPage},
};
use crate::{
    usecases::young_person::own_plan::{agreed, mark_step, say_of_plan, see_own_plan},
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![
        get("/my-plan", me, look),
        post("/my-plan", me, say),
        get("/my-plan/print", me, print),
        get("/my-plan/parts/{area}", me, part::look),
        post("/my-plan/parts/{area}/words", me, part::keep_words),
        post("/my-plan/parts/{area}/share", me, part::share),
        get("/my-plan/parts/{area}/new-step", me, own_step::new),
        post("/my-plan/parts/{area}/new-step", me, own_step::keep_new),
        get("/my-plan/own-steps/{own_step}", me, own_step::look),
        post("/my-plan/own-steps/{own_step}", me, own_step::keep),
        post("/my-plan/own-steps/{own_step}/mark", me, part::mark),
        post("/my-plan/own-steps/{own_step}/move", me, part::shift),
        post("/my-plan/steps/{plan_step}", me, mark),
        get("/my-plan/{plan}", me, version),
    ]
}

async fn look(desk: Desk<YoungPerson>) -> PageResult {
    show(&desk, Sheet::default(), None).await
}

async fn print(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_own_plan).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &PrintPage::of(&seen))
}

async fn say(desk: Desk<YoungPerson>, form: Form<SayForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let mut said = match form.read() {
        Ok(said) => said,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors), None).await,
    };
    said.plan = agreed(&desk.read(see_own_plan).await?);
    desk.write(move |ask| say_of_plan(ask, &said, &key)).await?;
    Ok(see_other("/my-plan#said"))
}

async fn mark(desk: Desk<YoungPerson>, at: Path<StepId>, form: Form<StepForm>) -> PageResult {
    let step = *at;
    let seen = desk.read(see_own_plan).await?;
    // Not theirs and not there are the same answer, whatever the form says.
    let is_theirs = seen.plans.iter().any(|(_, steps)| steps.iter().any(|each| each.id == step));
    if !is_theirs {
        return Err(Situation::NotFound);
    }
    let (version, status) = form.read()?;
    match desk.write(move |ask| mark_step(ask, step, version, status)).await? {
        Saved::Saved => Ok(see_other(&format!("/my-plan#step-{step}"))),
        Saved::Stale(now) if now.text.status == status => Ok(see_other(&format!("/my-plan#step-{step}"))),
        Saved::Stale(_) => show(&desk, Sheet::default(), Some((step, status))).await,
    }
}

async fn version(desk: Desk<YoungPerson>, number: Path<i64>) -> PageResult {
    let seen = desk.read(see_own_plan).await?;
    let page = VersionPage::of(&seen, *number).ok_or(Situation::NotFound)?;
    desk.show_beside(seen.own.adviser.as_ref(), &page)
}

async fn show(
    desk: &Desk<YoungPerson>,
    sheet: Sheet<SayForm>,
    beaten: Option<(StepId, onward_domain::plan::StepStatus)>,
) -> PageResult {
    let seen = desk.read(see_own_plan).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &PlanPage::of(&seen, sheet, beaten))
}
