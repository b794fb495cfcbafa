//! `/manager/reviewing-officers`: who in care has which reviewing officer, and who has none; a manager gives them one.

use chrono::NaiveDate;
#[cfg(test)]
mod tests;

use onward_domain::{
    id::{PersonId, UserId},
    reviewing::ReviewKind,
};
use onward_store::{rows::users::User, scope::Listed};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use validator::Validate;

use crate::{
    usecases::{
        manager::reviewing::{give_officer, see_officers},
        reviewed::due_for,
    },
    web::{
        desk::{Desk, Manager},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::reviewing::officers as told,
    },
};

const AT: &str = "/manager/reviewing-officers";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Manager, look), post(AT, Audience::Manager, give)]
}

/// Who gets whom.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct OfficerForm {
    people: Vec<String>,
    to: String,
}

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct OfficersPage {
    officers: Vec<(String, String)>,
    without: Vec<Row>,
    with: Vec<Row>,
    #[serde(flatten)]
    sheet: Sheet<OfficerForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    id: String,
    name: String,
    officer: Option<String>,
    chosen: bool,
}

impl Page for OfficersPage {
    const TEMPLATE: &'static str = "manager/reviewing_officers.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl OfficersPage {
    pub fn of(
        officers: &[User],
        people: &[Arc<Listed>],
        today: NaiveDate,
        sheet: Sheet<OfficerForm>,
    ) -> Self {
        // Whoever is in care, or has an officer all the same.
        let theirs = people.iter().filter(|person| {
            person.reviewing_officer.is_some()
                || due_for(person, &[], &[], today).iter().any(|due| due.kind == ReviewKind::Care)
        });
        let row = |person: &Arc<Listed>| Row {
            id: person.person.id.to_string(),
            name: person.person.identity.listed_name(),
            officer: person.reviewing_officer.as_ref().map(|worker| worker.name.clone()),
            chosen: sheet.form.people.contains(&person.person.id.to_string()),
        };
        let (with, without) = theirs.map(row).partition(|row| row.officer.is_some());
        let officers = officers.iter().map(|user| (user.id.to_string(), user.display_name.clone()));
        Self { officers: officers.collect(), without, with, sheet }
    }
}

async fn look(desk: Desk<Manager>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn show(desk: &Desk<Manager>, sheet: Sheet<OfficerForm>) -> PageResult {
    let (officers, people) = desk.read(see_officers).await?;
    desk.show(&OfficersPage::of(&officers, &people, desk.now().today, sheet))
}

async fn give(desk: Desk<Manager>, form: Form<OfficerForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let people: Vec<PersonId> = form.people.iter().filter_map(|id| id.parse().ok()).collect();
    let mut read = Reader::of(&form);
    if people.is_empty() {
        read.wrong("people", told::People);
    }
    let to = read.choice("to", &form.to, |id| match id {
        "nobody" => Some(None),
        id => id.parse::<UserId>().ok().map(Some),
    });
    let to = to.missing(told::To).required();
    let to = match read.done(|| to) {
        Ok(to) => to,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    if desk.write(move |ask| give_officer(ask, &people, to, &key)).await? {
        Ok(see_other(AT))
    } else {
        show(&desk, Sheet::wrong(form, FormErrors::one("to", told::Gone))).await
    }
}
