//! `/adviser/people/{person}/entitlements/{number}/override`: another answer than the rule's, asked for with evidence and an
//! end, beside what the rule says; a manager agrees.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::{OverrideId, PersonId};
use onward_store::repo::versions::Kept;

pub use self::page::Decided;
use self::{
    form::{EndForm, OverrideForm},
    page::{OverridesPage, doubtful},
};
use crate::{
    usecases::adviser::override_answer::{ask_override, end_override, see_overrides},
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Form, Sheet},
        law_words,
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

const AT: &str = "/adviser/people/{person}/entitlements/{number}/override";
const END: &str = "/adviser/people/{person}/entitlements/{number}/override/{override}/end";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::Adviser;
    vec![get(AT, me, look), post(AT, me, send), post(END, me, end)]
}

async fn look(desk: Desk<Adviser>, at: Path<(PersonId, String)>) -> PageResult {
    let (person, number) = at.into_inner();
    show(&desk, person, &number, Sheet::default(), EndForm::default()).await
}

async fn send(desk: Desk<Adviser>, at: Path<(PersonId, String)>, form: Form<OverrideForm>) -> PageResult {
    let (person, number) = at.into_inner();
    let entries = desk.app.law.entitlements();
    let entry = law_words::place_of(entries, &number).and_then(|place| entries.get(place));
    let entry = entry.ok_or(Situation::NotFound)?;
    let key = form.once.clone();
    let form = form.into_inner();
    let note = match form.read(&entry.id, desk.now().today) {
        Ok(note) => note,
        Err(errors) => {
            return show(&desk, person, &number, Sheet::wrong(form, errors), EndForm::default()).await;
        }
    };
    let seen = form.seen.clone();
    match desk.write(move |ask| ask_override(ask, person, &note, &key, &seen)).await? {
        Kept::Doubt(doubt) => show(&desk, person, &number, doubtful(form, doubt), EndForm::default()).await,
        _ => Ok(see_other(&format!("/adviser/people/{person}/entitlements/{number}"))),
    }
}

async fn end(
    desk: Desk<Adviser>,
    at: Path<(PersonId, String, OverrideId)>,
    form: Form<EndForm>,
) -> PageResult {
    let (person, number, which) = at.into_inner();
    let key = form.once.clone();
    let form = form.into_inner();
    match form.read() {
        Ok(why) => {
            desk.write(move |ask| end_override(ask, person, which, &why, &key)).await?;
            Ok(see_other(&format!("/adviser/people/{person}/entitlements/{number}")))
        }
        Err(errors) => {
            show(&desk, person, &number, Sheet::wrong(OverrideForm::default(), errors), form).await
        }
    }
}

async fn show(
    desk: &Desk<Adviser>,
    person: PersonId,
    number: &str,
    sheet: Sheet<OverrideForm>,
    end_form: EndForm,
) -> PageResult {
    let law = desk.app.law;
    let place = law_words::place_of(law.entitlements(), number).ok_or(Situation::NotFound)?;
    let seen = desk.read(move |ask| see_overrides(ask, person, place)).await?;
    let page = OverridesPage::of(&seen, law, law_words::messages()?, sheet, end_form);
    desk.show(&page.ok_or(Situation::NotFound)?)
}
