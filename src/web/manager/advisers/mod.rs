//! `/manager/people`: who has which adviser. A manager gives people an adviser, or takes one off.

pub mod handlers;
pub mod page;
mod show;

pub use show::without;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;

use crate::web::routes::{Audience::Manager, Route, get, post};

/// The addresses of these pages.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/manager/people", Manager, handlers::page),
        post("/manager/people", Manager, handlers::give),
        get("/manager/people/{person}/name", Manager, handlers::name),
        post("/manager/people/{person}/name", Manager, handlers::write_name),
    ]
}
