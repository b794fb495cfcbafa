//! The manager's pages.

pub mod handlers;
pub mod openings;
pub mod pages;
pub mod show_coverage;

use super::routes::{Audience::Manager, Route, get};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/manager/coverage", Manager, handlers::coverage),
        get("/manager/coverage/people", Manager, handlers::coverage_people),
    ]
}
