//! The administrator's pages: users, and nothing about anybody's record.

mod colleague;
mod feeds;
mod teams;
mod users;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [users::routes, colleague::routes, teams::routes, feeds::routes];
    rooms.into_iter().flat_map(|room| room()).collect()
}
