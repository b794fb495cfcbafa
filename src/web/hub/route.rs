//! `/hub/contacts/{brought}/route`: which of the two councils a contact belongs to, by the child's home.

use actix_web::web::Path;
use onward_domain::{
    hub::{Home, HubContact, Lives, home_by_places},
    id::HubContactId,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::contact::address;
use crate::{
    settings::Settings,
    usecases::hub::{contacts::see_contact, partners::route},
    web::{
        desk::{Desk, Hub},
        error::Situation,
        form::{Form, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::hub::route as told,
    },
};

const AT: &str = "/hub/contacts/{brought}/route";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, ask), post(AT, Audience::Hub, keep)]
}

/// Whose it is, and why.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct RouteForm {
    home: String,
    #[validate(length(max = 600))]
    why: String,
}

/// The form.
#[derive(Debug, Clone, Serialize)]
pub struct RoutePage {
    back: String,
    action: String,
    reference: String,
    about: String,
    neighbour: Option<String>,
    /// What the places in it say.
    by_places: Option<Home>,
    /// Where the child lives, as whoever wrote says.
    lives: Option<Lives>,
    #[serde(flatten)]
    sheet: Sheet<RouteForm>,
}

impl Page for RoutePage {
    const TEMPLATE: &'static str = "hub/route.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl RoutePage {
    /// The form for a contact.
    pub fn of(contact: &HubContact, settings: &Settings, sheet: Sheet<RouteForm>) -> Self {
        let said = format!("{} {}", contact.told.about, contact.told.words);
        Self {
            back: address(contact.id),
            action: format!("{}/route", address(contact.id)),
            reference: contact.reference.clone(),
            about: contact.told.about.clone(),
            lives: contact.told.lives,
            neighbour: settings.neighbour.name.clone(),
            by_places: home_by_places(&said, &settings.areas, &settings.neighbour.areas),
            sheet,
        }
    }
}

async fn ask(desk: Desk<Hub>, at: Path<HubContactId>) -> PageResult {
    show(&desk, *at, Sheet::default()).await
}

async fn show(desk: &Desk<Hub>, id: HubContactId, sheet: Sheet<RouteForm>) -> PageResult {
    let seen = desk.read(move |ask| see_contact(ask, id)).await?;
    let one = seen.contacts.first().ok_or(Situation::NotFound)?;
    desk.show(&RoutePage::of(&one.contact, &desk.app.settings, sheet))
}

async fn keep(desk: Desk<Hub>, at: Path<HubContactId>, form: Form<RouteForm>) -> PageResult {
    let (id, key, form) = (*at, form.once.clone(), form.into_inner());
    let mut read = Reader::of(&form);
    let home =
        read.choice("home", &form.home, |word| word.parse::<Home>().ok()).missing(told::Home).required();
    let why = read.text("why", &form.why).missing(told::Why).required();
    let (home, why) = match read.done(|| home.zip(why)) {
        Ok(said) => said,
        Err(errors) => return show(&desk, id, Sheet::wrong(form, errors)).await,
    };
    desk.write(move |ask| route(ask, id, home, &why, &key)).await?;
    Ok(see_other(&address(id)))
}
