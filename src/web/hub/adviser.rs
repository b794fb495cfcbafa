//! `/hub/contacts/{brought}/adviser`: something of a contact is shared with the personal adviser of a young person whom it names,
//! on a ground and as somebody decided. Who it is is found by exact details, and nothing about them is shown.

use actix_web::web::Path;
use onward_domain::{
    hub::{HubContact, Refused},
    id::HubContactId,
};
use onward_store::{
    repo::hub::{AdviserTold, ToTell},
    scope::Exactly,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{contact::address, desk::form::who};
use crate::{
    usecases::{
        account::limits::Try,
        hub::{contacts::see_contact, tell_adviser::tell_adviser},
    },
    web::{
        desk::{Desk, Hub},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        share_ground::on_ground,
        view::{FormState, Page},
        words::says::hub::{act, adviser as told},
    },
};

const AT: &str = "/hub/contacts/{brought}/adviser";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, ask), post(AT, Audience::Hub, share)]
}

/// Who it is, what is shared, on which ground, and who decided so.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct AdviserForm {
    /// The record number; anything entered alongside is then ignored.
    #[validate(length(max = 40))]
    record: String,
    #[validate(length(max = 100))]
    family_name: String,
    /// The date of birth.
    born: WrittenDay,
    ground: String,
    #[validate(length(max = 200))]
    law: String,
    #[validate(length(max = 200))]
    name: String,
    #[validate(length(max = 600))]
    words: String,
}

impl AdviserForm {
    fn read(&self) -> Result<(Exactly, ToTell), FormErrors> {
        let mut read = Reader::of(self);
        let who = who(&mut read, (&self.record, &self.family_name, &self.born));
        let (ground, law) = on_ground(&mut read, &self.ground, &self.law);
        let decider = read.text("name", &self.name).missing(told::Decider).required();
        let what = read.text("words", &self.words).missing(told::What).required();
        read.done(|| Some((who?, ToTell { ground: ground?, law, decider: decider?, what: what? })))
    }
}

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct AdviserPage {
    back: String,
    action: String,
    reference: String,
    about: String,
    #[serde(flatten)]
    sheet: Sheet<AdviserForm>,
}

impl Page for AdviserPage {
    const TEMPLATE: &'static str = "hub/adviser.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl AdviserPage {
    /// The form for a contact.
    pub fn of(contact: &HubContact, sheet: Sheet<AdviserForm>) -> Self {
        Self {
            back: address(contact.id),
            action: format!("{}/adviser", address(contact.id)),
            reference: contact.reference.clone(),
            about: contact.told.about.clone(),
            sheet,
        }
    }
}

async fn ask(desk: Desk<Hub>, at: Path<HubContactId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Hub>, id: HubContactId, sheet: Sheet<AdviserForm>) -> PageResult {
    let seen = desk.read(move |ask| see_contact(ask, id)).await?;
    let one = seen.contacts.first().ok_or(Situation::NotFound)?;
    desk.show(&AdviserPage::of(&one.contact, sheet))
}

async fn share(desk: Desk<Hub>, at: Path<HubContactId>, form: Form<AdviserForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let (who, to_tell) = match form.read() {
        Ok(read) => read,
        Err(errors) => return show(&desk, id, Sheet::wrong(form, errors)).await,
    };
    desk.app.limits.count(Try::Outside, &desk.me.user.id.to_string())?;
    let errors = match desk.write(move |ask| tell_adviser(ask, id, &who, &to_tell, &key)).await? {
        AdviserTold::Told => return Ok(see_other(&address(id))),
        AdviserTold::NobodyFits => FormErrors::one("record", told::NothingFits),
        AdviserTold::Refused(Refused::NotSo) => FormErrors::one("ground", act::NotSo),
        AdviserTold::Refused(_) => FormErrors::one("words", act::Incomplete),
    };
    show(&desk, id, Sheet::wrong(form, errors)).await
}
