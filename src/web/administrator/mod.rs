//! The administrator's pages: users, never records.

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    Vec::new()
}
