//! The manager's pages.

mod advisers;
mod challenges;
mod cover;
mod coverage;
mod emergencies;
mod first_day;
mod hub;
mod law;
mod levels;
mod matters;
mod notices;
mod officers;
mod openings;
mod overrides;
mod plans;
mod refusals;
mod returns;
mod steps;
mod waiting;
mod watch;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [
        coverage::routes,
        advisers::routes,
        cover::routes,
        first_day::routes,
        emergencies::routes,
        returns::routes,
        openings::routes,
        matters::routes,
        plans::routes,
        steps::routes,
        overrides::routes,
        refusals::routes,
        waiting::routes,
        watch::routes,
        law::routes,
        challenges::routes,
        levels::routes,
        hub::routes,
        officers::routes,
        notices::routes,
    ];
    rooms.into_iter().flat_map(|room| room()).collect()
}
