//! `/why` and `/what-you-can-get/{number}/why`: the answer, then the person's own dates, then what a wrong date would
//! change.

mod care;
mod lines;
pub(super) mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;

use self::page::WhyPage;
use crate::{
    usecases::young_person::see_own_pages::see_own_pages,
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/why", Audience::YoungPerson, of_status),
        get("/what-you-can-get/{number}/why", Audience::YoungPerson, of_entitlement),
    ]
}

async fn of_status(desk: Desk<YoungPerson>) -> PageResult {
    let own = desk.read(see_own_pages).await?;
    desk.show_beside(own.adviser.as_ref(), &WhyPage::of_status(desk.app.law, &own))
}

async fn of_entitlement(desk: Desk<YoungPerson>, number: Path<String>) -> PageResult {
    let own = desk.read(see_own_pages).await?;
    let page = WhyPage::of_entitlement(desk.app.law, &own, &number).ok_or(Situation::NotFound)?;
    desk.show_beside(own.adviser.as_ref(), &page)
}
