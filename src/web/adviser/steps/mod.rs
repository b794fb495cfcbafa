//! `/adviser/steps`: every step of everyone's plan that is not done, by what needs doing; the same as a file.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Query;
use onward_domain::open_steps::Needs;
use serde::Deserialize;

use self::page::{StepsPage, file};
use crate::{
    usecases::adviser::see_steps::see_steps,
    web::{
        desk::{Adviser, Desk},
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

const AT: &str = "/adviser/steps";
const FILE: &str = "/adviser/steps.csv";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, list), get(FILE, Audience::Adviser, download)]
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
}

async fn list(desk: Desk<Adviser>, asked: Query<Asked>) -> PageResult {
    let seen = desk.read(see_steps).await?;
    desk.show(&StepsPage::of(&seen, &asked, desk.now().today))
}

async fn download(desk: Desk<Adviser>, asked: Query<Asked>) -> PageResult {
    let seen = desk.read(see_steps).await?;
    Ok(file(&seen, &asked, desk.now().today).download("steps"))
}
