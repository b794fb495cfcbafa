//! A young person's own pages.

mod care;
mod entitlement;
mod get;
mod home;
mod looked;
pub mod pages;
mod says;
mod standing;
#[cfg(test)]
mod tests;
mod why;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    Vec::new()
}
