//! What the list of colleagues shows, and the page with a one-time code.

use chrono::{DateTime, Utc};
use onward_domain::{id::UserId, role::Role};
use serde::Serialize;

use super::form::{ChangeForm, NewForm};
use crate::{
    usecases::account::{
        invite::HOURS,
        look_after_users::{Colleague, Invitation, SeenUsers, version},
        second_factor::grouped,
    },
    web::{
        form::{FormErrors, Sheet},
        view::{FormState, Page},
        words::says,
    },
};

/// Colleagues, and a form for a new one.
#[derive(Debug, Clone, Serialize)]
pub struct UsersPage {
    rows: Vec<Row>,
    /// Id and name of each team that goes on.
    teams: Vec<(String, String)>,
    /// How much waits for a second person.
    waiting: usize,
    /// A form about somebody whom somebody else changed meanwhile: open, with what was chosen.
    again: Option<ChangeForm>,
    /// Somebody about whom the page asks whether to suspend them.
    asks: Option<Row>,
    #[serde(flatten)]
    sheet: Sheet<NewForm>,
}

/// One colleague.
#[derive(Debug, Clone, Serialize)]
struct Row {
    id: UserId,
    name: String,
    email: Option<String>,
    role: Role,
    /// Their state, sent back by forms: a form from before somebody else's change is not followed.
    seen: String,
    suspended: bool,
    /// They have not used their code yet.
    not_set_up: bool,
    team: Option<String>,
    phone: Option<String>,
    /// When they asked for a new way to sign in.
    asked_at: Option<DateTime<Utc>>,
}

impl Page for UsersPage {
    const TEMPLATE: &'static str = "administrator/users.html";

    fn state(&self) -> FormState {
        if self.again.is_some() { FormState::Clash } else { self.sheet.state() }
    }

    fn has_errors(&self) -> bool {
        !self.sheet.errors.is_empty()
    }
}

impl UsersPage {
    /// The list around a form.
    pub fn of(seen: SeenUsers, sheet: Sheet<NewForm>) -> Self {
        Self {
            rows: seen.colleagues.into_iter().map(Row::from).collect(),
            teams: seen.teams.into_iter().map(|team| (team.id.to_string(), team.name)).collect(),
            waiting: seen.waiting,
            again: None,
            asks: None,
            sheet,
        }
    }

    /// The list with the question whether somebody on it is to be suspended.
    pub fn asking(seen: SeenUsers, user: UserId) -> Option<Self> {
        let page = Self::of(seen, Sheet::default());
        let asks = page.rows.iter().find(|row| row.id == user && !row.suspended).cloned()?;
        Some(Self { asks: Some(asks), ..page })
    }

    /// The list as it stands now, with what was asked for still chosen and what to do about it on top.
    pub fn changed_meanwhile(seen: SeenUsers, form: ChangeForm) -> Self {
        let page = Self::of(seen, Sheet::default());
        let who = page.rows.iter().find(|row| Some(row.id) == form.user).map(|row| row.name.as_str());
        let words = says::administrator::users::Meanwhile { who: who.unwrap_or_default() };
        let sheet = Sheet::wrong(NewForm::default(), FormErrors::one("people", words));
        Self { again: Some(form), sheet, ..page }
    }
}

impl From<Colleague> for Row {
    fn from(one: Colleague) -> Self {
        Self {
            id: one.user.id,
            seen: version(&one.user),
            suspended: one.user.disabled_at.is_some(),
            role: one.user.role,
            name: one.user.display_name,
            not_set_up: one.not_set_up,
            team: one.team.map(|team| team.name),
            phone: one.user.phone,
            email: one.email,
            asked_at: one.asked_at,
        }
    }
}

/// A one-time code, shown only this once.
#[derive(Debug, Clone, Serialize)]
pub struct CodePage {
    name: String,
    /// In groups.
    code: String,
    hours: i64,
    /// Where it is used.
    address: String,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "administrator/code.html";
}

impl CodePage {
    /// The page of a code that was just made.
    pub fn of(invitation: &Invitation, base_url: &str) -> Self {
        Self {
            name: invitation.name.clone(),
            code: grouped(&invitation.code),
            hours: HOURS,
            address: format!("{base_url}/colleague"),
        }
    }
}
