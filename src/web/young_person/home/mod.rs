//! `/home`: what happens next, the one line about money, four ways in.

mod page;
#[cfg(test)]
mod tests;

use self::page::HomePage;
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
    vec![get("/home", Audience::YoungPerson, home)]
}

async fn home(desk: Desk<YoungPerson>) -> PageResult {
    let own = desk.read(see_own_pages).await?;
    desk.show_beside(own.adviser.as_ref(), &HomePage::of(desk.app.law, &own))
}
