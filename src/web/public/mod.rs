//! Pages that need no sign-in.

pub mod health;
pub mod help;
pub mod pages;
pub mod problems;
#[cfg(test)]
mod tests;

use self::help::Numbers;
use super::{
    clock_words,
    extract::SignedIn,
    own_adviser,
    reply::{PageResult, frame, show, show_in},
    routes::{Audience, Route, get},
    view::{Phone, favicon, static_file},
    words,
};
use crate::App;
use actix_web::{HttpRequest, http::StatusCode};

/// The addresses that need no sign-in.
#[must_use]
pub fn routes() -> Vec<Route> {
    let public = Audience::Public;
    vec![
        get("/accessibility", public, accessibility),
        get("/privacy", public, privacy),
        get("/help-now", public, help_now),
        get("/offline", public, offline),
        get("/health", public, health::health),
        get("/ready", public, health::ready),
        get("/static/{name:.*}", public, static_file),
        get("/favicon.ico", public, favicon),
    ]
}

async fn help_now(app: App, request: HttpRequest) -> PageResult {
    let me = SignedIn::find(&app, &request).await.unwrap_or_default();
    let now = clock_words::london(app.clock.moment());
    let mut frame = frame(&app, &request, me.as_ref());
    frame.adviser = own_adviser::of(&app, me.as_ref()).await;
    show_in(&app, &frame, StatusCode::OK, &help::page(&numbers(&app), now))
}

async fn offline(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &help::offline(&numbers(&app)))
}

/// The numbers that this installation was given.
fn numbers(app: &App) -> Numbers {
    let settings = &app.settings;
    Numbers {
        team: settings.team_phone.clone(),
        team_hours: settings.team_hours.clone(),
        emergency: settings.emergency_phone.clone(),
        emergency_text: settings.emergency_text.clone(),
        advocate: settings.advocate_phone.clone().map(|phone| (settings.advocate.clone(), phone)),
        checked: settings.numbers_checked.map(words::full_day),
    }
}

async fn accessibility(app: App, request: HttpRequest) -> PageResult {
    let team_phone = app.settings.team_phone.as_deref().map(Phone::new);
    show(&app, &request, None, &pages::AccessibilityPage { team_phone })
}

async fn privacy(app: App, request: HttpRequest) -> PageResult {
    let team_phone = app.settings.team_phone.as_deref().map(Phone::new);
    show(&app, &request, None, &pages::PrivacyPage { team_phone })
}
