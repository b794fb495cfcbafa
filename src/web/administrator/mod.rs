//! The administrator's pages: users and nothing about anybody's record.

pub mod users;

use super::routes::{Audience, Route, get, post};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let administrator = Audience::Administrator;
    vec![
        get("/admin/users", administrator, users::page),
        post("/admin/users", administrator, users::add),
        post("/admin/users/role", administrator, users::change_role),
        post("/admin/users/disable", administrator, users::disable),
        post("/admin/users/enable", administrator, users::enable),
        post("/admin/users/reset", administrator, users::reset),
    ]
}
