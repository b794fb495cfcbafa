//! A young person's own pages.

pub(in crate::web) mod called;
mod entitlement;
mod home;
mod messages;
mod money;
mod paths;
mod place;
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
        money::routes,
        messages::routes,
        paths::routes,
        place::routes,
    ]
    .into_iter()
    .flat_map(|room| room())
    .collect()
}
