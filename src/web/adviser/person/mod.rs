//! `/adviser/people/{person}`: everything about one person on a page, what is not claimed first.

mod entitlements;
mod life;
mod page;
#[cfg(test)]
pub(super) mod tests;

use actix_web::web::Path;
use onward_domain::id::PersonId;

use self::page::PersonPage;
use crate::{
    usecases::adviser::see_person::see_person,
    web::{
        desk::{Adviser, Desk},
        law_words,
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/adviser/people/{person}", Audience::Adviser, person)]
}

async fn person(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_person(ask, person)).await?;
    desk.show(&PersonPage::of(&seen, desk.app.law, law_words::messages()?))
}
