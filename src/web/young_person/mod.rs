//! A young person's own pages.

mod about_me;
pub(in crate::web) mod called;
mod entitlement;
mod home;
mod money;
mod owes;
#[cfg(test)]
mod testing;
pub(in crate::web) mod thing;
mod what_you_can_get;
mod who_has_looked;
mod why;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    [
        home::routes,
        what_you_can_get::routes,
        entitlement::routes,
        why::routes,
        who_has_looked::routes,
        about_me::routes,
        money::routes,
    ]
    .into_iter()
    .flat_map(|room| room())
    .collect()
}
