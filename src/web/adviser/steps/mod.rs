//! `/adviser/steps`: every step of everyone's plan that is not done, by what needs doing, ticked in place; the same as a file.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use onward_domain::{
    id::{PersonId, StepId},
    open_steps::Needs,
    plan::StepStatus,
};
use serde::Deserialize;

pub use self::page::Row as StepRow;
use self::page::{StepsPage, file};
use crate::{
    usecases::adviser::{
        see_steps::{see_steps, see_steps_about},
        tick_step::{Ticked, tick_step},
    },
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::Form,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

const AT: &str = "/adviser/steps";
const TODAY: &str = "/adviser/today";
/// One step, ticked or taken back.
const ONE: &str = "/adviser/steps/{plan_step}";
const FILE: &str = "/adviser/steps.csv";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Adviser, list),
        get(FILE, Audience::Adviser, download),
        post(ONE, Audience::Adviser, tick),
    ]
}

/// What the address asks for. Unknown words are ignored, so that an old address still works.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// What needs doing; everything that needs something without it.
    pub show: String,
    /// Part of a name.
    pub q: String,
    pub page: String,
    /// A step that was ticked and was stuck before: taken back, it is stuck again.
    pub stuck: String,
    /// A step that somebody else changed meanwhile.
    pub meanwhile: String,
    /// A step was ticked whose plan is no longer in force.
    pub over: String,
}

impl Asked {
    fn need(&self) -> Option<Needs> {
        self.show.parse().ok()
    }

    /// The address of the same list, with another need or page.
    fn address(&self, at: &str, need: Option<Needs>, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let pairs = [("show", need.map_or("", Needs::word)), ("q", self.q.trim()), ("page", page.as_str())];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_html_form::to_string(&pairs).unwrap_or_default();
        if query.is_empty() { at.to_owned() } else { format!("{at}?{query}") }
    }

    /// The address of this very list, with what came of a form.
    fn after(&self, what: &str, said: &str) -> String {
        let here = self.address(AT, self.need(), self.page.parse().unwrap_or(1));
        let between = if here.contains('?') { '&' } else { '?' };
        if what.is_empty() { here } else { format!("{here}{between}{what}={said}") }
    }
}

async fn list(desk: Desk<Adviser>, asked: Query<Asked>) -> PageResult {
    let about: Option<StepId> = asked.meanwhile.parse().ok();
    let seen = desk.read(move |ask| see_steps_about(ask, about)).await?;
    desk.show(&StepsPage::of(&seen, &asked, desk.now().today))
}

async fn download(desk: Desk<Adviser>, asked: Query<Asked>) -> PageResult {
    let seen = desk.read(see_steps).await?;
    Ok(file(&seen, &asked, desk.now().today).download("steps"))
}

/// Whose step it is, how it is to stand, and where the form was sent from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Tick {
    person: String,
    version: String,
    /// How it is to stand: `done`, or as it stood before.
    status: String,
    back: String,
}

async fn tick(desk: Desk<Adviser>, at: Path<StepId>, form: Form<Tick>) -> PageResult {
    let (step, form) = (*at, form.into_inner());
    let unreadable = || Situation::NOT_OUR_FORM;
    let person: PersonId = form.person.parse().map_err(|_| unreadable())?;
    let version: i64 = form.version.parse().map_err(|_| unreadable())?;
    let status: StepStatus = form.status.parse().map_err(|_| unreadable())?;
    if status == StepStatus::Dropped {
        return Err(unreadable());
    }
    let ticked = desk.write(move |ask| tick_step(ask, person, step, version, status)).await?;
    let today = form.back == TODAY;
    let query = form.back.strip_prefix(AT).and_then(|rest| rest.strip_prefix('?')).unwrap_or_default();
    let asked: Asked = serde_html_form::from_str(query).unwrap_or_default();
    let id = step.to_string();
    Ok(see_other(&match ticked {
        Ticked::Now(_) if today => format!("{TODAY}#steps"),
        Ticked::Now(StepStatus::Stuck) => asked.after("stuck", &id),
        Ticked::Now(_) => asked.after("", ""),
        Ticked::Meanwhile => asked.after("meanwhile", &id),
        Ticked::NotInForce => asked.after("over", "yes"),
    }))
}
