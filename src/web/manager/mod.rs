//! The manager's pages.

mod advisers;
mod coverage;
pub mod import_903;
mod openings;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    [coverage::routes(), advisers::routes(), import_903::routes(), openings::routes()]
        .into_iter()
        .flatten()
        .collect()
}
