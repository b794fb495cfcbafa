//! The children's hub's pages.

mod adviser;
mod answer;
mod call;
mod contact;
mod desk;
mod earlier;
mod elsewhere;
mod family;
mod night;
mod partners;
mod queue;
mod route;
#[cfg(test)]
mod tests;

use super::routes::Route;

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [
        desk::routes,
        queue::routes,
        call::routes,
        earlier::routes,
        elsewhere::routes,
        contact::routes,
        route::routes,
        answer::routes,
        adviser::routes,
        family::routes,
        partners::routes,
        night::routes,
    ];
    rooms.into_iter().flat_map(|room| room()).collect()
}
