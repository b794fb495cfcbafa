//! Opening a record from outside: for advisers, reviewing officers and the hub alike.

mod open;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    open::routes()
}
