//! The reviewing officer's pages.

mod advice;
mod challenges;
mod people;
mod reviews;
mod schedule;
#[cfg(test)]
mod tests;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [people::routes, schedule::routes, reviews::routes, challenges::routes, advice::routes];
    rooms.into_iter().flat_map(|room| room()).collect()
}
