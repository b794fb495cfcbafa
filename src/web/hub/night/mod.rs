//! `/hub/night`: a note for somebody's adviser, from whoever answered out of hours: an arrest, or a night without a bed.
//! Nothing about anybody is shown for it.

mod form;
#[cfg(test)]
mod tests;

use actix_web::web::Query;
use chrono::NaiveDate;
use onward_domain::night::read_on;
use serde::{Deserialize, Serialize};

use self::form::NightForm;
use crate::{
    clock::london_time,
    usecases::{account::limits::Try, hub::leave_note::leave_note},
    web::{
        desk::{Desk, Hub},
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::hub::night as told,
    },
};

const AT: &str = "/hub/night";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, page), post(AT, Audience::Hub, leave)]
}

/// What is shown.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Asked {
    left: bool,
}

/// The form, and whether a note was left just now.
#[derive(Debug, Clone, Serialize)]
pub struct NightPage {
    left: bool,
    /// The morning on which the adviser reads it.
    read_on: NaiveDate,
    #[serde(flatten)]
    sheet: Sheet<NightForm>,
}

impl Page for NightPage {
    const TEMPLATE: &'static str = "hub/night.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

fn show(desk: &Desk<Hub>, left: bool, sheet: Sheet<NightForm>) -> PageResult {
    desk.show(&NightPage { left, read_on: read_on(london_time(desk.now().at)), sheet })
}

async fn page(desk: Desk<Hub>, asked: Query<Asked>) -> PageResult {
    show(&desk, asked.left, Sheet::default())
}

async fn leave(desk: Desk<Hub>, form: Form<NightForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (who, said) = match form.read(desk.now().today) {
        Ok(read) => read,
        Err(errors) => return show(&desk, false, Sheet::wrong(form, errors)),
    };
    desk.app.limits.count(Try::Outside, &desk.me.user.id.to_string())?;
    if desk.write(move |ask| leave_note(ask, &who, &said, &key)).await? {
        return Ok(see_other("/hub/night?left=true"));
    }
    show(&desk, false, Sheet::wrong(form, FormErrors::one("record", told::NothingFits)))
}
