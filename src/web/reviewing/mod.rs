//! The reviewing officer's pages.

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    Vec::new()
}
