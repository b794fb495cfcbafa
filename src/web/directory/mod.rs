//! Staff look after the directory: a manager all of it, an owner their own entries. Readers see it at `/directory`.

mod edit;
mod entry;
mod list;
mod questions;
#[cfg(test)]
mod tests;

use super::routes::Route;

/// The list of what somebody looks after.
pub const AT: &str = "/staff/directory";

/// The addresses of these rooms.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [list::routes, entry::routes, edit::routes, questions::routes];
    rooms.into_iter().flat_map(|room| room()).collect()
}
