//! Pages of signing in and of one's account. `handlers` fill them; nothing here decides anything.

use crate::web::{
    form::WrittenDay,
    view::{FormErrors, FormState, Page, Phone},
};
use serde::{Deserialize, Serialize};

/// Something that the page before wants to say once, above the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInNotice {
    /// They signed out.
    SignedOut,
    /// They signed out on every device.
    SignedOutEverywhere,
    /// Nothing was done for a while, or the longest time is over.
    SessionEnded,
    /// A new passphrase is set.
    PassphraseChanged,
    /// The invitation has been used and the account stands.
    AccountMade,
}

/// One account of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoAccount {
    /// What to write in the sign-in field.
    pub sign_in_name: String,
    /// Who this is, in a few words: "Jay, 19, left care at 18".
    pub words: String,
}

/// The demonstration's accounts of one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoRole {
    /// "Young people", "Advisers".
    pub heading: String,
    /// Its accounts.
    pub accounts: Vec<DemoAccount>,
}

/// What only the demonstration's sign-in page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoSignIn {
    /// The passphrase that all of them share.
    pub passphrase: String,
    /// The accounts by role.
    pub roles: Vec<DemoRole>,
}

/// `/sign-in`: one field, the passphrase, and whose phone it is. Sends `name`, `passphrase`, `own_phone` (`yes`, `no`,
/// `unsure`). A refusal is an error on `name`, the same for known and unknown people.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignInPage {
    /// What was written, kept after an error.
    pub name: String,
    /// `yes`, `no`, `unsure`, or nothing yet.
    pub own_phone: String,
    /// What to mend.
    pub errors: FormErrors,
    /// Something to say once.
    pub notice: Option<SignInNotice>,
    /// Where they wanted to go: a path of our own, or nothing.
    pub next: String,
    /// Hours that a session on the person's own phone may last.
    pub own_hours: i64,
    /// Minutes without use after which even that phone is signed out.
    pub own_idle_minutes: i64,
    /// Minutes after which a shared phone is signed out.
    pub shared_minutes: i64,
    /// The leaving care team's own number, from the settings.
    pub team_phone: Option<Phone>,
    /// When the team answers: "Monday to Friday, 9am to 5pm".
    pub team_hours: String,
    /// Only in the demonstration.
    pub demo: Option<DemoSignIn>,
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "public/sign_in.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// `/sign-in/code`: staff's second factor. Sends `code`; a recovery code is taken in the same field.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CodePage {
    /// What to mend.
    pub errors: FormErrors,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "public/code.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Setting up the second factor. Sends `code` to `action`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SecondFactorPage {
    /// Where the form goes.
    pub action: String,
    /// The secret in groups of four letters, to be written into the app by hand.
    pub secret: Vec<String>,
    /// The `otpauth://` address, which opens the app on a phone.
    pub address: String,
    /// What to mend.
    pub errors: FormErrors,
}

impl Page for SecondFactorPage {
    const TEMPLATE: &'static str = "public/second_factor.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Recovery codes, shown this one time.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RecoveryCodesPage {
    /// Each works once.
    pub codes: Vec<String>,
    /// Where one goes from here.
    pub on: String,
}

impl Page for RecoveryCodesPage {
    const TEMPLATE: &'static str = "public/recovery_codes.html";
}

/// `/invitation`, first step: sends `code`, `born-day`, `born-month`, `born-year`. A refusal is an error on `code`, the same
/// for an unknown code, a wrong day of birth, and one that is used up.
#[derive(Debug, Clone, Default, Serialize)]
pub struct InvitationPage {
    /// What was written.
    pub code: String,
    /// What was written.
    pub born: WrittenDay,
    /// What to mend.
    pub errors: FormErrors,
    /// The leaving care team's own number.
    pub team_phone: Option<Phone>,
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "public/invitation.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Choosing how to sign in: after an invitation or a reset. Sends `name` (where it is asked), `passphrase`, `again`, and
/// `own_phone` (where it is asked).
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChoosePage {
    /// Where the form goes.
    pub action: String,
    /// A token of the step before, in a hidden field named `ticket`. Empty where the session holds it.
    pub ticket: String,
    /// The name is chosen here too. Not after a reset.
    pub asks_name: bool,
    /// What was written.
    pub name: String,
    /// The least letters of a passphrase.
    pub least: u32,
    /// What to mend.
    pub errors: FormErrors,
}

impl Page for ChoosePage {
    const TEMPLATE: &'static str = "public/choose.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// `/reset`: sends `name`. The answer is the same for known and unknown people.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ResetPage {
    /// What was written.
    pub name: String,
    /// It has been taken: what happens next is shown in place of the form.
    pub taken: bool,
    /// What to mend.
    pub errors: FormErrors,
    /// The leaving care team's own number.
    pub team_phone: Option<Phone>,
    /// When the team answers.
    pub team_hours: String,
}

impl Page for ResetPage {
    const TEMPLATE: &'static str = "public/reset.html";
    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// One device that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Device {
    /// The session's public number, sent back as `device` to sign it out.
    pub id: String,
    /// What it is, as far as the browser says: "Chrome on Android".
    pub words: String,
    /// When it was last used: "Today at 2pm".
    pub last_used: String,
    /// When it signed in.
    pub since: String,
    /// It is the one in the hand.
    pub this_one: bool,
}

/// What has just been done on the account's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountNotice {
    /// Another device was signed out.
    DeviceSignedOut,
    /// A new passphrase is set; every other device is signed out.
    PassphraseChanged,
    /// The second factor is on.
    SecondFactorOn,
}

/// `/account`: how I sign in, where I am signed in, sign out everywhere. Forms go to `/account/devices` (`device`),
/// `/account/sign-out-everywhere` and `/account/passphrase` (`current`, `passphrase`, `again`).
#[derive(Debug, Clone, Default, Serialize)]
pub struct AccountPage {
    /// The name or number that the person signs in with.
    pub sign_in_name: String,
    /// Where signed in, this one first.
    pub devices: Vec<Device>,
    /// Whose page this is, sealed; the form for signing out everywhere sends it back as `whose`.
    pub whose: String,
    /// What has just been done.
    pub notice: Option<AccountNotice>,
    /// Staff: the second factor is on. None for young people, who have none.
    pub second_factor: Option<bool>,
    /// The least letters of a passphrase.
    pub least: u32,
    /// What to mend in the passphrase form.
    pub errors: FormErrors,
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "public/account.html";
    fn state(&self) -> FormState {
        if self.errors.is_empty() { FormState::Fresh } else { FormState::Wrong }
    }
}

#[cfg(test)]
mod tests;
