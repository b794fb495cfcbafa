//! The children's hub's pages.

mod contact;
mod desk;
mod queue;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut routes = desk::routes();
    routes.extend(queue::routes());
    routes.extend(contact::routes());
    routes
}
