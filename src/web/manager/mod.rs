//! The manager's pages.

mod advisers;
mod coverage;
mod law;
mod openings;
mod returns;
mod watch;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    [coverage::routes, advisers::routes, returns::routes, openings::routes, watch::routes, law::routes]
        .into_iter()
        .flat_map(|room| room())
        .collect()
}
