//! The adviser's pages, one room per page.

mod address;
mod appointments;
mod assessment;
mod birth;
mod care_history;
mod chronology;
mod confirm;
mod course;
mod cover;
mod documents;
mod due;
mod entitlement;
mod episode;
mod event;
mod fact;
mod fact_words;
mod facts;
mod group;
mod in_life;
mod invitation;
mod languages;
mod lived_with;
mod living;
mod made_before;
mod messages;
mod name;
mod out_of_area;
mod overrides;
mod own_answer;
mod people;
mod person;
pub(super) mod plan;
mod questions;
mod receipts;
mod said;
mod said_answer;
mod said_wrong;
mod search;
mod steps;
mod support;
mod today;
mod together;
pub mod trace;
mod visit;
mod warnings;
mod what_if;
pub(super) mod who;
mod whose;
mod withdraw;

pub(super) use self::{entitlement::rule_says, messages::MessagesPage, overrides::Decided};
use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [
        today::routes,
        support::routes,
        steps::routes,
        people::routes,
        together::routes,
        person::routes,
        care_history::routes,
        group::routes,
        episode::routes,
        event::routes,
        withdraw::routes,
        what_if::routes,
        name::routes,
        search::routes,
        course::routes,
        entitlement::routes,
        overrides::routes,
        fact::routes,
        facts::routes,
        invitation::routes,
        messages::routes,
        appointments::routes,
        receipts::routes,
        documents::routes,
        in_life::routes,
        out_of_area::routes,
        questions::routes,
        visit::routes,
        cover::routes,
        plan::routes,
        assessment::routes,
        chronology::routes,
        confirm::routes,
        address::routes,
        birth::routes,
        lived_with::routes,
        living::routes,
        made_before::routes,
        own_answer::routes,
        said_wrong::routes,
    ];
    rooms.into_iter().flat_map(|room| room()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
