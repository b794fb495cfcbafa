//! `/accessibility`, `/privacy`, and the page after leaving.

use actix_web::{HttpRequest, web::Path};
use serde::Serialize;

use crate::{
    App,
    web::{
        error::Situation,
        reply::{PageResult, show},
        routes::{Audience, Route, get},
        view::{Page, Phone},
    },
};

/// The addresses of these pages.
pub fn routes() -> Vec<Route> {
    vec![
        get("/accessibility", Audience::Public, accessibility),
        get("/privacy", Audience::Public, privacy),
        get("/privacy/{version}", Audience::Public, earlier_privacy),
    ]
}

/// Where `/leave` ends: nothing personal.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct GonePage {}

impl Page for GonePage {
    const TEMPLATE: &'static str = "public/gone.html";
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct AccessibilityPage {
    /// The team's own number.
    pub team_phone: Option<Phone>,
}

impl Page for AccessibilityPage {
    const TEMPLATE: &'static str = "public/accessibility.html";
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct PrivacyPage {
    /// The team's own number.
    pub team_phone: Option<Phone>,
}

impl Page for PrivacyPage {
    const TEMPLATE: &'static str = "public/privacy.html";
}

/// What the page about privacy said before, by the day from which it did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EarlierPrivacyPage {
    /// The team's own number.
    pub team_phone: Option<Phone>,
}

impl Page for EarlierPrivacyPage {
    const TEMPLATE: &'static str = "public/privacy_2026_11_22.html";
}

async fn earlier_privacy(app: App, request: HttpRequest, version: Path<String>) -> PageResult {
    if version.as_str() != "2026-11-22" {
        return Err(Situation::NotFound);
    }
    show(&app, &request, None, &EarlierPrivacyPage { team_phone: team_phone(&app) })
}

async fn accessibility(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &AccessibilityPage { team_phone: team_phone(&app) })
}

async fn privacy(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &PrivacyPage { team_phone: team_phone(&app) })
}

fn team_phone(app: &App) -> Option<Phone> {
    app.settings.team_phone.as_deref().map(Phone::new)
}
