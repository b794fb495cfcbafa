//! `/accessibility`, `/privacy`, and the page after leaving.

use actix_web::HttpRequest;
use serde::Serialize;

use crate::{
    App,
    web::{
        reply::{PageResult, show},
        routes::{Audience, Route, get},
        view::{Page, Phone},
    },
};

/// The addresses of these pages.
pub fn routes() -> Vec<Route> {
    vec![get("/accessibility", Audience::Public, accessibility), get("/privacy", Audience::Public, privacy)]
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

async fn accessibility(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &AccessibilityPage { team_phone: team_phone(&app) })
}

async fn privacy(app: App, request: HttpRequest) -> PageResult {
    show(&app, &request, None, &PrivacyPage { team_phone: team_phone(&app) })
}

fn team_phone(app: &App) -> Option<Phone> {
    app.settings.team_phone.as_deref().map(Phone::new)
}
