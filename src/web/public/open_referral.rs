//! `/api/open-referral/v1`: the directory for other directories, as Open Referral UK (HSDS-UK 3.0). It is public, as the directory is.

use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use onward_domain::id::DirectoryEntryId;
use onward_store::repo::directory::Looking;
use serde::Deserialize;
use serde_json::json;

use crate::{
    usecases::open_referral::write::{VERSION, page, service},
    web::{
        desk::Visitor,
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

const AT: &str = "/api/open-referral/v1";
/// Services on a page, where nobody asks for fewer.
const PER_PAGE: usize = 50;
/// At most.
const MOST: usize = 100;

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Public, about),
        get("/api/open-referral/v1/services", Audience::Public, services),
        get("/api/open-referral/v1/services/{entry}", Audience::Public, one),
    ]
}

/// A page of a list. What can't be read is as if it were not asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    search: String,
    page: String,
    per_page: String,
}

async fn about(visitor: Visitor) -> PageResult {
    let base = &visitor.app.settings.base_url;
    let about = json!({"version": VERSION, "profile": "https://docs.openreferraluk.org/en/3.0-uk/", "openapi_url": format!("{base}{AT}")});
    Ok(HttpResponse::Ok().json(about))
}

async fn services(visitor: Visitor, asked: Query<Asked>) -> PageResult {
    let asked = asked.into_inner();
    let number = asked.page.parse::<usize>().unwrap_or(1).clamp(1, 100_000);
    let size = asked.per_page.parse::<usize>().unwrap_or(PER_PAGE).clamp(1, MOST);
    let (from, words) = ((number - 1) * size, asked.search);
    let (entries, of) = visitor
        .app
        .read(move |tx| {
            if words.trim().is_empty() {
                return tx.directory().page(from, size);
            }
            let found = tx.directory().find(&Looking { words, as_it_is: true, from, most: size })?;
            Ok((found.entries, found.of))
        })
        .await?;
    Ok(HttpResponse::Ok().json(page(&entries, of, number, size)))
}

async fn one(visitor: Visitor, at: Path<DirectoryEntryId>) -> PageResult {
    let id = *at;
    let entry = visitor.app.read(move |tx| tx.directory().entry(id)).await?;
    Ok(HttpResponse::Ok().json(service(&entry)))
}
