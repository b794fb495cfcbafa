//! Pages that need no sign-in.

pub mod health;
pub mod help;
pub mod pages;
pub mod problems;
#[cfg(test)]
mod tests;

use super::{
    reply::{PageResult, show},
    routes::{Audience, Route, get},
    view::{Phone, static_file},
};
use crate::App;
use actix_web::HttpRequest;

/// The addresses that need no sign-in.
#[must_use]
pub fn routes() -> Vec<Route> {
    let public = Audience::Public;
    vec![
        get("/accessibility", public, accessibility),
        get("/privacy", public, privacy),
        get("/health", public, health::health),
        get("/ready", public, health::ready),
        get("/static/{name:.*}", public, static_file),
    ]
}

async fn accessibility(app: App, request: HttpRequest) -> PageResult {
    let team_phone = app.settings.team_phone.as_deref().map(Phone::new);
    show(&app, &request, None, &pages::AccessibilityPage { team_phone })
}

async fn privacy(app: App, request: HttpRequest) -> PageResult {
    let team_phone = app.settings.team_phone.as_deref().map(Phone::new);
    show(&app, &request, None, &pages::PrivacyPage { team_phone })
}
