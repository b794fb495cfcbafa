//! `/hub`: records that this worker has opened from outside, and finding somebody by exact identification. Nothing
//! about anybody is shown before a reason is given.

pub mod form;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use onward_domain::{access::BreakGlass, id::PersonId};
use serde::Serialize;

use self::form::FindForm;
use crate::{
    usecases::{
        account::limits::Try,
        hub::find_person::{find_person, see_open_records},
    },
    web::{
        desk::{Desk, Hub},
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says,
    },
};

/// The address of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/hub", Audience::Hub, page), post("/hub", Audience::Hub, find)]
}

async fn page(desk: Desk<Hub>) -> PageResult {
    show(&desk, Sheet::default()).await
}

/// Leads to the locked page for whoever matches.
async fn find(desk: Desk<Hub>, form: Form<FindForm>) -> PageResult {
    let form = form.into_inner();
    let who = match form.read() {
        Ok(who) => who,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    desk.app.limits.count(Try::Outside, &desk.me.user.id.to_string())?;
    match desk.read(move |ask| find_person(ask, &who)).await? {
        Some(found) => Ok(see_other(&format!("/adviser/open/{}", found.person))),
        None => {
            let errors = FormErrors::one("record", says::hub::find::NothingFits);
            show(&desk, Sheet::wrong(form, errors)).await
        }
    }
}

async fn show(desk: &Desk<Hub>, sheet: Sheet<FindForm>) -> PageResult {
    let open = desk.read(see_open_records).await?;
    desk.show(&DeskPage::of(&open, sheet))
}

#[derive(Debug, Clone, Serialize)]
struct DeskPage {
    open: Vec<Open>,
    #[serde(flatten)]
    sheet: Sheet<FindForm>,
}

/// A record that is open to this worker now.
#[derive(Debug, Clone, Serialize)]
struct Open {
    person: PersonId,
    ends_at: DateTime<Utc>,
    reason: String,
}

impl Page for DeskPage {
    const TEMPLATE: &'static str = "hub/desk.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl DeskPage {
    fn of(open: &[BreakGlass], sheet: Sheet<FindForm>) -> Self {
        let open = open.iter().map(|one| Open {
            person: one.person,
            ends_at: one.ends_at,
            reason: one.reason.clone(),
        });
        Self { open: open.collect(), sheet }
    }
}
