//! `/adviser/people/{person}/name`: an adviser enters or corrects the name somebody goes by.

use actix_web::web::Path;
use onward_domain::{id::PersonId, person::Person};

use crate::{
    usecases::{
        adviser::name_person::{name_person, see_name},
        write_name::Written,
    },
    web::{
        desk::{Adviser, Desk},
        form::{Form, Sheet},
        person_name::{NameForm, NamePage},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

const AT: &str = "/adviser/people/{person}/name";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, name), post(AT, Audience::Adviser, keep)]
}

async fn name(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let stands = desk.read(move |ask| see_name(ask, person)).await?;
    desk.show(&page(&stands, Sheet::new(NameForm::from(&stands))))
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<NameForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let sheet = match form.read(key)? {
        Err(errors) => Sheet::wrong(form, errors),
        Ok(sent) => match desk.write(move |ask| name_person(ask, person, &sent)).await? {
            Written::Kept | Written::Same => return Ok(see_other(&format!("/adviser/people/{person}"))),
            Written::Meanwhile(stands) => form.beside(&stands),
        },
    };
    let stands = desk.read(move |ask| see_name(ask, person)).await?;
    desk.show(&page(&stands, sheet))
}

fn page(person: &Person, sheet: Sheet<NameForm>) -> NamePage {
    let back = format!("/adviser/people/{}", person.id);
    NamePage::of(person, format!("{back}/name"), back, sheet)
}
