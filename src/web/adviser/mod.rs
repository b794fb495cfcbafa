//! The adviser's pages.

mod course;
mod entitlement;
mod fact;
mod fact_words;
mod facts;
pub mod handlers;
mod invitation;
mod name;
pub mod pages;
mod questions;
mod said;
mod search;
pub mod show_care_history;
pub mod show_people;
pub mod show_person;
mod show_person_entitlements;
mod show_person_life;
pub mod show_returns;
pub mod show_spell;
mod show_trace;
pub mod what_if;
mod who;

use super::routes::{Audience::Adviser, Route, get, post};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/adviser/people", Adviser, handlers::my_people),
        get("/adviser/people/{person}", Adviser, handlers::person),
        get("/adviser/people/{person}/care-history", Adviser, handlers::care_history),
        get("/adviser/people/{person}/care-history/spells/new", Adviser, handlers::new_spell),
        post("/adviser/people/{person}/care-history/spells/new", Adviser, handlers::add_spell),
        get("/adviser/people/{person}/care-history/spells/{spell}", Adviser, handlers::spell),
        post("/adviser/people/{person}/care-history/spells/{spell}", Adviser, handlers::change_spell),
        get("/adviser/people/{person}/what-if", Adviser, what_if::page),
    ];
    let rooms = [
        course::routes,
        entitlement::routes,
        fact::routes,
        facts::routes,
        invitation::routes,
        name::routes,
        questions::routes,
        search::routes,
    ];
    for room in rooms {
        routes.extend(room());
    }
    routes
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
