//! Signing in, invitations, devices: for everyone who has an account.

pub mod pages;
pub mod session_store;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    Vec::new()
}
