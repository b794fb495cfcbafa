//! `/hub/earlier`: a contact found again by its number, and those that are decided, the latest first. No name stands in the list.

#[cfg(test)]
mod tests;

use actix_web::web::Query;
use chrono::{DateTime, Utc};
use onward_domain::hub::{Deed, Outcome};
use onward_store::repo::hub::WithLedger;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::contact;
use crate::{
    usecases::hub::contacts::{Decided, PAGE, find_numbered, see_decided},
    web::{
        desk::{Desk, Hub},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::hub::earlier as told,
    },
};

/// The address of this room.
pub const AT: &str = "/hub/earlier";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Hub, earlier), post(AT, Audience::Hub, find)]
}

/// Which page of the list, the latest first.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Asked {
    page: u32,
}

/// The number that whoever wrote was given.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
struct NumberForm {
    #[validate(length(max = 40))]
    number: String,
}

async fn earlier(desk: Desk<Hub>, asked: Option<Query<Asked>>) -> PageResult {
    let page = asked.map_or(0, |asked| asked.page);
    show(&desk, page, Sheet::default()).await
}

/// Leads to the contact with this number.
async fn find(desk: Desk<Hub>, form: Form<NumberForm>) -> PageResult {
    let form = form.into_inner();
    let mut read = Reader::of(&form);
    let number = read.text("number", &form.number).missing(told::Number).required();
    let number = match read.done(|| number) {
        Ok(number) => number,
        Err(errors) => return show(&desk, 0, Sheet::wrong(form, errors)).await,
    };
    match desk.read(move |ask| find_numbered(ask, &number)).await? {
        Some(id) => Ok(see_other(&contact::address(id))),
        None => show(&desk, 0, Sheet::wrong(form, FormErrors::one("number", told::NothingFits))).await,
    }
}

async fn show(desk: &Desk<Hub>, page: u32, sheet: Sheet<NumberForm>) -> PageResult {
    let decided = desk.read(move |ask| see_decided(ask, page)).await?;
    desk.show(&EarlierPage::of(&decided, page, sheet))
}

#[derive(Debug, Clone, Serialize)]
struct EarlierPage {
    rows: Vec<Row>,
    /// Of the page before this one, with later decisions.
    later: Option<u32>,
    /// Of the page after this one.
    older: Option<u32>,
    /// So many stand on one page.
    each: u32,
    #[serde(flatten)]
    sheet: Sheet<NumberForm>,
}

/// One that is decided.
#[derive(Debug, Clone, Serialize)]
struct Row {
    href: String,
    reference: String,
    came_at: DateTime<Utc>,
    decided_at: Option<DateTime<Utc>>,
    outcome: Option<Outcome>,
    /// `told`, `will_try`, `tried`, `not_told` or nothing.
    telling: Option<&'static str>,
}

impl Page for EarlierPage {
    const TEMPLATE: &'static str = "hub/earlier.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl EarlierPage {
    fn of(decided: &Decided, page: u32, sheet: Sheet<NumberForm>) -> Self {
        Self {
            rows: decided.contacts.iter().map(row).collect(),
            later: page.checked_sub(1),
            older: decided.more.then_some(page.saturating_add(1)),
            each: PAGE,
            sheet,
        }
    }
}

fn row(one: &WithLedger) -> Row {
    let stands = one.stands();
    let decided = one.steps.iter().rev().find(|step| matches!(step.deed, Deed::Decided { .. }));
    Row {
        href: contact::address(one.contact.id),
        reference: one.contact.reference.clone(),
        came_at: one.contact.came_at,
        decided_at: decided.map(|step| step.at),
        outcome: stands.outcome,
        telling: stands.telling.as_ref().map(contact::kind),
    }
}
