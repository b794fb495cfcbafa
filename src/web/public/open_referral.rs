//! `/api/open-referral/v1`: the directory for other directories, as Open Referral UK (HSDS-UK 3.0). It is public, as the directory is.

use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use onward_domain::directory::Need;
use onward_store::{StoreError, StoreResult, Tx};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    App,
    usecases::open_referral::{
        index::{Filter, Index, is_ours, need_of},
        write::{VERSION, at_its_location, page, service, taxonomy, term},
    },
    web::{
        desk::Visitor,
        error::Situation,
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
    let who = Audience::Public;
    vec![
        get(AT, who, about),
        get("/api/open-referral/v1/services", who, services),
        get("/api/open-referral/v1/services/{entry}", who, one),
        get("/api/open-referral/v1/service_at_locations", who, places),
        get("/api/open-referral/v1/service_at_locations/{entry}", who, one),
        get("/api/open-referral/v1/taxonomies", who, taxonomies),
        get("/api/open-referral/v1/taxonomies/{taxonomy}", who, one_taxonomy),
        get("/api/open-referral/v1/taxonomy_terms", who, terms),
        get("/api/open-referral/v1/taxonomy_terms/{term}", who, one_term),
    ]
}

/// A page of a list. What can't be read is as if it were not asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    search: String,
    page: String,
    per_page: String,
    taxonomy_term_id: String,
    taxonomy_id: String,
    minimum_age: String,
    maximum_age: String,
    start_time: String,
    end_time: String,
    day: String,
    postcode: String,
}

impl Asked {
    /// Which page, and of what size.
    fn paging(&self) -> (usize, usize) {
        let number = self.page.parse::<usize>().unwrap_or(1).clamp(1, 100_000);
        (number, self.per_page.parse::<usize>().unwrap_or(PER_PAGE).clamp(1, MOST))
    }

    fn filter(&self) -> Filter {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let age = |text: &str| text.parse::<f64>().ok().filter(|age| age.is_finite());
        let time = |text: &str| some(text).map(|time| time.chars().take(5).collect::<String>());
        Filter {
            search: self.search.clone(),
            taxonomy_term_id: some(&self.taxonomy_term_id),
            taxonomy_id: some(&self.taxonomy_id),
            minimum_age: age(&self.minimum_age),
            maximum_age: age(&self.maximum_age),
            start_time: time(&self.start_time),
            end_time: time(&self.end_time),
            day: some(&self.day),
            postcode: some(&self.postcode),
        }
    }
}

async fn about(visitor: Visitor) -> PageResult {
    let base = &visitor.app.settings.base_url;
    let about = json!({"version": VERSION, "profile": "https://docs.openreferraluk.org/en/3.0-uk/", "openapi_url": format!("{base}{AT}")});
    Ok(HttpResponse::Ok().json(about))
}

/// Reads with what is kept in hand of the directory.
async fn indexed<T: Send + 'static>(
    app: &App,
    look: impl FnOnce(&Index, &Tx) -> StoreResult<T> + Send + 'static,
) -> Result<T, Situation> {
    let with = app.clone();
    app.read(move |tx| look(&with.open_referral, tx)).await
}

async fn services(visitor: Visitor, asked: Query<Asked>) -> PageResult {
    let ((number, size), filter) = (asked.paging(), Filter { postcode: None, ..asked.filter() });
    let (all, of) =
        indexed(&visitor.app, move |index, tx| index.services(tx, &filter, ((number - 1) * size, size)))
            .await?;
    Ok(HttpResponse::Ok().json(page(all, of, number, size)))
}

async fn places(visitor: Visitor, asked: Query<Asked>) -> PageResult {
    let ((number, size), filter) = (asked.paging(), asked.filter());
    let (all, of) = indexed(&visitor.app, move |index, tx| {
        let (places, of) = index.places(tx, &filter, ((number - 1) * size, size))?;
        let mut ids: Vec<_> = places.iter().map(|(entry, _)| *entry).collect();
        ids.dedup();
        let entries = tx.directory().these(&ids)?;
        let shown = |(id, place): &(_, usize)| {
            let entry = entries.iter().find(|entry| entry.id == *id)?;
            at_its_location(&service(entry), *place)
        };
        Ok((places.iter().filter_map(shown).collect::<Vec<Value>>(), of))
    })
    .await?;
    Ok(HttpResponse::Ok().json(page(all, of, number, size)))
}

/// A service by the id that it goes out under, which for another directory's is its own there; or by that of one of its locations.
async fn one(visitor: Visitor, at: Path<String>) -> PageResult {
    let id = at.to_lowercase();
    let whole = indexed(&visitor.app, move |index, tx| {
        let entry = index.entry_of(tx, &id)?.ok_or(StoreError::NotFound)?;
        let one = tx.directory().these(&[entry])?.into_iter().next().ok_or(StoreError::NotFound)?;
        Ok(service(&one))
    })
    .await?;
    Ok(HttpResponse::Ok().json(whole))
}

/// A page of a list that is at hand.
fn listed(asked: &Asked, all: Vec<Value>) -> HttpResponse {
    let ((number, size), of) = (asked.paging(), all.len());
    let contents = all.into_iter().skip((number - 1) * size).take(size).collect();
    HttpResponse::Ok().json(page(contents, of, number, size))
}

async fn taxonomies(asked: Query<Asked>) -> PageResult {
    Ok(listed(&asked, vec![taxonomy()]))
}

async fn one_taxonomy(at: Path<String>) -> PageResult {
    if !is_ours(&at.to_lowercase()) {
        return Err(Situation::NotFound);
    }
    let mut whole = taxonomy();
    let all = Need::ALL.iter().copied().map(term).collect();
    whole.as_object_mut().ok_or(Situation::NotFound)?.insert("taxonomy_terms".to_owned(), all);
    Ok(HttpResponse::Ok().json(whole))
}

async fn terms(asked: Query<Asked>) -> PageResult {
    Ok(listed(&asked, Need::ALL.iter().copied().map(term).collect()))
}

async fn one_term(at: Path<String>) -> PageResult {
    let need = need_of(&at.to_lowercase()).ok_or(Situation::NotFound)?;
    Ok(HttpResponse::Ok().json(term(need)))
}
