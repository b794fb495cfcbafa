//! Pages that need no sign-in.

pub mod about;
pub mod directory;
mod health;
pub mod help;
mod installed;
mod open_referral;
pub mod problems;
mod proof;
#[cfg(test)]
mod tests;
mod who_answers;
pub mod worried;

use super::{
    routes::{Audience, Route, get},
    view::{favicon, static_file},
};

/// The addresses that need no sign-in.
#[must_use]
pub fn routes() -> Vec<Route> {
    let public = Audience::Public;
    let mut routes = vec![
        get("/health", public, health::health),
        get("/ready", public, health::ready),
        get("/static/{name:.*}", public, static_file),
        get("/favicon.ico", public, favicon),
        get("/app.webmanifest", public, installed::manifest),
        get("/app-icon.svg", public, installed::app_icon),
    ];
    routes.extend(about::routes());
    routes.extend(directory::routes());
    routes.extend(help::routes());
    routes.extend(open_referral::routes());
    routes.extend(proof::routes());
    routes.extend(who_answers::routes());
    routes.extend(worried::routes());
    routes
}
