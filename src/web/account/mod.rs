//! Signing in, invitations, devices: for everyone who has an account.

pub mod invitation;
pub mod own;
pub mod pages;
pub mod session;
pub mod session_store;
pub mod sign_in;

use super::routes::{Audience, Route, get, post};

/// The addresses of this audience.
#[must_use]
pub fn routes() -> Vec<Route> {
    let (public, signed_in) = (Audience::Public, Audience::SignedIn);
    vec![
        get("/", public, sign_in::front),
        get("/sign-in", public, sign_in::page),
        post("/sign-in", public, sign_in::take),
        get("/sign-in/code", public, sign_in::code_page),
        post("/sign-in/code", public, sign_in::take_code),
        get("/sign-in/second-factor", public, sign_in::second_factor_page),
        post("/sign-in/second-factor", public, sign_in::turn_on),
        post("/sign-out", public, sign_in::sign_out),
        get("/leave", public, sign_in::leave),
        get("/gone", public, sign_in::gone),
        get("/invitation", public, invitation::page),
        post("/invitation", public, invitation::take),
        post("/invitation/choose", public, invitation::choose),
        get("/reset", public, invitation::reset),
        post("/reset", public, invitation::take_reset),
        get("/account", signed_in, own::page),
        post("/account/devices", signed_in, own::sign_out_device),
        post("/account/sign-out-everywhere", signed_in, own::sign_out_everywhere),
        post("/account/passphrase", signed_in, own::set_passphrase),
    ]
}
