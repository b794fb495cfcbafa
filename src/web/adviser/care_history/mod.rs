//! `/adviser/people/{person}/care-history`: every day accounted for, and what another last day of care would change.

mod cost;
mod count;
mod page;
mod panel;
mod simulator;
#[cfg(test)]
pub(super) mod tests;

use actix_web::web::{Path, Query};
use onward_domain::id::PersonId;

use self::{page::CareHistoryPage, panel::PanelPage, simulator::Asked};
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
    vec![
        get("/adviser/people/{person}/care-history", Audience::Adviser, care_history),
        get("/adviser/people/{person}/care-history/panel", Audience::Adviser, panel),
    ]
}

async fn care_history(desk: Desk<Adviser>, at: Path<PersonId>, asked: Query<Asked>) -> PageResult {
    let person = *at;
    let asked = asked.into_inner();
    let read = asked.read(desk.now().today);
    let end = read.as_ref().ok().cloned().flatten();
    let seen = desk.read(move |ask| see_care_history(ask, person, end)).await?;
    desk.show(&CareHistoryPage::of(&seen, desk.app.law, &asked, read.err().unwrap_or_default()))
}

/// Without a day in the address: what if care ends today.
async fn panel(desk: Desk<Adviser>, at: Path<PersonId>, asked: Query<Asked>) -> PageResult {
    let (person, today) = (*at, desk.now().today);
    let asked = asked.into_inner();
    let read = asked.read(today);
    let end = read.as_ref().ok().cloned().map(|end| end.unwrap_or_else(|| (today, asked.afterwards(today))));
    let by = desk.me.user.display_name.clone();
    let seen = desk.read(move |ask| see_care_history(ask, person, end)).await?;
    desk.show(&PanelPage::of(&seen, desk.app.law, &asked, &by, read.err().unwrap_or_default()))
}
