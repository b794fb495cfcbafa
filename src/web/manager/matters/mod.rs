//! `/manager/requests`: complaints, and who asked for an advocate or for their file: each with its day, its stages recorded one by
//! one on its own page.

mod form;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use onward_domain::{
    id::{MatterId, PersonId},
    matter::{MatterKind, MatterRefused},
};
use serde::Serialize;

use self::form::TurnForm;
use crate::{
    usecases::manager::matters::{SeenMatter, Waiting, record_matter, see_matter, see_matters},
    web::{
        desk::{Desk, Manager},
        form::{Form, FormErrors, Sheet},
        matter::MatterShown,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::{Say, says::manager::matters as told},
    },
};

const HERE: &str = "/manager/requests";
const ONE: &str = "/manager/people/{person}/requests/{matter}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(HERE, Audience::Manager, look),
        get(ONE, Audience::Manager, one),
        post(ONE, Audience::Manager, record),
    ]
}

/// What waits, soonest first.
#[derive(Debug, Clone, Serialize)]
pub struct RequestsPage {
    waits: Vec<Listed>,
    late: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Listed {
    name: String,
    href: String,
    one: MatterShown,
}

impl Page for RequestsPage {
    const TEMPLATE: &'static str = "manager/requests.html";
}

impl RequestsPage {
    fn of(waits: &[Waiting], today: NaiveDate) -> Self {
        let shown = |each: &Waiting| Listed {
            name: each.name.clone(),
            href: address(each.person, each.matter.id),
            one: MatterShown::of(&each.matter, &[], today),
        };
        let late = waits.iter().filter(|each| each.matter.stands().late(today)).count();
        Self { waits: waits.iter().map(shown).collect(), late }
    }
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct RequestPage {
    name: String,
    person: String,
    action: String,
    one: MatterShown,
    /// The council has something to do.
    waits: bool,
    #[serde(flatten)]
    sheet: Sheet<TurnForm>,
}

impl Page for RequestPage {
    const TEMPLATE: &'static str = "manager/request.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl RequestPage {
    fn of(seen: &SeenMatter, today: NaiveDate, sheet: Sheet<TurnForm>) -> Self {
        let Waiting { person, name, matter } = &seen.waiting;
        Self {
            name: name.clone(),
            person: format!("/manager/people/{person}"),
            action: address(*person, matter.id),
            one: MatterShown::of(matter, &seen.writers, today),
            waits: matter.stands().waits(),
            sheet,
        }
    }
}

fn address(person: PersonId, id: MatterId) -> String {
    format!("/manager/people/{person}/requests/{id}")
}

async fn look(desk: Desk<Manager>) -> PageResult {
    let waits = desk.read(see_matters).await?;
    desk.show(&RequestsPage::of(&waits, desk.now().today))
}

async fn one(desk: Desk<Manager>, at: Path<(PersonId, MatterId)>) -> PageResult {
    let (person, id) = *at;
    show(&desk, person, id, Sheet::default()).await
}

async fn show(desk: &Desk<Manager>, person: PersonId, id: MatterId, sheet: Sheet<TurnForm>) -> PageResult {
    let seen = desk.read(move |ask| see_matter(ask, person, id)).await?;
    desk.show(&RequestPage::of(&seen, desk.now().today, sheet))
}

async fn record(desk: Desk<Manager>, at: Path<(PersonId, MatterId)>, form: Form<TurnForm>) -> PageResult {
    let ((person, id), key, form) = (*at, form.once.clone(), form.into_inner());
    let seen = desk.read(move |ask| see_matter(ask, person, id)).await?;
    let note = match form.read(seen.waiting.matter.kind == MatterKind::Advocate, desk.now().today) {
        Ok(note) => note,
        Err(errors) => {
            return desk.show(&RequestPage::of(&seen, desk.now().today, Sheet::wrong(form, errors)));
        }
    };
    match desk.write(move |ask| record_matter(ask, person, id, &note, &key)).await? {
        Ok(()) => Ok(see_other(&address(person, id))),
        Err(why) => show(&desk, person, id, Sheet::wrong(form, refused(why))).await,
    }
}

fn refused(why: MatterRefused) -> FormErrors {
    match why {
        MatterRefused::TooLong(last) => FormErrors::one("until", told::TooLong { last: last.into() }),
        MatterRefused::BeforeAsked => FormErrors::one("on", told::BeforeAsked),
        MatterRefused::Before => FormErrors::one("act", told::Before),
        MatterRefused::NoLonger => FormErrors::one("act", told::NoLonger),
        _ => FormErrors::one("act", Say::from(told::Over)),
    }
}
