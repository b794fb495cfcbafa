//! What the account page shows, and its forms.

use chrono::{DateTime, Utc};
use onward_domain::id::SessionId;
use serde::{Deserialize, Serialize};

use crate::{
    clock,
    usecases::account::{passphrase::LEAST, see_account::SeenAccount},
    web::{
        account::choice::new_passphrase,
        form::{FormErrors, Reader},
        view::{FormState, Page},
        words::says::account::own as said,
    },
};

/// Something to say once.
#[derive(Debug, Deserialize)]
pub struct Said {
    pub said: Option<Notice>,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Another device was signed out.
    DeviceSignedOut,
    /// A new passphrase is set; every other device has been signed out.
    PassphraseChanged,
    SecondFactorOn,
}

/// Which device.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeviceForm {
    pub device: String,
}

/// Signing out everywhere.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EverywhereForm {
    /// Whose page it was on, sealed: after the first of two taps there is no session left to tell.
    pub whose: String,
}

/// A new passphrase; none of it is ever shown again.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PassphraseForm {
    pub current: String,
    pub passphrase: String,
    again: String,
}

impl PassphraseForm {
    /// Whether it can be attempted. `name`: what they sign in with.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self, name: &str) -> Result<(), FormErrors> {
        let mut read = Reader::default();
        if self.current.is_empty() {
            read.wrong("current", said::Current);
        }
        new_passphrase(&mut read, &self.passphrase, &self.again, name);
        read.done(|| Some(()))
    }
}

/// How I sign in, where I am signed in, sign out everywhere.
#[derive(Debug, Clone, Serialize)]
pub struct AccountPage {
    sign_in_name: String,
    /// This one first.
    devices: Vec<Device>,
    /// Whose page this is, sealed.
    whose: String,
    notice: Option<Notice>,
    /// Staff: whether the second factor is on. `None` for young people, who have none.
    second_factor: Option<bool>,
    /// The fewest characters in a passphrase.
    least: usize,
    errors: FormErrors,
}

impl Page for AccountPage {
    const TEMPLATE: &str = "public/account.html";

    fn state(&self) -> FormState {
        FormState::of(&self.errors)
    }
}

/// The same in the clothes of staff's pages.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct StaffAccountPage(pub AccountPage);

impl Page for StaffAccountPage {
    const TEMPLATE: &str = "account/own.html";

    fn state(&self) -> FormState {
        self.0.state()
    }
}

/// One device that is signed in.
#[derive(Debug, Clone, Serialize)]
struct Device {
    /// The session's public number, sent back as `device` to sign it out.
    id: String,
    /// What it is, as far as the browser says: "Chrome on Android".
    words: String,
    /// When it was last used: "Today at 2pm".
    last_used: String,
    since: String,
    this_one: bool,
}

impl AccountPage {
    /// The page on the device with this session.
    pub fn of(seen: SeenAccount, this: SessionId, whose: String, now: DateTime<Utc>) -> Self {
        let mut devices: Vec<Device> = seen
            .devices
            .into_iter()
            .map(|device| Device {
                id: device.id.to_string(),
                words: device.device,
                last_used: clock::when(device.last_seen_at, now),
                since: clock::when(device.began_at, now),
                this_one: device.id == this,
            })
            .collect();
        devices.sort_by_key(|device| !device.this_one);
        Self {
            sign_in_name: seen.sign_in_name,
            devices,
            whose,
            notice: None,
            second_factor: seen.second_factor,
            least: LEAST,
            errors: FormErrors::none(),
        }
    }

    /// With what has just been done.
    pub fn saying(self, notice: Option<Notice>) -> Self {
        Self { notice, ..self }
    }

    /// With what has to be corrected in the passphrase form.
    pub fn wrong(self, errors: FormErrors) -> Self {
        Self { errors, ..self }
    }
}
