//! Signing in, invitations, devices: for everyone with an account.

mod choice;
mod fresh;
mod invitation;
mod own;
mod reset;
mod second_factor;
mod second_person;
pub mod session;
pub mod session_store;
mod sign_in;
pub mod unsaved;

pub use self::fresh::proves;
use super::{desk::Visitor, routes::Route, view::Phone};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let rooms = [
        sign_in::routes,
        second_factor::routes,
        invitation::routes,
        reset::routes,
        own::routes,
        second_person::routes,
        unsaved::routes,
    ];
    rooms.into_iter().flat_map(|room| room()).collect()
}

/// The leaving care team's own number, from the settings.
fn team_phone(visitor: &Visitor) -> Option<Phone> {
    visitor.app.settings.team_phone.as_deref().map(Phone::new)
}
