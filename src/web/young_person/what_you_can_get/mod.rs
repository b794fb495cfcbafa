//! `/what-you-can-get`: what to ask for first, each need in short; `?need=` shows one whole.
//! What somebody looks for is sent as a form: it stands in no address, and in no history of a lent phone.

pub(super) mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Query;
use serde::Deserialize;

pub use self::page::FIRST;
use self::page::{Asked, WhatYouCanGetPage};
use crate::{
    usecases::young_person::see_own_pages::see_own_pages,
    web::{
        desk::{Desk, YoungPerson},
        form::Form,
        reply::PageResult,
        routes::{Audience, Route, get, post},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![get("/what-you-can-get", me, list), post("/what-you-can-get", me, search)]
}

/// What they look for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchForm {
    pub q: String,
}

async fn list(desk: Desk<YoungPerson>, asked: Query<Asked>) -> PageResult {
    let own = desk.read(see_own_pages).await?;
    desk.show_beside(own.adviser.as_ref(), &WhatYouCanGetPage::of(desk.app.law, &own, &asked, ""))
}

async fn search(desk: Desk<YoungPerson>, form: Form<SearchForm>) -> PageResult {
    let q: String = form.into_inner().q.chars().take(MOST).collect();
    let own = desk.read(see_own_pages).await?;
    let page = WhatYouCanGetPage::of(desk.app.law, &own, &Asked::default(), &q);
    desk.show_beside(own.adviser.as_ref(), &page)
}

/// Whoever pastes more looks for the beginning of it.
const MOST: usize = 200;
