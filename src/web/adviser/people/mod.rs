//! `/adviser/people`: who is on the adviser's list, what is next for each, and what nobody has claimed.

mod asked;
mod page;
#[cfg(test)]
pub(super) mod tests;

pub(super) use asked::LONG_AGO;

use actix_web::web::Query;

use self::{asked::Asked, page::PeoplePage};
use crate::{
    usecases::adviser::see_my_people::see_my_people,
    web::{
        desk::{Adviser, Desk},
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/adviser/people", Audience::Adviser, people)]
}

async fn people(desk: Desk<Adviser>, asked: Query<Asked>) -> PageResult {
    let all = desk.read(see_my_people).await?;
    desk.show(&PeoplePage::of(&all, &asked, desk.now().today))
}
