//! `/hub/contacts/{brought}/elsewhere`: what is done about a child who lives in the area of neither council, or nobody knows where; and
//! what is passed to another council, on which ground. The contact stays the hub's, with its clock, until somebody there has taken it.

use actix_web::web::Path;
use onward_domain::{
    hub::{Home, Lives, Outcome, Passed},
    id::HubContactId,
};
use onward_store::repo::{hub::WithLedger, hub_passes::PassTo};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::contact::{PassShown, address, passed};
use crate::{
    usecases::hub::partners::{Beside, pass_on, see_passed},
    web::{
        desk::{Desk, Hub},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        share_ground::part_said,
        view::{FormState, Page},
        words::says::hub::elsewhere as told,
    },
};

const AT: &str = "/hub/contacts/{brought}/elsewhere";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, ask), post(AT, Audience::Hub, keep)]
}

/// To whom, what, on which ground, and who there has taken it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct PassForm {
    #[validate(length(max = 120))]
    council: String,
    #[validate(length(max = 2000))]
    words: String,
    ground: String,
    #[validate(length(max = 200))]
    law: String,
    #[validate(length(max = 200))]
    taken_by: String,
}

impl PassForm {
    fn read(&self) -> Result<PassTo, FormErrors> {
        let mut read = Reader::of(self);
        let council = read.text("council", &self.council).missing(told::Council).required();
        let said = part_said(&mut read, &self.words, &self.ground, &self.law);
        let taken_by = read.text("taken-by", &self.taken_by).optional();
        read.done(|| Some(PassTo { council: council?, said: said?, taken_by }))
    }
}

/// What is done, and the form.
#[derive(Debug, Clone, Serialize)]
pub struct ElsewherePage {
    back: String,
    action: String,
    reference: String,
    about: String,
    lives: Option<Lives>,
    /// Whose it is, as somebody at the hub said last.
    home: Option<Home>,
    outcome: Option<Outcome>,
    passed: Vec<PassShown>,
    /// Somebody at another council has taken it.
    taken: bool,
    #[serde(flatten)]
    sheet: Sheet<PassForm>,
}

impl Page for ElsewherePage {
    const TEMPLATE: &'static str = "hub/elsewhere.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ElsewherePage {
    /// For a contact with what was passed on of it.
    pub fn of(one: &WithLedger, beside: &Beside, sheet: Sheet<PassForm>) -> Self {
        let shown = |each: &Passed| passed(each, beside.names.get(&each.by).cloned());
        Self {
            back: address(one.contact.id),
            action: format!("{}/elsewhere", address(one.contact.id)),
            reference: one.contact.reference.clone(),
            about: one.contact.told.about.clone(),
            lives: one.contact.told.lives,
            home: beside.routes.last().map(|routed| routed.home),
            outcome: one.stands().outcome,
            passed: beside.passed.iter().map(shown).collect(),
            taken: beside.passed.iter().any(|each| each.taken_by.is_some()),
            sheet,
        }
    }
}

async fn ask(desk: Desk<Hub>, at: Path<HubContactId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Hub>, id: HubContactId, sheet: Sheet<PassForm>) -> PageResult {
    let (one, beside) = desk.read(move |ask| see_passed(ask, id)).await?;
    desk.show(&ElsewherePage::of(&one, &beside, sheet))
}

async fn keep(desk: Desk<Hub>, at: Path<HubContactId>, form: Form<PassForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let to = match form.read() {
        Ok(to) => to,
        Err(errors) => return show(&desk, id, Sheet::wrong(form, errors)).await,
    };
    match desk.write(move |ask| pass_on(ask, id, &to, &key)).await? {
        Ok(()) => Ok(see_other(&format!("{}/elsewhere", address(id)))),
        Err(_) => show(&desk, id, Sheet::wrong(form, FormErrors::one("ground", told::NotSo))).await,
    }
}
