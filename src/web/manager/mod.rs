//! The manager's pages.

mod advisers;
mod coverage;
mod openings;
mod returns;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    [coverage::routes(), advisers::routes(), returns::routes(), openings::routes()]
        .into_iter()
        .flatten()
        .collect()
}
