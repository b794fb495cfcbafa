//! Answers a manager's requests about imports.

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest,
    http::header,
    web::{self, Path, Query},
};
use onward_domain::{
    id::{ImportId, UserId},
    returns::ssda903::{Allowed, CollectionYear},
};
use onward_store::{StoreError, StoreResult, Tx, scope::ServiceView};
use serde::Deserialize;
use std::time::Duration;

use super::{
    pages::{ImportStart, RunRow},
    show_run::{self, SeenRun},
    upload,
};
use crate::{
    App, clock,
    usecases::manager::import_903::{self, Outcome},
    web::{
        error::Situation,
        extract::Manager,
        form::Form,
        reply::{PageResult, see_other, show, show_again},
        view::FormErrors,
    },
};

/// Earlier runs that the first page lists.
const EARLIER: i64 = 20;
/// How many people with open questions are listed.
const MOST_ASKED: usize = 100;
/// An import that takes longer than this is waited for on its own page.
const PATIENCE: Duration = Duration::from_secs(2);

fn service(tx: &Tx, me: UserId) -> StoreResult<ServiceView> {
    tx.viewer(me)?.and_then(|viewer| viewer.service()).ok_or(StoreError::NotFound)
}

fn run_id(path: &Path<String>) -> Result<ImportId, Situation> {
    path.parse().map_err(|_| Situation::NotFound)
}

fn place(id: ImportId) -> String {
    format!("/manager/import/{id}")
}

async fn start_page(
    app: &App,
    me: &Manager,
    year: String,
    errors: FormErrors,
) -> Result<ImportStart, Situation> {
    let user = me.user.id;
    let moment = app.clock.moment();
    let (runs, waiting) = app
        .read(move |tx| {
            let runs = service(tx, user)?.returns(tx).latest_runs(EARLIER)?;
            Ok((runs, import_903::questions_waiting(tx, user, MOST_ASKED, moment)?))
        })
        .await?;
    let (asked, waiting) = show_run::asked(waiting);
    let now = moment.at;
    let runs = runs
        .into_iter()
        .map(|run| import_903::as_it_stands(run, moment))
        .map(|run| RunRow {
            href: place(run.id),
            when: clock::when(run.created_at, now),
            state: show_run::state(&run),
            said: show_run::said(&run.counts),
        })
        .collect();
    Ok(ImportStart { errors, year, runs, waiting, asked })
}

/// `/manager/import`.
///
/// # Errors
/// Any store error.
pub async fn start(app: App, request: HttpRequest, me: Manager) -> PageResult {
    let page = start_page(&app, &me, String::new(), FormErrors::none()).await?;
    show(&app, &request, Some(&me), &page)
}

/// Receives files and shows what they would change.
///
/// # Errors
/// Any error from the upload or the store.
pub async fn upload(app: App, request: HttpRequest, me: Manager, body: Multipart) -> PageResult {
    let upload = upload::read(&request, body).await?;
    let written = upload.year.clone();
    let year = if written.is_empty() { None } else { written.parse::<CollectionYear>().ok() };
    let mut errors = FormErrors::none();
    if !written.is_empty() && year.is_none() {
        errors.add("year", "Enter the collection year like this: 2025-26");
    }
    if upload.files.is_empty() {
        errors.add("files", "Choose the return’s CSV files");
    }
    if !errors.is_empty() {
        let page = start_page(&app, &me, written, errors).await?;
        return show_again(&app, &request, Some(&me), &page);
    }
    let (store, user, now) = (app.store.clone(), me.user.id, app.clock.moment());
    let files = upload.named(year);
    let shown = web::block(move || import_903::show(&store, user, files, now)).await;
    Ok(see_other(&place(shown.map_err(|_| Situation::Busy)??)))
}

/// `/manager/import/{run}`.
///
/// # Errors
/// There is no such run.
pub async fn run(
    app: App,
    request: HttpRequest,
    me: Manager,
    path: Path<String>,
    asked: Query<WhichPeople>,
) -> PageResult {
    let page = run_page(&app, &me, run_id(&path)?, &asked, FormErrors::none()).await?;
    let mut response = show(&app, &request, Some(&me), &page)?;
    if page.applying {
        // Works without JavaScript; the page has a link that does the same.
        response.headers_mut().insert(header::REFRESH, header::HeaderValue::from_static("3"));
    }
    Ok(response)
}

