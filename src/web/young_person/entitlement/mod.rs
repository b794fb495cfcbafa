//! `/what-you-can-get/{number}`: how much, what it is, why, what to do, what if the answer is no.

pub(super) mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;

use self::page::EntitlementPage;
use crate::{
    usecases::young_person::see_own_pages::see_own_pages,
    web::{
        clock_words,
        desk::{Desk, YoungPerson},
        error::Situation,
        public::help::answering_now,
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/what-you-can-get/{number}", Audience::YoungPerson, entitlement)]
}

async fn entitlement(desk: Desk<YoungPerson>, number: Path<String>) -> PageResult {
    let own = desk.read(see_own_pages).await?;
    let now = answering_now(&desk.app.settings, clock_words::london(desk.now()));
    let page = EntitlementPage::of(desk.app.law, &own, &number, now).ok_or(Situation::NotFound)?;
    desk.show_beside(own.adviser.as_ref(), &page)
}
