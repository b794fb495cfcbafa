//! The children's hub's pages.

mod desk;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    desk::routes()
}
