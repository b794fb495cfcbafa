//! Opening a record from outside: for advisers, reviewing officers and the hub alike.

pub mod open;
pub mod pages;

use super::routes::{Audience, Route, get, post};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let staff = Audience::Practitioner;
    vec![
        get("/adviser/open/{person}", staff, open::page),
        post("/adviser/open/{person}", staff, open::take),
        post("/adviser/open/{person}/close", staff, open::close_now),
    ]
}
