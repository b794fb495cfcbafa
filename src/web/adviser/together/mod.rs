//! `/adviser/together`: one entitlement, several of my people, one step for all of them.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Query;

use self::{
    form::{Asked, TogetherForm},
    page::TogetherPage,
};
use crate::{
    usecases::adviser::record_together::{record_together, see_together},
    web::{
        desk::{Adviser, Desk},
        form::{Form, Sheet},
        law_words,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

/// The address of this room.
pub const AT: &str = "/adviser/together";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, choose), post(AT, Audience::Adviser, record)]
}

async fn choose(desk: Desk<Adviser>, asked: Query<Asked>) -> PageResult {
    show(&desk, &asked, Sheet::default()).await
}

async fn record(desk: Desk<Adviser>, form: Form<TogetherForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let asked = form.asked();
    let Some(place) = law_words::place_of(desk.app.law.entitlements(), &asked.thing) else {
        return show(&desk, &Asked::default(), Sheet::default()).await;
    };
    match form.read(key.clone(), place, desk.now().today)? {
        Ok(sent) => {
            desk.write(move |ask| record_together(ask, &sent)).await?;
            Ok(see_other(&Asked { done: key, ..asked }.address()))
        }
        Err(errors) => show(&desk, &asked, Sheet::wrong(form, errors)).await,
    }
}

async fn show(desk: &Desk<Adviser>, asked: &Asked, sheet: Sheet<TogetherForm>) -> PageResult {
    let key = asked.done.clone();
    let seen = desk.read(move |ask| see_together(ask, &key)).await?;
    desk.show(&TogetherPage::of(&seen, desk.app.law, asked, sheet, desk.now().today))
}
