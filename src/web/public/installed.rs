//! What a phone needs to put the service among its apps: a name and an icon that say nothing about care, both the council's to choose.

use actix_web::{HttpResponse, http::header};
use serde::Serialize;

use crate::{
    App,
    settings::{APP_COLOUR, Settings},
    web::{error::Situation, view::icon},
};

/// A day: a council that changes its colour is seen in it tomorrow.
const KEEP: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=86400");

#[derive(Debug, Serialize)]
struct Manifest<'a> {
    name: &'a str,
    short_name: &'a str,
    start_url: &'static str,
    scope: &'static str,
    display: &'static str,
    background_color: &'static str,
    theme_color: &'a str,
    icons: [Icon; 1],
}

#[derive(Debug, Serialize)]
struct Icon {
    src: &'static str,
    sizes: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
}

impl<'a> Manifest<'a> {
    fn of(settings: &'a Settings) -> Self {
        let name = settings.app_name.as_deref().unwrap_or(&settings.service);
        Self {
            name,
            short_name: name,
            start_url: "/",
            scope: "/",
            display: "minimal-ui",
            background_color: "#f7f5ef",
            theme_color: &settings.app_colour,
            icons: [Icon {
                src: "/app-icon.svg",
                sizes: "any",
                kind: "image/svg+xml",
                purpose: "any maskable",
            }],
        }
    }
}

/// `GET /app.webmanifest`: the name, the colour and where the icon is.
///
/// # Errors
/// None that is known: the settings can be written.
pub async fn manifest(app: App) -> Result<HttpResponse, Situation> {
    let body = serde_json::to_string(&Manifest::of(&app.settings)).map_err(|_| Situation::Busy)?;
    Ok(HttpResponse::Ok().insert_header(KEEP).content_type("application/manifest+json").body(body))
}

/// `GET /app-icon.svg`: our icon on the council's colour.
///
/// # Errors
/// None that is known: the icon is part of the program.
pub async fn app_icon(app: App) -> Result<HttpResponse, Situation> {
    let drawn = icon().ok_or(Situation::NotFound)?.replace(APP_COLOUR, &app.settings.app_colour);
    Ok(HttpResponse::Ok().insert_header(KEEP).content_type("image/svg+xml").body(drawn))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_councils_and_the_service_s_without_one() {
        let neutral = Settings { app_name: Some("Notes".into()), ..Settings::default() };
        let read = |settings: &Settings| serde_json::to_value(Manifest::of(settings)).unwrap();
        assert_eq!(
            (read(&neutral)["short_name"].as_str(), read(&neutral)["name"].as_str()),
            (Some("Notes"), Some("Notes"))
        );
        assert_eq!(read(&Settings::default())["name"], Settings::default().service);
        assert!(icon().unwrap().contains(APP_COLOUR), "the colour of the icon is the one that is replaced");
    }
}
