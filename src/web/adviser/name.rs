//! `/adviser/people/{person}/name`: an adviser writes down what somebody goes by, or corrects it.

use actix_web::{HttpRequest, web::Path};
use onward_domain::{access::Purpose, id::PersonId};

use super::handlers::caseload;
use crate::{
    App,
    web::{
        extract::Adviser,
        form::Form,
        person_name::{self, NameForm},
        reply::{PageResult, show},
    },
};

fn places(person: PersonId) -> (String, String) {
    (format!("/adviser/people/{person}/name"), format!("/adviser/people/{person}"))
}

/// The form.
///
/// # Errors
/// Not this adviser's, or opened from outside; the store's.
pub async fn page(app: App, request: HttpRequest, me: Adviser, at: Path<PersonId>) -> PageResult {
    let (person, user, now) = (*at, me.user.id, app.clock.moment());
    let stands = app
        .read(move |tx| {
            let record = caseload(tx, user)?.open(tx, person, Purpose::PersonPage, now)?;
            record.for_change()?;
            record.person()
        })
        .await?;
    let (action, back) = places(person);
    show(&app, &request, Some(&me), &person_name::start(&stands, action, back))
}

/// Keeps what was written.
///
/// # Errors
/// Not this adviser's, or opened from outside; the store's.
pub async fn save(
    app: App,
    request: HttpRequest,
    me: Adviser,
    at: Path<PersonId>,
    form: Form<NameForm>,
) -> PageResult {
    let (person, user, now) = (*at, me.user.id, app.clock.moment());
    let (key, form) = (form.once.clone(), form.into_inner());
    let sent = form.clone();
    let became = app
        .write(move |tx| {
            let record = caseload(tx, user)?.open(tx, person, Purpose::PersonPage, now)?;
            person_name::save(tx, &record, user, &sent, &key)
        })
        .await?;
    let (action, back) = places(person);
    let page = person_name::start(&became.stands, action, back.clone());
    person_name::answer(&app, &request, &me, (page, form), became, &back)
}
