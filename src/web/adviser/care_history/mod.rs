//! `/adviser/people/{person}/care-history`: every day accounted for, and what another last day of care would change.

mod count;
mod page;
mod simulator;
#[cfg(test)]
pub(super) mod tests;

use actix_web::web::{Path, Query};
use onward_domain::id::PersonId;

use self::{page::CareHistoryPage, simulator::Asked};
use crate::{
    usecases::adviser::see_care_history::see_care_history,
    web::{
        desk::{Adviser, Desk},
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/adviser/people/{person}/care-history", Audience::Adviser, care_history)]
}

async fn care_history(desk: Desk<Adviser>, at: Path<PersonId>, asked: Query<Asked>) -> PageResult {
    let person = *at;
    let asked = asked.into_inner();
    let read = asked.read(desk.now().today);
    let end = read.as_ref().ok().copied().flatten();
    let seen = desk.read(move |ask| see_care_history(ask, person, end)).await?;
    desk.show(&CareHistoryPage::of(&seen, desk.app.law, &asked, read.err().unwrap_or_default()))
}
