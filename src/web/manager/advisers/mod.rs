//! `/manager/people`: who has which adviser. A manager allocates advisers, ends allocations, and enters names.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::{Path, Query};
use onward_domain::id::PersonId;

use self::{
    form::{Asked, GiveForm},
    page::AdvisersPage,
};
use crate::{
    usecases::{
        manager::{
            advisers::{Answer, Looked, give_advisers, name_person, see_advisers, see_name},
            coverage::figures,
        },
        write_name::Written,
    },
    web::{
        desk::{Desk, Manager},
        form::{Form, FormErrors, Sheet},
        person_name::{NameForm, NamePage},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says,
    },
};

const AT: &str = "/manager/people";
const NAME: &str = "/manager/people/{person}/name";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Manager, people),
        post(AT, Audience::Manager, give),
        get(NAME, Audience::Manager, name),
        post(NAME, Audience::Manager, write_name),
    ]
}

async fn people(desk: Desk<Manager>, asked: Query<Asked>) -> PageResult {
    let form = GiveForm::start(&asked, desk.now().today);
    show(&desk, &asked, Sheet::new(form)).await
}

async fn show(desk: &Desk<Manager>, asked: &Asked, sheet: Sheet<GiveForm>) -> PageResult {
    let looked = Looked { letters: asked.q.clone(), key: asked.done.clone() };
    let app = desk.app.clone();
    let (figures, seen) =
        desk.read(move |ask| Ok((figures(ask, &app.kept)?, see_advisers(ask, &looked)?))).await?;
    desk.show(&AdvisersPage::of(&seen, &figures.coverage, desk.now().today, asked, sheet))
}

/// Allocates an adviser to everyone selected, or ends their allocation.
async fn give(desk: Desk<Manager>, form: Form<GiveForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let asked = form.asked();
    let errors = match form.read(key.clone(), desk.now().today)? {
        Ok(sent) => match desk.write(move |ask| give_advisers(ask, &sent)).await? {
            Answer::Done => return Ok(see_other(&Asked { done: key, ..asked }.address())),
            Answer::NoAdviser => FormErrors::one("adviser", says::manager::advisers::NoLonger),
        },
        Err(errors) => errors,
    };
    show(&desk, &asked, Sheet::wrong(form, errors)).await
}

async fn name(desk: Desk<Manager>, at: Path<PersonId>, asked: Query<Asked>) -> PageResult {
    let person = *at;
    let stands = desk.read(move |ask| see_name(ask, person)).await?;
    let Asked { show, q, page, .. } = asked.into_inner();
    let form = NameForm { show, q, page, ..NameForm::from(&stands) };
    let (action, back) = (name_address(person), list_of(&form).address());
    desk.show(&NamePage::of(&stands, action, back, Sheet::new(form)))
}

/// Enters or corrects the name.
async fn write_name(desk: Desk<Manager>, at: Path<PersonId>, form: Form<NameForm>) -> PageResult {
    let person = *at;
    let (key, form) = (form.once.clone(), form.into_inner());
    let list = list_of(&form);
    let sheet = match form.read(key)? {
        Err(errors) => Sheet::wrong(form, errors),
        Ok(sent) => match desk.write(move |ask| name_person(ask, person, &sent)).await? {
            Written::Kept | Written::Same => {
                return Ok(see_other(&Asked { named: "yes".to_owned(), ..list }.address()));
            }
            Written::Meanwhile(stands) => form.beside(&stands),
        },
    };
    let stands = desk.read(move |ask| see_name(ask, person)).await?;
    desk.show(&NamePage::of(&stands, name_address(person), list.address(), sheet))
}

fn name_address(person: PersonId) -> String {
    format!("/manager/people/{person}/name")
}

/// The part of the list that a name's form was opened from.
fn list_of(form: &NameForm) -> Asked {
    Asked { show: form.show.clone(), q: form.q.clone(), page: form.page.clone(), ..Asked::default() }
}
