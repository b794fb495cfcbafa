//! What the second factor pages show.

use serde::{Deserialize, Serialize};

use crate::web::{
    chart::Qr,
    form::FormErrors,
    view::{FormState, Page},
};

/// A form with one code, which is never sent back.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodeForm {
    pub code: String,
}

/// Asks for a code from the app; a recovery code is accepted in the same field.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CodePage {
    pub errors: FormErrors,
}

impl Page for CodePage {
    const TEMPLATE: &str = "public/code.html";

    fn state(&self) -> FormState {
        FormState::of(&self.errors)
    }
}

/// Setting it up.
#[derive(Debug, Clone, Serialize)]
pub struct SecondFactorPage {
    action: &'static str,
    /// The secret in groups of four characters, for typing into the app.
    secret: Vec<String>,
    /// The `otpauth://` address, which opens the app on a phone.
    address: String,
    /// The same as a picture for an app's camera.
    qr: Option<Qr>,
    errors: FormErrors,
}

impl SecondFactorPage {
    /// The page for a secret.
    pub fn of(secret: &str, address: String, errors: FormErrors) -> Self {
        let characters: Vec<char> = secret.chars().collect();
        let secret = characters.chunks(4).map(|group| group.iter().collect()).collect();
        Self {
            action: super::SET_UP,
            secret,
            qr: Qr::of(&address).filter(|_| !address.is_empty()),
            address,
            errors,
        }
    }
}

impl Page for SecondFactorPage {
    const TEMPLATE: &str = "public/second_factor.html";

    fn state(&self) -> FormState {
        FormState::of(&self.errors)
    }
}

/// Recovery codes, shown only this once.
#[derive(Debug, Clone, Serialize)]
pub struct RecoveryCodesPage {
    /// Each works once.
    pub codes: Vec<String>,
    /// Where to go from here.
    pub on: String,
}

impl Page for RecoveryCodesPage {
    const TEMPLATE: &str = "public/recovery_codes.html";
}
