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
    desk::Visitor,
    extract::SignedIn,
    own_adviser,
    reply::{PageResult, show},
    routes::{Audience, Route, get},
    view::{Phone, favicon, static_file},
    words,
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
        get("/help-now", public, help_now),
        get("/offline", public, offline),
        get("/health", public, health::health),
        get("/ready", public, health::ready),
        get("/static/{name:.*}", public, static_file),
        get("/favicon.ico", public, favicon),
    ]
}

async fn help_now(app: App, request: HttpRequest) -> PageResult {
    // Whoever can't be looked up now is shown the numbers all the same.
    let who = SignedIn::find(&app, &request).await.unwrap_or_default();
    let visitor = Visitor { app, request, who };
    let page = help::page(&numbers(&visitor.app), clock_words::london(visitor.now()));
    visitor.show_beside(own_adviser::of(&visitor).await.as_ref(), &page)
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
