//! `/adviser/open/{person}`: why a record is locked, and opening it with a reason for a limited time.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{
    id::{BreakGlassId, PersonId},
    role::Role,
};
use serde::Deserialize;

use self::{
    form::OpenForm,
    page::{LockedPage, OpenedPage},
};
use crate::{
    usecases::account::open_with_reason::{Door, close, come_to_record, open_with_reason},
    web::{
        desk::{Desk, Practitioner},
        error::Situation,
        form::{Form, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

const AT: &str = "/adviser/open/{person}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Practitioner, come),
        post(AT, Audience::Practitioner, open),
        post("/adviser/open/{person}/close", Audience::Practitioner, close_now),
    ]
}

fn address(person: PersonId) -> String {
    format!("/adviser/open/{person}")
}

async fn come(desk: Desk<Practitioner>, at: Path<PersonId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

/// The locked page; or the record, if this user has it open.
async fn show(desk: &Desk<Practitioner>, person: PersonId, sheet: Sheet<OpenForm>) -> PageResult {
    match desk.read(move |ask| come_to_record(ask, person)).await? {
        Door::Locked(open) => desk.show(&LockedPage::of(desk, person, open, sheet)),
        Door::OnCaseload if desk.me.role() == Role::ReviewingOfficer => {
            Ok(see_other(&format!("/reviewing/people/{person}")))
        }
        Door::OnCaseload => Ok(see_other(&format!("/adviser/people/{person}"))),
        Door::Opened(opened) => desk.show(&OpenedPage::of(*opened)),
    }
}

async fn open(desk: Desk<Practitioner>, at: Path<PersonId>, form: Form<OpenForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = form.into_inner();
    match form.read() {
        Ok(reason) => {
            desk.write(move |ask| open_with_reason(ask, person, &reason, &key)).await?;
            Ok(see_other(&address(person)))
        }
        Err(errors) => show(&desk, person, Sheet::wrong(form, errors)).await,
    }
}

/// Which opening.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CloseForm {
    opening: Option<BreakGlassId>,
}

/// Ends one's own opening early. What follows is the page saying that the record is locked.
async fn close_now(desk: Desk<Practitioner>, at: Path<PersonId>, form: Form<CloseForm>) -> PageResult {
    let opening = form.opening.ok_or(Situation::NOT_OUR_FORM)?;
    let key = form.once.clone();
    desk.write(move |ask| close(ask, opening, &key)).await?;
    Ok(see_other(&address(*at)))
}
