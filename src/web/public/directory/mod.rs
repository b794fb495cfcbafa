//! `/directory`: every team and service that may help, found by words or by need, each with the day on which it was checked; what
//! a reader says is wrong; and what somebody could not find, asked of a person and answered by a promised time.

mod form;
mod page;
#[cfg(test)]
mod tests;

pub use page::{EntryShown, RowShown, need_words};

use actix_web::web::{Path, Query};
use onward_domain::{directory::promised_by, id::DirectoryEntryId};

use self::{
    form::{AskForm, CodeForm, Looking, WrongForm},
    page::{AnswerPage, AskedPage, DirectoryPage, EntryPage, WrongPage},
};
use crate::{
    clock::from_london,
    usecases::{
        account::{invite::spoken, limits::Try},
        directory::{
            read::{look, see_entry},
            tell::{self, Asking},
        },
    },
    web::{
        account::session,
        clock_words,
        desk::Visitor,
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::finding::field as told,
    },
};

/// The address of the directory.
pub const AT: &str = "/directory";
const ENTRY: &str = "/directory/{entry}";
const WRONG: &str = "/directory/{entry}/wrong";
const ANSWER: &str = "/directory/answer";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Public, find),
        post("/directory/ask", Audience::Public, ask),
        get(ANSWER, Audience::Public, ask_code),
        post(ANSWER, Audience::Public, answer),
        get(ENTRY, Audience::Public, entry),
        get(WRONG, Audience::Public, ask_wrong),
        post(WRONG, Audience::Public, say_wrong),
    ]
}

async fn find(visitor: Visitor, looking: Query<Looking>) -> PageResult {
    show(&visitor, looking.into_inner(), Sheet::default()).await
}

async fn show(visitor: &Visitor, looking: Looking, sheet: Sheet<AskForm>) -> PageResult {
    let (now, asked) = (visitor.now(), looking.read());
    let for_store = asked.clone();
    let looked = visitor.app.read(move |tx| look(tx, &for_store)).await?;
    visitor.show(&DirectoryPage::of(&asked, looked, now, sheet))
}

async fn entry(visitor: Visitor, at: Path<DirectoryEntryId>) -> PageResult {
    let id = *at;
    let (entry, flagged) = visitor.app.read(move |tx| see_entry(tx, id)).await?;
    visitor.show(&EntryPage::of(&entry, flagged, visitor.now()))
}

async fn ask_wrong(visitor: Visitor, at: Path<DirectoryEntryId>) -> PageResult {
    show_wrong(&visitor, *at, Sheet::default()).await
}

async fn show_wrong(visitor: &Visitor, id: DirectoryEntryId, sheet: Sheet<WrongForm>) -> PageResult {
    let (entry, _) = visitor.app.read(move |tx| see_entry(tx, id)).await?;
    visitor.show(&WrongPage::of(&entry, sheet))
}

async fn say_wrong(visitor: Visitor, at: Path<DirectoryEntryId>, form: Form<WrongForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let (wrong, words) = match form.read() {
        Ok(said) => said,
        Err(errors) => return show_wrong(&visitor, id, Sheet::wrong(form, errors)).await,
    };
    let (app, now) = (&visitor.app, visitor.now());
    app.limits.count_network(Try::Directory, session::address_of(app, &visitor.request))?;
    let keys = app.keys.clone();
    app.write(move |tx| tell::say_wrong(tx, &keys, (id, wrong, words.clone()), &key, now)).await?;
    Ok(see_other(&format!("{AT}/{id}?said")))
}

async fn ask(visitor: Visitor, form: Form<AskForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (asks, reach) = match form.read() {
        Ok(said) => said,
        Err(errors) => return show(&visitor, Looking::default(), Sheet::wrong(form, errors)).await,
    };
    let (app, now) = (&visitor.app, visitor.now());
    app.limits.count_network(Try::Directory, session::address_of(app, &visitor.request))?;
    let promised = from_london(promised_by(clock_words::london(now)));
    let (keys, asking) = (app.keys.clone(), Asking { asks, reach, promised, key });
    let (question, code) = app.write(move |tx| tell::ask(tx, &keys, &asking, now)).await?;
    visitor.show(&AskedPage::of(&question, spoken(&code)))
}

async fn ask_code(visitor: Visitor) -> PageResult {
    visitor.show(&AnswerPage::default())
}

/// What a code opens. A code never stands in an address.
async fn answer(visitor: Visitor, form: Form<CodeForm>) -> PageResult {
    let (app, form) = (&visitor.app, form.into_inner());
    app.limits.count_network(Try::Proof, session::address_of(app, &visitor.request))?;
    let (keys, code) = (app.keys.clone(), form.code.clone());
    let found = app.read(move |tx| tell::open(tx, &keys, &code)).await?;
    let page = match found {
        Some((question, leads_to)) => AnswerPage::of(&question, leads_to, visitor.now()),
        None => AnswerPage::wrong(Sheet::wrong(form, FormErrors::one("code", told::Code))),
    };
    visitor.show(&page)
}
