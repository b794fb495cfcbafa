//! The adviser's pages.

mod fact_words;
pub mod facts;
pub mod handlers;
pub mod import_questions;
pub mod invitation;
pub mod name;
pub mod pages;
pub mod record_step;
pub mod show_care_history;
pub mod show_course;
pub mod show_entitlement;
pub mod show_fact;
pub mod show_facts;
pub mod show_people;
pub mod show_person;
mod show_person_entitlements;
mod show_person_life;
pub mod show_returns;
pub mod show_spell;
mod show_trace;
pub mod what_if;

use super::routes::{Audience::Adviser, Route, get, post};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/adviser/people", Adviser, handlers::my_people),
        get("/adviser/people/{person}", Adviser, handlers::person),
        get("/adviser/people/{person}/care-history", Adviser, handlers::care_history),
        get("/adviser/people/{person}/care-history/spells/new", Adviser, handlers::new_spell),
        post("/adviser/people/{person}/care-history/spells/new", Adviser, handlers::add_spell),
        get("/adviser/people/{person}/care-history/spells/{spell}", Adviser, handlers::spell),
        post("/adviser/people/{person}/care-history/spells/{spell}", Adviser, handlers::change_spell),
        get("/adviser/people/{person}/entitlements/{number}", Adviser, record_step::entitlement),
        post("/adviser/people/{person}/entitlements/{number}", Adviser, record_step::add_step),
        get("/adviser/people/{person}/facts", Adviser, facts::list),
        get("/adviser/people/{person}/facts/courses/new", Adviser, facts::new_course),
        post("/adviser/people/{person}/facts/courses/new", Adviser, facts::add_course),
        get("/adviser/people/{person}/facts/courses/{course}", Adviser, facts::course),
        post("/adviser/people/{person}/facts/courses/{course}", Adviser, facts::change_course),
        get("/adviser/people/{person}/facts/{number}", Adviser, facts::question),
        post("/adviser/people/{person}/facts/{number}", Adviser, facts::answer),
        get("/adviser/people/{person}/what-if", Adviser, what_if::page),
        get("/adviser/people/{person}/name", Adviser, name::page),
        post("/adviser/people/{person}/name", Adviser, name::save),
        get("/adviser/search", Adviser, handlers::search),
    ]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
