//! `/manager/import/{run}/take-back`: a return that was imported wrongly is taken back, whole, with a reason.

#[cfg(test)]
mod tests;

use actix_web::web::{self, Path};
use chrono::{DateTime, Utc};
use onward_domain::id::ImportId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use validator::Validate;

use super::run;
use crate::{
    usecases::manager::import_903::{SeenTakeBack, see_take_back, take_back},
    web::{
        desk::{Desk, Manager},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::manager::returns as told,
    },
};

const AT: &str = "/manager/import/{run}/take-back";
/// Fewer characters are no reason.
const LEAST: usize = 8;

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Manager, ask_why), post(AT, Audience::Manager, take)]
}

/// Where an import is taken back.
#[must_use]
pub fn address(id: ImportId) -> String {
    format!("{}/take-back", run::address(id))
}

/// Why it is taken back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
struct WhyForm {
    #[validate(length(max = 400))]
    why: String,
}

impl WhyForm {
    fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let why = read.text("why", &self.why).missing(told::Why);
        let why = why.only(|words| words.chars().count() >= LEAST, told::WhyShort).required();
        read.done(|| why)
    }
}

async fn ask_why(desk: Desk<Manager>, at: Path<ImportId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Manager>, id: ImportId, sheet: Sheet<WhyForm>) -> PageResult {
    let seen = desk.read(move |ask| see_take_back(ask, id)).await?;
    if !seen.can_be() {
        return Ok(see_other(&run::address(id)));
    }
    desk.show(&TakeBackPage::of(seen, sheet))
}

/// Takes it back. Sent twice, the second finds that it is done.
async fn take(desk: Desk<Manager>, at: Path<ImportId>, form: Form<WhyForm>) -> PageResult {
    let (id, form) = (*at, form.into_inner());
    let why = match form.read() {
        Ok(why) => why,
        Err(errors) => return show(&desk, id, Sheet::wrong(form, errors)).await,
    };
    let (store, me, now) = (desk.app.store.clone(), desk.me.user.id, desk.now());
    let done = web::block(move || take_back(&store, me, id, why, now)).await;
    done.map_err(|_| Situation::Busy)??;
    Ok(see_other(&run::address(id)))
}

/// What goes with it.
#[derive(Debug, Clone, Serialize)]
struct TakeBackPage {
    href: String,
    run: String,
    at: Option<DateTime<Utc>>,
    years: BTreeSet<String>,
    rows: usize,
    children: usize,
    questions: usize,
    settled: usize,
    /// How many questions would be asked, and of how many people an answer would wait.
    asks: usize,
    waits: usize,
    #[serde(flatten)]
    sheet: Sheet<WhyForm>,
}

impl Page for TakeBackPage {
    const TEMPLATE: &'static str = "manager/returns/take_back.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl TakeBackPage {
    fn of(seen: SeenTakeBack, sheet: Sheet<WhyForm>) -> Self {
        let SeenTakeBack { run, files, goes, asks: (asks, waits) } = seen;
        Self {
            href: address(run.id),
            run: run::address(run.id),
            at: run.applied_at,
            years: files.into_iter().filter_map(|file| file.year).collect(),
            rows: goes.rows,
            children: goes.children,
            questions: goes.questions,
            settled: goes.settled,
            asks,
            waits,
            sheet,
        }
    }
}
