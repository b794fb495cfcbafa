//! The children's hub's pages.

mod contact;
mod desk;
mod queue;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [desk::routes, queue::routes, contact::routes];
    rooms.into_iter().flat_map(|room| room()).collect()
}
