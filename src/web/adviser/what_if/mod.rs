//! `/adviser/people/{person}/what-if`: what a change would do, at any age.

mod form;
mod page;
#[cfg(test)]
pub(super) mod tests;

use actix_web::web::{Path, Query};
use onward_domain::id::PersonId;

use self::{form::Asked, page::WhatIfPage};
use crate::{
    usecases::adviser::try_change::try_change,
    web::{
        desk::{Adviser, Desk},
        reply::PageResult,
        routes::{Audience, Route, get},
    },
};

pub use form::COURSES;
pub use page::{ChangeRow, row};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/adviser/people/{person}/what-if", Audience::Adviser, what_if)]
}

async fn what_if(desk: Desk<Adviser>, at: Path<PersonId>, asked: Query<Asked>) -> PageResult {
    let person = *at;
    let asked = asked.into_inner();
    let read = asked.read(desk.now().today);
    let what = read.as_ref().ok().copied().flatten();
    let seen = desk.read(move |ask| try_change(ask, person, what)).await?;
    desk.show(&WhatIfPage::of(&seen, desk.app.law, asked, read.err().unwrap_or_default()))
}
