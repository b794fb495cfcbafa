//! What the sign-in page asks and shows.

use serde::{Deserialize, Serialize};

use crate::{
    demo,
    usecases::account::session_limits::{
        OWN_IDLE_MINUTES, OWN_PHONE_HOURS, SHARED_IDLE_MINUTES, SHARED_MINUTES,
    },
    web::{
        account::{session, team_phone},
        desk::Visitor,
        form::{FormErrors, Reader, Sheet},
        view::{FormState, Page, Phone},
        words::says::account::sign_in as said,
    },
};

/// What the address says: where to go next, and something to say once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub next: String,
    pub said: Option<Notice>,
}

/// Something the previous page wants to say once, above the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// They signed out.
    SignedOut,
    /// They signed out on every device.
    SignedOutEverywhere,
    /// Nothing was done for a while, or the time limit was reached.
    SessionEnded,
    /// The same, and they had just sent a form: what was in it was not saved.
    NotSaved,
    /// They had just sent a form, which waits for them.
    Kept,
    /// A new passphrase is set.
    PassphraseChanged,
    /// The invitation has been used and the account is set up.
    AccountMade,
}

/// Who, with what, and whose phone it is (`yes`, `no`, `unsure`). The passphrase is never sent back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInForm {
    pub name: String,
    #[serde(skip_serializing)]
    pub passphrase: String,
    pub own_phone: String,
    /// Where they wanted to go: one of our own paths, or nothing.
    pub next: String,
}

impl SignInForm {
    /// In the form in which it is used and shown again.
    pub fn tidy(self) -> Self {
        Self {
            name: self.name.trim().to_owned(),
            next: session::own_path(&self.next).unwrap_or_default().to_owned(),
            ..self
        }
    }

    /// Whether it can be attempted.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self) -> Result<(), FormErrors> {
        let mut read = Reader::default();
        let name = read.text("name", &self.name).missing(said::Name).required();
        if self.passphrase.is_empty() {
            read.wrong("passphrase", said::Passphrase);
        }
        read.done(|| name.map(drop))
    }
}

/// One field, the passphrase, and whose phone it is. A refusal is an error on `name`, the same for known and unknown
/// people.
#[derive(Debug, Clone, Serialize)]
pub struct SignInPage {
    notice: Option<Notice>,
    /// Hours that a session on the person's own phone may last.
    own_hours: i64,
    /// Minutes without use after which even that phone is signed out.
    own_idle_minutes: i64,
    /// Minutes without use after which a shared phone is signed out.
    shared_idle_minutes: i64,
    /// Minutes after which it is in any case.
    shared_minutes: i64,
    team_phone: Option<Phone>,
    /// When the team answers: "Monday to Friday, 9am to 5pm".
    team_hours: String,
    /// Only in the demonstration.
    demo: Option<DemoSignIn>,
    #[serde(flatten)]
    sheet: Sheet<SignInForm>,
}

impl Page for SignInPage {
    const TEMPLATE: &str = "public/sign_in.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// The passphrase shared by all accounts in the demonstration, and the accounts by role.
#[derive(Debug, Clone, Serialize)]
struct DemoSignIn {
    passphrase: &'static str,
    roles: Vec<DemoRole>,
}

#[derive(Debug, Clone, Serialize)]
struct DemoRole {
    heading: &'static str,
    accounts: Vec<DemoAccount>,
}

/// What to enter in the sign-in field, and who this is: "Jay, 19, left care at 18".
#[derive(Debug, Clone, Serialize)]
struct DemoAccount {
    sign_in_name: String,
    words: String,
}

impl SignInPage {
    /// The page around a form.
    pub fn of(visitor: &Visitor, sheet: Sheet<SignInForm>, notice: Option<Notice>) -> Self {
        Self {
            demo: visitor.app.demonstration.map(|_| demo_accounts()),
            team_phone: team_phone(visitor),
            team_hours: visitor.app.settings.team_hours.clone(),
            ..Self::bare(sheet, notice)
        }
    }

    /// The page for an installation without numbers.
    pub(super) fn bare(sheet: Sheet<SignInForm>, notice: Option<Notice>) -> Self {
        Self {
            notice,
            own_hours: OWN_PHONE_HOURS,
            own_idle_minutes: OWN_IDLE_MINUTES,
            shared_idle_minutes: SHARED_IDLE_MINUTES,
            shared_minutes: SHARED_MINUTES,
            team_phone: None,
            team_hours: String::new(),
            demo: None,
            sheet,
        }
    }

    /// The demonstration's page.
    #[cfg(test)]
    pub(super) fn of_demonstration() -> Self {
        Self { demo: Some(demo_accounts()), ..Self::bare(Sheet::default(), None) }
    }
}

fn demo_accounts() -> DemoSignIn {
    let mut roles: Vec<DemoRole> = Vec::new();
    for listed in demo::accounts::listed() {
        let heading = demo::accounts::heading(listed.role);
        let account = DemoAccount { sign_in_name: listed.sign_in_name, words: listed.words };
        match roles.iter_mut().find(|role| role.heading == heading) {
            Some(role) => role.accounts.push(account),
            None => roles.push(DemoRole { heading, accounts: vec![account] }),
        }
    }
    DemoSignIn { passphrase: demo::PASSPHRASE, roles }
}
