//! `/turning/{age}`: a birthday at which the law changes: home first, then what to do before, papers, who stays, what starts, and
//! under everything that stops what follows it.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;

use self::page::TurningPage;
use crate::{
    usecases::young_person::see_turning::see_turning,
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        reply::PageResult,
        routes::{Audience, Route, get},
        young_person::home::BIRTHDAYS,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/turning/{age}", Audience::YoungPerson, turning)]
}

async fn turning(desk: Desk<YoungPerson>, age: Path<String>) -> PageResult {
    let age = age.parse().ok().filter(|age| BIRTHDAYS.contains(age)).ok_or(Situation::NotFound)?;
    let seen = desk.read(move |ask| see_turning(ask, age)).await?;
    desk.show_beside(seen.home.own.adviser.as_ref(), &TurningPage::of(desk.app.law, &seen, age))
}
