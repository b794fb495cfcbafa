//! `/what-you-can-get/{number}/ask`: asks for one thing, in a sentence or two.

mod form;
pub(super) mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_store::repo::versions::Kept;

pub use self::page::Emergency;
use self::{form::AskForm, page::AskPage};
use crate::{
    usecases::young_person::{
        ask_for::{Hindrance, ask_for},
        see_own_pages::see_own_pages,
    },
    web::{
        clock_words,
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, Sheet},
        law_words,
        public::help::answering_now,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

const AT: &str = "/what-you-can-get/{number}/ask";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::YoungPerson, show_form), post(AT, Audience::YoungPerson, send)]
}

async fn show_form(desk: Desk<YoungPerson>, number: Path<String>) -> PageResult {
    show(&desk, &number, Sheet::default()).await
}

async fn send(desk: Desk<YoungPerson>, number: Path<String>, form: Form<AskForm>) -> PageResult {
    let entries = desk.app.law.entitlements();
    let place = law_words::place_of(entries, &number).ok_or(Situation::NotFound)?;
    let is_money = entries.get(place).is_some_and(|entry| entry.money.is_some());
    let (key, form) = (form.once.clone(), form.into_inner());
    let wish = match form.read(is_money) {
        Ok(wish) => wish,
        Err(errors) => return show(&desk, &number, Sheet::wrong(form, errors)).await,
    };
    let at = format!("/what-you-can-get/{number}");
    let asked = desk.write(move |ask| ask_for(ask, place, &wish, &key)).await?;
    Ok(match asked {
        Kept::Doubt(Hindrance::NotToAsk) => see_other(&at),
        _ => see_other(&format!("{at}/asked")),
    })
}

async fn show(desk: &Desk<YoungPerson>, number: &str, sheet: Sheet<AskForm>) -> PageResult {
    let own = desk.read(see_own_pages).await?;
    let now = answering_now(&desk.app.settings, clock_words::london(desk.now()));
    let page = AskPage::of(desk.app.law, &own, number, now, sheet).ok_or(Situation::NotFound)?;
    if page.is_on_its_way() {
        return Ok(see_other(&format!("/what-you-can-get/{number}/asked")));
    }
    if !page.can_ask() {
        return Ok(see_other(&format!("/what-you-can-get/{number}")));
    }
    desk.show_beside(own.adviser.as_ref(), &page)
}
