//! `/adviser/people/{person}/contact`: a visit, call or message that has been, so that the clock of visits reads it.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::PersonId;
use onward_store::repo::versions::{Kept, Sent};

use self::{form::ContactForm, page::ContactPage};
use crate::{
    usecases::adviser::{
        answer_fact::BeforeBirth,
        record_contact::{record_contact, see_for_contact},
    },
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says,
    },
};

const AT: &str = "/adviser/people/{person}/contact";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, contact), post(AT, Audience::Adviser, keep)]
}

async fn contact(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn keep(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<ContactForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let says = match form.read(desk.now().today) {
        Ok(says) => says,
        Err(errors) => return show(&desk, person, Sheet::wrong(form, errors)).await,
    };
    let sent = Sent { version: None, says, key };
    match desk.write(move |ask| record_contact(ask, person, &sent)).await? {
        Kept::Doubt(BeforeBirth(born)) => {
            let words = says::forms::day::BeforeBirth { born: born.into() };
            show(&desk, person, Sheet::wrong(form, FormErrors::one("day", words))).await
        }
        Kept::Now(_) | Kept::Before(_) | Kept::Same | Kept::Clash(_) => {
            Ok(see_other(&format!("/adviser/people/{person}")))
        }
    }
}

async fn show(desk: &Desk<Adviser>, person: PersonId, sheet: Sheet<ContactForm>) -> PageResult {
    let one = desk.read(move |ask| see_for_contact(ask, person)).await?;
    desk.show(&ContactPage::of(&one, sheet))
}
