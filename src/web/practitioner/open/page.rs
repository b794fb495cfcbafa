//! The locked page, which reveals nothing about the person, and what an opening shows to somebody who has no other page
//! for it.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    allocation::Worker,
    id::{BreakGlassId, PersonId},
    role::Role,
};
use serde::Serialize;

use super::{address, form::OpenForm};
use crate::{
    usecases::account::open_with_reason::{Opened, ends_at},
    web::{
        account::session::start_of,
        desk::{Desk, Practitioner},
        form::Sheet,
        view::{FormState, Page, Phone},
    },
};

/// The record is locked for this viewer. The same page whether or not there is such a record.
#[derive(Debug, Clone, Serialize)]
pub struct LockedPage {
    action: String,
    back: &'static str,
    /// When an opening would end.
    ends_at: DateTime<Utc>,
    team_phone: Option<Phone>,
    team_hours: String,
    /// How many records this user has open now.
    open: usize,
    #[serde(flatten)]
    sheet: Sheet<OpenForm>,
}

impl Page for LockedPage {
    const TEMPLATE: &'static str = "practitioner/locked.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl LockedPage {
    /// The page around a form.
    pub fn of(desk: &Desk<Practitioner>, person: PersonId, open: usize, sheet: Sheet<OpenForm>) -> Self {
        let settings = &desk.app.settings;
        Self {
            action: address(person),
            back: if desk.me.role() == Role::Adviser { "/adviser/search" } else { start_of(desk.me.role()) },
            ends_at: ends_at(desk.now().at),
            team_phone: settings.team_phone.as_deref().map(Phone::new),
            team_hours: settings.team_hours.clone(),
            open,
            sheet,
        }
    }

    #[cfg(test)]
    pub fn sample(open: usize, sheet: Sheet<OpenForm>) -> Self {
        Self {
            action: address(PersonId::new()),
            back: "/hub",
            ends_at: DateTime::UNIX_EPOCH,
            team_phone: Some(Phone::new("01632 960 100")),
            team_hours: "Monday to Friday, 9am to 5pm".into(),
            open,
            sheet,
        }
    }
}

/// What somebody sees after opening a record from outside.
#[derive(Debug, Clone, Serialize)]
pub struct OpenedPage {
    name: String,
    ends_at: DateTime<Utc>,
    born: Option<NaiveDate>,
    adviser: Option<Colleague>,
    reviewing_officer: Option<Colleague>,
    close: String,
    opening: BreakGlassId,
}

/// Somebody who works with the person.
#[derive(Debug, Clone, Serialize)]
struct Colleague {
    name: String,
    phone: Option<String>,
}

impl From<Worker> for Colleague {
    fn from(worker: Worker) -> Self {
        Self { name: worker.name, phone: worker.phone }
    }
}

impl Page for OpenedPage {
    const TEMPLATE: &'static str = "practitioner/opened.html";
}

impl OpenedPage {
    /// Who can help, and until when.
    pub fn of(opened: Opened) -> Self {
        Self {
            name: opened.person.identity.listed_name(),
            ends_at: opened.opening.ends_at,
            born: opened.person.identity.born,
            adviser: opened.adviser.map(Colleague::from),
            reviewing_officer: opened.reviewing_officer.map(Colleague::from),
            close: format!("{}/close", address(opened.person.id)),
            opening: opened.opening.id,
        }
    }
}
