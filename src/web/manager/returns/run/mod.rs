//! `/manager/import/{run}`: one return. What is wrong with it stands first, then what it would change, then taking it in.

mod file;
mod form;
mod page;
mod problems;
#[cfg(test)]
mod tests;

pub use page::stands;

use actix_web::{
    http::header,
    web::{self, Path, Query},
};
use onward_domain::{id::ImportId, returns::ssda903::Allowed};
use serde::Deserialize;
use std::time::Duration;

use self::{
    form::{Choice, TakeForm, YearForm},
    page::{RunForm, RunPage},
};
use super::files::read_year;
use crate::{
    usecases::manager::import_903::{
        Outcome, apply_claimed, claim, say_year, see_problems, see_run, withdraw,
    },
    web::{
        desk::{Desk, Manager},
        error::Situation,
        form::{Form, FormErrors, Nothing, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::Page as _,
        words::says::manager::returns as told,
    },
};

const AT: &str = "/manager/import/{run}";
const PROBLEMS: &str = "/manager/import/{run}/problems.csv";

/// An import that takes longer than this is waited for on its own page.
const PATIENCE: Duration = Duration::from_secs(2);

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Manager, run),
        get(PROBLEMS, Audience::Manager, problems_file),
        post("/manager/import/{run}/year", Audience::Manager, year),
        post("/manager/import/{run}/apply", Audience::Manager, apply),
        post("/manager/import/{run}/withdraw", Audience::Manager, let_go),
    ]
}

/// The page of a run.
#[must_use]
pub fn address(id: ImportId) -> String {
    format!("/manager/import/{id}")
}

/// Which page of people is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct WhichPeople {
    /// From 1; words that mean nothing are passed over.
    people: String,
}

async fn run(desk: Desk<Manager>, at: Path<ImportId>, asked: Query<WhichPeople>) -> PageResult {
    let (id, page) = (*at, asked.people.parse().unwrap_or(1));
    let seen = desk.read(move |ask| see_run(ask, id, page)).await?;
    let page = RunPage::of(seen, desk.app.law, Sheet::default());
    let mut response = desk.show(&page)?;
    if page.is_being_applied() {
        // Works without scripts; the page has a link that does the same.
        response.headers_mut().insert(header::REFRESH, header::HeaderValue::from_static("3"));
    }
    Ok(response)
}

/// Everything that is wrong with it, as a file for whoever corrects it.
async fn problems_file(desk: Desk<Manager>, at: Path<ImportId>) -> PageResult {
    let id = *at;
    let problems = desk.read(move |ask| see_problems(ask, id)).await?;
    Ok(file::problems(&problems).download("problems"))
}

async fn again(desk: &Desk<Manager>, id: ImportId, form: RunForm, errors: FormErrors) -> PageResult {
    let seen = desk.read(move |ask| see_run(ask, id, 1)).await?;
    let page = RunPage::of(seen, desk.app.law, Sheet::wrong(form, errors));
    debug_assert!(page.has_errors(), "it is shown again because something is wrong");
    desk.show(&page)
}

/// Says which year the files are for, and shows what they would change then.
async fn year(desk: Desk<Manager>, at: Path<ImportId>, form: Form<YearForm>) -> PageResult {
    let (id, written) = (*at, form.year.trim().to_owned());
    let told = read_year(&written).and_then(|year| year.ok_or_else(|| FormErrors::one("year", told::Year)));
    let year = match told {
        Ok(year) => year,
        Err(errors) => {
            return again(&desk, id, RunForm { year: written, ..RunForm::default() }, errors).await;
        }
    };
    let (store, me) = (desk.app.store.clone(), desk.me.user.id);
    let by = (desk.app.law, desk.now());
    let stop = desk.app.stopping.of_work();
    let _nobody_waits = stop.with_me();
    let fresh = web::block(move || say_year(&store, me, id, year, by, &stop)).await;
    Ok(see_other(&address(fresh.map_err(|_| Situation::Busy)??.unwrap_or(id))))
}

/// Applies exactly what was shown. A second press finds the first at work, or done.
async fn apply(desk: Desk<Manager>, at: Path<ImportId>, form: Form<TakeForm>) -> PageResult {
    let (id, form) = (*at, form.into_inner());
    let seen = desk.read(move |ask| see_run(ask, id, 1)).await?;
    match form.read(&seen.run) {
        Err(errors) => {
            let page = RunPage::of(
                seen,
                desk.app.law,
                Sheet::wrong(RunForm { take: form, ..RunForm::default() }, errors),
            );
            desk.show(&page)
        }
        Ok(Choice::Later) => Ok(see_other(&address(id))),
        Ok(Choice::Take(allowed)) => take(&desk, id, allowed).await,
    }
}

async fn take(desk: &Desk<Manager>, id: ImportId, allowed: Allowed) -> PageResult {
    let (store, me, now) = (desk.app.store.clone(), desk.me.user.id, desk.now());
    let mine = web::block(move || claim(&store, me, id, allowed, now)).await;
    if !mine.map_err(|_| Situation::Busy)?? {
        return Ok(see_other(&address(id)));
    }
    // Whoever said yes need not wait for it; only the service's own end stops it.
    let (store, law, stop) = (desk.app.store.clone(), desk.app.law, desk.app.stopping.of_work());
    let work = actix_web::rt::task::spawn_blocking(move || {
        let outcome = apply_claimed(&store, me, id, (law, now), &stop);
        if let Err(why) = &outcome {
            tracing::error!(import = %id, %why, "an import could not be applied");
        }
        outcome
    });
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(Ok(Outcome::Replaced(fresh)))) => Ok(see_other(&address(fresh))),
        _ => Ok(see_other(&address(id))),
    }
}

/// Lets go of what was shown.
async fn let_go(desk: Desk<Manager>, at: Path<ImportId>, _form: Form<Nothing>) -> PageResult {
    let (store, me, id, now) = (desk.app.store.clone(), desk.me.user.id, *at, desk.now());
    let done = web::block(move || withdraw(&store, me, id, now)).await;
    done.map_err(|_| Situation::Busy)??;
    Ok(see_other(&address(id)))
}
