//! `/adviser/people/{person}/invitation`: a one-time code for a young person, shown once.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::PersonId;

use self::page::InvitationPage;
use crate::{
    usecases::{
        account::invite::{YOUNG_LETTERS, spoken},
        adviser::invite::{make_invitation, see_invitation},
    },
    web::{
        desk::{Adviser, Desk},
        form::{Form, Nothing},
        reply::PageResult,
        routes::{Audience, Route, get, post},
    },
};

const AT: &str = "/adviser/people/{person}/invitation";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, invitation), post(AT, Audience::Adviser, make)]
}

async fn invitation(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_invitation(ask, person)).await?;
    desk.show(&InvitationPage::of(&seen, desk.now().today, None, &desk.app.settings.base_url))
}

/// Makes a code and shows it once. An earlier one stops working. The second of two taps shows the first one's code
/// again, which belongs to the form and is stored nowhere.
async fn make(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<Nothing>) -> PageResult {
    let (person, key, keys) = (*at, form.once.clone(), desk.app.keys.clone());
    let code = keys.code_of(&key, YOUNG_LETTERS);
    let kept = code.clone();
    let (works, seen) = desk.write(move |ask| make_invitation(ask, person, &keys, &kept, &key)).await?;
    let code = works.then(|| spoken(&code));
    desk.show(&InvitationPage::of(&seen, desk.now().today, code, &desk.app.settings.base_url))
}
