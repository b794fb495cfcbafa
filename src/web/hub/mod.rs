//! The children's hub's pages.

pub mod desk;

use super::routes::{Audience, Route, get, post};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![get("/hub", Audience::Hub, desk::page), post("/hub", Audience::Hub, desk::find)]
}
