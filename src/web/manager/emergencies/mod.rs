//! `/manager/emergencies`: who asked for help that can't wait before today, and waits; with whose they are.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_domain::night::Night;
use onward_store::scope::Listed;
use serde::Serialize;
use std::sync::Arc;

use crate::{
    usecases::manager::{
        coverage::{figures, waits_since},
        nights::{NightOf, see_emergencies},
    },
    web::{
        desk::{Desk, Manager},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/manager/emergencies", Audience::Manager, emergencies)]
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct EmergenciesPage {
    rows: Vec<Row>,
    /// What was left out of hours for somebody whom no adviser has.
    nights: Vec<NightRow>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    since: Option<NaiveDate>,
    adviser: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct NightRow {
    href: String,
    name: String,
    what: Night,
    on: NaiveDate,
    place: Option<String>,
    words: String,
}

impl Page for EmergenciesPage {
    const TEMPLATE: &str = "manager/emergencies.html";
}

impl EmergenciesPage {
    pub fn of(people: &[Arc<Listed>], nights: &[NightOf], law: &Law) -> Self {
        let row = |one: &Arc<Listed>| Row {
            href: format!("/manager/people/{}", one.person.id),
            name: one.person.identity.listed_name(),
            since: waits_since(law, one),
            adviser: one.adviser.as_ref().map(|adviser| adviser.name.clone()),
        };
        let mut rows: Vec<Row> = people.iter().map(row).collect();
        rows.sort_by_key(|row| row.since);
        let night = |(note, one): &NightOf| NightRow {
            href: format!("/manager/people/{}", one.person.id),
            name: one.person.identity.listed_name(),
            what: note.said.what,
            on: note.said.happened_on,
            place: note.said.place.clone(),
            words: note.said.words.clone(),
        };
        Self { rows, nights: nights.iter().map(night).collect() }
    }
}

async fn emergencies(desk: Desk<Manager>) -> PageResult {
    let app = desk.app.clone();
    let (people, nights) = desk
        .read(move |ask| {
            let waiting = figures(ask, &app.kept)?.emergencies.clone();
            see_emergencies(ask, &waiting)
        })
        .await?;
    desk.show(&EmergenciesPage::of(&people, &nights, desk.app.law))
}
