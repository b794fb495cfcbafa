//! Importing the yearly return on a manager's page: choose files, see what they would change, confirm.

pub mod handlers;
pub mod pages;
mod show_run;
mod upload;

#[cfg(test)]
mod tests;

use crate::web::routes::{Audience::Manager, Route, get, post};

/// The addresses of the import.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/manager/import", Manager, handlers::start),
        post("/manager/import", Manager, handlers::upload),
        get("/manager/import/{run}", Manager, handlers::run),
        post("/manager/import/{run}/apply", Manager, handlers::apply),
        post("/manager/import/{run}/withdraw", Manager, handlers::withdraw),
    ]
}
