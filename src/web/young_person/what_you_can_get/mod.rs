//! `/what-you-can-get`: what to ask for first, each need in short; `?need=` shows one whole, `?q=` looks for words.

pub(super) mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Query;

pub use self::page::FIRST;
use self::page::{Asked, WhatYouCanGetPage};
use crate::{
    usecases::young_person::see_own_pages::see_own_pages,
    web::{
        desk::{Desk, YoungPerson},
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/what-you-can-get", Audience::YoungPerson, list)]
}

async fn list(desk: Desk<YoungPerson>, asked: Query<Asked>) -> PageResult {
    let own = desk.read(see_own_pages).await?;
    desk.show_beside(own.adviser.as_ref(), &WhatYouCanGetPage::of(desk.app.law, &own, &asked))
}
