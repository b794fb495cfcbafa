//! The reviewing officer's pages.

pub mod people;

use super::routes::{Audience, Route, get};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![get("/reviewing/people", Audience::Reviewing, people::page)]
}
