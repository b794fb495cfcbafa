//! `/hub/contacts/{brought}`: one contact, what is done about it, and its ledger. Each act is a page of its own, and none is
//! done without its ground and its name.

mod follow;
mod form;
mod page;
#[cfg(test)]
mod tests;

pub use page::{PartShown, PassShown, StepShown, kind, part, passed, step};

use actix_web::web::Path;
use onward_domain::{
    hub::{Deed, Refused, Stands},
    id::HubContactId,
};

use self::{
    form::{Act, StepForm},
    page::{ActPage, ContactPage},
};
use crate::{
    usecases::hub::{
        contacts::{add_step, see_contact},
        partners::{Beside, see_beside},
    },
    web::{
        desk::{Desk, Hub},
        error::Situation,
        form::{Form, FormErrors, Nothing, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::hub::act as told,
    },
};

const AT: &str = "/hub/contacts/{brought}";
const ACT: &str = "/hub/contacts/{brought}/{act}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Hub, contact),
        post("/hub/contacts/{brought}/take", Audience::Hub, take),
        get(ACT, Audience::Hub, ask),
        post(ACT, Audience::Hub, add),
    ]
}

/// The page of a contact.
#[must_use]
pub fn address(id: HubContactId) -> String {
    format!("/hub/contacts/{id}")
}

async fn contact(desk: Desk<Hub>, at: Path<HubContactId>) -> PageResult {
    let id = *at;
    let (seen, beside) = desk
        .read(move |ask| {
            let seen = see_contact(ask, id)?;
            let beside = match seen.contacts.first() {
                Some(one) => see_beside(ask, &one.contact)?,
                None => Beside::default(),
            };
            Ok((seen, beside))
        })
        .await?;
    let page = ContactPage::of(seen, desk.me.user.id, desk.now().at).ok_or(Situation::NotFound)?;
    let page = page.beside(&beside);
    desk.show(&page)
}

async fn take(desk: Desk<Hub>, at: Path<HubContactId>, form: Form<Nothing>) -> PageResult {
    let (id, key) = (*at, form.once.clone());
    let _taken = desk.write(move |ask| add_step(ask, id, &Deed::Taken, &key)).await?;
    Ok(see_other(&address(id)))
}

async fn ask(desk: Desk<Hub>, at: Path<(HubContactId, String)>) -> PageResult {
    let (id, act) = at.into_inner();
    let act: Act = act.parse()?;
    let seen = desk.read(move |ask| see_contact(ask, id)).await?;
    let one = seen.contacts.first().ok_or(Situation::NotFound)?;
    if !act.is_open(&one.stands()) {
        return Ok(see_other(&address(id)));
    }
    desk.show(&ActPage::of(one, act, desk.me.user.id, Sheet::default()))
}

/// The form again with what was typed, beside what holds now: what somebody else did meanwhile costs nobody their words.
async fn show_again(desk: &Desk<Hub>, id: HubContactId, act: Act, sheet: Sheet<StepForm>) -> PageResult {
    let seen = desk.read(move |ask| see_contact(ask, id)).await?;
    let one = seen.contacts.first().ok_or(Situation::NotFound)?;
    desk.show(&ActPage::of(one, act, desk.me.user.id, sheet))
}

async fn add(desk: Desk<Hub>, at: Path<(HubContactId, String)>, form: Form<StepForm>) -> PageResult {
    let ((id, act), key) = (at.into_inner(), form.once.clone());
    let (act, form, today): (Act, _, _) = (act.parse()?, form.into_inner(), desk.now().today);
    let seen = desk.read(move |ask| see_contact(ask, id)).await?;
    let stands = seen.contacts.first().map(|one| one.stands()).unwrap_or_default();
    let deed = match form.read(act, &stands, today) {
        Ok(deed) => deed,
        Err(errors) => return show_again(&desk, id, act, Sheet::wrong(form, errors)).await,
    };
    match desk.write(move |ask| add_step(ask, id, &deed, &key)).await? {
        Ok(()) => Ok(see_other(&address(id))),
        Err(why) => {
            let errors = refused(act, why, &stands);
            show_again(&desk, id, act, Sheet::wrong(form, errors)).await
        }
    }
}

/// What stands in the way, at the field that it is about.
fn refused(act: Act, why: Refused, stands: &Stands) -> FormErrors {
    match why {
        Refused::WaitsForAgreement => FormErrors::one("outcome", told::WaitsForAgreement),
        Refused::NotSo if act == Act::Share => FormErrors::one("ground", told::NotSo),
        Refused::NotSo => FormErrors::one("outcome", told::NotSo),
        Refused::Decided => FormErrors::one("outcome", told::Decided),
        Refused::FamilyNotThoughtOf => FormErrors::one("outcome", told::FamilyNotThoughtOf),
        Refused::MovedOn if act == Act::Done => FormErrors::one("name", told::MovedOn),
        Refused::MovedOn => FormErrors::one("words", told::MovedOn),
        Refused::NotTheirs => FormErrors::one("name", told::NotTheirs),
        Refused::Incomplete if stands.outcome.is_some() => FormErrors::one("words", told::Decided),
        Refused::Incomplete => FormErrors::one("words", told::Incomplete),
    }
}
