//! The reviewing officer's pages.

mod people;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [people::routes];
    rooms.into_iter().flat_map(|room| room()).collect()
}
