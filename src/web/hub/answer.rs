//! `/hub/contacts/{brought}/answer`: what an agency said by phone, written down under its name, with who said it and its ground.

use actix_web::web::Path;
use onward_domain::{
    hub::{Agency, PartSaid},
    id::HubContactId,
};
use onward_store::repo::hub::WithLedger;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::contact::address;
use crate::{
    usecases::hub::{
        contacts::see_contact,
        partners::{SaidBy, write_down_part},
    },
    web::{
        desk::{Desk, Hub},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        share_ground::part_said,
        view::{FormState, Page},
        words::says::hub::{answer as told, partner},
    },
};

const AT: &str = "/hub/contacts/{brought}/answer";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, ask), post(AT, Audience::Hub, keep)]
}

/// Which agency, who said it, what, and on which ground.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    agency: String,
    #[validate(length(max = 200))]
    name: String,
    #[validate(length(max = 2000))]
    words: String,
    ground: String,
    #[validate(length(max = 200))]
    law: String,
}

impl AnswerForm {
    fn read(&self) -> Result<(SaidBy, PartSaid), FormErrors> {
        let mut read = Reader::of(self);
        let agency = read.choice("agency", &self.agency, |word| word.parse::<Agency>().ok());
        let agency = agency.missing(told::Agency).required();
        let name = read.text("name", &self.name).missing(told::Name).required();
        let said = part_said(&mut read, &self.words, &self.ground, &self.law);
        read.done(|| Some((SaidBy { agency: agency?, name: name? }, said?)))
    }
}

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerPage {
    back: String,
    action: String,
    reference: String,
    decided: bool,
    #[serde(flatten)]
    sheet: Sheet<AnswerForm>,
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "hub/answer.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl AnswerPage {
    /// The form for a contact.
    pub fn of(one: &WithLedger, sheet: Sheet<AnswerForm>) -> Self {
        Self {
            back: address(one.contact.id),
            action: format!("{}/answer", address(one.contact.id)),
            reference: one.contact.reference.clone(),
            decided: one.stands().outcome.is_some(),
            sheet,
        }
    }
}

async fn ask(desk: Desk<Hub>, at: Path<HubContactId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Hub>, id: HubContactId, sheet: Sheet<AnswerForm>) -> PageResult {
    let seen = desk.read(move |ask| see_contact(ask, id)).await?;
    let one = seen.contacts.first().ok_or(Situation::NotFound)?;
    desk.show(&AnswerPage::of(one, sheet))
}

async fn keep(desk: Desk<Hub>, at: Path<HubContactId>, form: Form<AnswerForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let (by, said) = match form.read() {
        Ok(read) => read,
        Err(errors) => return show(&desk, id, Sheet::wrong(form, errors)).await,
    };
    if desk.write(move |ask| write_down_part(ask, id, &by, &said, &key)).await? {
        return Ok(see_other(&address(id)));
    }
    show(&desk, id, Sheet::wrong(form, FormErrors::one("words", partner::Decided))).await
}
