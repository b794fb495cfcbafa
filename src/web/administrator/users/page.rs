//! What the list of colleagues shows, and the page with a one-time code.

use chrono::{DateTime, Utc};
use onward_domain::{id::UserId, role::Role};
use serde::Serialize;

use super::form::{ChangeForm, NewForm};
use crate::{
    usecases::account::{
        invite::HOURS,
        look_after_users::{Colleague, Invitation, version},
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
    /// A form about somebody who has been changed by somebody else meanwhile: open, with what was chosen.
    again: Option<ChangeForm>,
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
    pub fn of(colleagues: Vec<Colleague>, sheet: Sheet<NewForm>) -> Self {
        Self { rows: colleagues.into_iter().map(Row::from).collect(), again: None, sheet }
    }

    /// The current list, with what was asked for still chosen and what to do about it at the top.
    pub fn changed_meanwhile(colleagues: Vec<Colleague>, form: ChangeForm) -> Self {
        let page = Self::of(colleagues, Sheet::default());
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
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "administrator/code.html";
}

impl CodePage {
    /// The page for a code that was just made.
    pub fn of(invitation: &Invitation) -> Self {
        Self { name: invitation.name.clone(), code: grouped(&invitation.code), hours: HOURS }
    }
}
