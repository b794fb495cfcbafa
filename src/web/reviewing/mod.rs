//! The reviewing officer's pages.

mod people;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    people::routes()
}
