//! `/home`: an answer that came, what happens next, what to ask for first, the plan, four ways in.

pub(super) mod page;
#[cfg(test)]
mod tests;

pub use self::page::BIRTHDAYS;
use self::page::HomePage;
use crate::{
    usecases::young_person::see_home::see_home,
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
    let seen = desk.read(see_home).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &HomePage::of(desk.app.law, &seen))
}
