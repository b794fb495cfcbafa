//! The administrator's pages: users, and nothing about anybody's record.

mod users;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    users::routes()
}
