//! `/who-has-looked`: every look at the record except the person's own, and every opening from outside.

mod page;
#[cfg(test)]
mod tests;

use self::page::{MOST, WhoHasLookedPage};
use crate::{
    usecases::young_person::see_who_looked::see_who_looked,
    web::{
        desk::{Desk, YoungPerson},
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/who-has-looked", Audience::YoungPerson, list)]
}

async fn list(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(|ask| see_who_looked(ask, MOST)).await?;
    desk.show_beside(seen.adviser.as_ref(), &WhoHasLookedPage::of(&seen, desk.now().at))
}
