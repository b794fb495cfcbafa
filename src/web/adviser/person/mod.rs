//! `/adviser/people/{person}`: everything about one person on one page, what is not claimed first. Managers and the person's
//! reviewing officer read the same page at their own addresses, without what only an adviser may do.

mod budget;
mod entitlements;
mod handover;
mod life;
mod own_words;
mod page;
#[cfg(test)]
pub(super) mod tests;

use actix_web::web::Path;
use onward_domain::id::PersonId;

use self::{handover::HandoverPage, page::PersonPage};
use crate::{
    usecases::{
        adviser::{see_handover::see_handover, see_person::see_person},
        ask::OpensRecords,
    },
    web::{
        desk::{Adviser, Desk, Manager, Reviewing, Seat},
        law_words,
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/adviser/people/{person}", Audience::Adviser, person),
        get("/adviser/people/{person}/handover", Audience::Adviser, handover::<Adviser>),
        get("/manager/people/{person}/handover", Audience::Manager, handover::<Manager>),
        get("/manager/people/{person}", Audience::Manager, read_only::<Manager>),
        get("/reviewing/people/{person}", Audience::Reviewing, read_only::<Reviewing>),
    ]
}

async fn person(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_person(ask, person)).await?;
    desk.show(&PersonPage::of(&seen, desk.app.law, law_words::messages()?))
}

/// For those responsible for the work, or reviewing it: the look is logged like any other.
async fn read_only<S: Seat<Scope: OpensRecords>>(desk: Desk<S>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_person(ask, person)).await?;
    desk.show(&PersonPage::of(&seen, desk.app.law, law_words::messages()?).read_only(desk.me.role()))
}

/// One page for whoever takes over. It is made from the record each time and kept nowhere.
async fn handover<S: Seat<Scope: OpensRecords>>(desk: Desk<S>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_handover(ask, person)).await?;
    desk.show(&HandoverPage::of(&seen, desk.app.law, desk.me.role(), &desk.me.user.display_name))
}
