//! The manager's pages.

mod advisers;
mod first_day;
pub mod handlers;
pub mod import_903;
mod openings;
pub mod pages;
pub mod show_coverage;

use super::routes::{Audience::Manager, Route, get};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/manager/coverage", Manager, handlers::coverage),
        get("/manager/coverage/people", Manager, handlers::coverage_people),
        get("/manager/coverage/people.csv", Manager, handlers::coverage_file),
    ];
    routes.extend(advisers::routes());
    routes.extend(first_day::routes());
    routes.extend(import_903::routes());
    routes.extend(openings::routes());
    routes
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
