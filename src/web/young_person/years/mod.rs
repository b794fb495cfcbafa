//! `/my-years`: the years to 25 as a line and as a list, and *what if*. A change is sent as a form, so that no address tells
//! what somebody thought about; nothing is saved.

mod form;
mod page;
mod picture;
#[cfg(test)]
mod tests;

use self::{form::WhatIfForm, page::YearsPage};
use crate::{
    usecases::young_person::see_years::see_years,
    web::{
        desk::{Desk, YoungPerson},
        form::{Form, Sheet},
        reply::PageResult,
        routes::{Audience, Route, get, post},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/my-years", Audience::YoungPerson, look), post("/my-years", Audience::YoungPerson, try_out)]
}

async fn look(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(|ask| see_years(ask, None)).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &YearsPage::of(desk.app.law, &seen, Sheet::default()))
}

async fn try_out(desk: Desk<YoungPerson>, form: Form<WhatIfForm>) -> PageResult {
    let form = form.into_inner();
    let (change, sheet) = match form.read(desk.now().today) {
        Ok(change) => (Some(change), Sheet::new(form)),
        Err(errors) => (None, Sheet::wrong(form, errors)),
    };
    let seen = desk.read(move |ask| see_years(ask, change.as_ref())).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &YearsPage::of(desk.app.law, &seen, sheet))
}
