//! A young person's own pages.

mod about_me;
mod appointments;
mod ask;
pub(in crate::web) mod called;
mod documents;
mod draft;
mod entitlement;
mod home;
mod in_life;
mod letters;
mod looking_back;
mod messages;
mod mine;
mod money;
mod owes;
mod paths;
mod place;
mod plan;
mod progress;
pub(in crate::web) mod receipts;
mod reminders;
mod requests;
mod reviews;
mod row;
mod sharing;
mod support;
#[cfg(test)]
mod testing;
pub(in crate::web) mod thing;
pub(in crate::web) mod told;
mod turning;
mod what_you_can_get;
mod who_has_looked;
mod why;
mod wrong;
mod years;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [
        home::routes,
        what_you_can_get::routes,
        entitlement::routes,
        about_me::routes,
        ask::routes,
        progress::routes,
        money::routes,
        turning::routes,
        looking_back::routes,
        letters::routes,
        draft::routes,
        plan::routes,
        why::routes,
        years::routes,
        wrong::routes,
        who_has_looked::routes,
        messages::routes,
        appointments::routes,
        mine::routes,
        support::routes,
        paths::routes,
        place::routes,
        receipts::routes,
        documents::routes,
        in_life::routes,
        reminders::routes,
        requests::routes,
        reviews::routes,
    ];
    rooms.into_iter().flat_map(|room| room()).collect()
}
