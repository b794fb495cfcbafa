//! `/manager/emergencies`: who asked for help that can't wait before today, and waits; with whose they are.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use leaving_care_rules::Law;
use onward_store::scope::Listed;
use serde::Serialize;
use std::sync::Arc;

use crate::{
    usecases::manager::coverage::{figures, people_behind, waits_since},
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
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    name: String,
    since: Option<NaiveDate>,
    adviser: Option<String>,
}

impl Page for EmergenciesPage {
    const TEMPLATE: &str = "manager/emergencies.html";
}

impl EmergenciesPage {
    pub fn of(people: &[Arc<Listed>], law: &Law) -> Self {
        let row = |one: &Arc<Listed>| Row {
            href: format!("/manager/people/{}", one.person.id),
            name: one.person.identity.listed_name(),
            since: waits_since(law, one),
            adviser: one.adviser.as_ref().map(|adviser| adviser.name.clone()),
        };
        let mut rows: Vec<Row> = people.iter().map(row).collect();
        rows.sort_by_key(|row| row.since);
        Self { rows }
    }
}

async fn emergencies(desk: Desk<Manager>) -> PageResult {
    let app = desk.app.clone();
    let people = desk
        .read(move |ask| {
            let who = figures(ask, &app.kept)?.emergencies.clone();
            if who.is_empty() { Ok(Vec::new()) } else { people_behind(ask, &who) }
        })
        .await?;
    desk.show(&EmergenciesPage::of(&people, desk.app.law))
}