/// Which page of people is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WhichPeople {
    /// From 1; unknown words are ignored.
    people: String,
}

async fn run_page(
    app: &App,
    me: &Manager,
    id: ImportId,
    asked: &WhichPeople,
    errors: FormErrors,
) -> Result<super::pages::ImportRun, Situation> {
    let (user, now) = (me.user.id, app.clock.moment());
    // No return has this many people.
    let page = asked.people.parse().unwrap_or(1).clamp(1, 1_000_000_usize);
    let seen = app
        .read(move |tx| {
            let returns = service(tx, user)?.returns(tx);
            let (after, most) = ((page - 1) * show_run::PEOPLE, show_run::PEOPLE);
            let (people, all_people) = returns.run_people(
                id,
                i64::try_from(after).unwrap_or(0),
                i64::try_from(most).unwrap_or(0),
            )?;
            Ok(SeenRun {
                run: import_903::as_it_stands(returns.run(id)?, now),
                files: returns.run_files(id)?,
                problems: returns.run_problems(id, show_run::SHOWN)?,
                people,
                all_people,
                page,
            })
        })
        .await?;
    Ok(show_run::page(seen, errors))
}

/// The answer to "import it?".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApplyForm {
    /// `yes` if rows that can't be imported are to be left out.
    skip: String,
    /// `yes` if most of the children who should be in a year may be missing.
    hardly: String,
}

/// A form without fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoFields {}

/// Applies exactly what was shown. A second press finds the first in progress, or done.
///
/// # Errors
/// There is no such run; any store error.
pub async fn apply(
    app: App,
    request: HttpRequest,
    me: Manager,
    path: Path<String>,
    form: Form<ApplyForm>,
) -> PageResult {
    let (id, user, now) = (run_id(&path)?, me.user.id, app.clock.moment());
    let skip = form.skip == "yes";
    let allowed = Allowed { skip_problems: skip, hardly_anything: form.hardly == "yes" };
    let first = WhichPeople::default();
    let page = run_page(&app, &me, id, &first, FormErrors::none()).await?;
    if page.hardly_anything.is_some() && !allowed.hardly_anything {
        let errors = FormErrors::one(
            "hardly",
            "Say that children may be missing from it, or fix the files and choose them again",
        );
        let page = run_page(&app, &me, id, &first, errors).await?;
        return show_again(&app, &request, Some(&me), &page);
    }
    if page.must_skip.is_some() && !skip {
        let errors = FormErrors::one(
            "skip",
            "Say that these rows may be left out, or fix them and choose the files again",
        );
        let page = run_page(&app, &me, id, &first, errors).await?;
        return show_again(&app, &request, Some(&me), &page);
    }
    let store = app.store.clone();
    let mine = web::block(move || import_903::claim(&store, user, id, allowed, now)).await;
    if !mine.map_err(|_| Situation::Busy)?? {
        return Ok(see_other(&place(id)));
    }
    let store = app.store.clone();
    let work = actix_web::rt::task::spawn_blocking(move || {
        let outcome = import_903::apply_claimed(&store, user, id, now);
        if let Err(why) = &outcome {
            tracing::error!(import = %id, %why, "an import could not be applied");
        }
        outcome
    });
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(Ok(Outcome::Replaced(fresh)))) => Ok(see_other(&place(fresh))),
        _ => Ok(see_other(&place(id))),
    }
}

/// Withdraws what was shown.
///
/// # Errors
/// There is no such run; any store error.
pub async fn withdraw(app: App, me: Manager, path: Path<String>, _form: Form<NoFields>) -> PageResult {
    let (id, user, now) = (run_id(&path)?, me.user.id, app.clock.moment());
    let store = app.store.clone();
    let done = web::block(move || import_903::withdraw(&store, user, id, now)).await;
    done.map_err(|_| Situation::Busy)??;
    Ok(see_other(&place(id)))
}
