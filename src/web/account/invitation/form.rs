//! The two forms: the code with the date of birth, then what to sign in with.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    usecases::account::{invite::STAFF_LETTERS, names, secrets::read_code},
    web::{
        account::choice::{new_passphrase, of_name},
        form::{FormErrors, Reader, WrittenDay},
        words::says::account as said,
    },
};

/// The code and the date of birth.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodeForm {
    pub code: String,
    pub born: WrittenDay,
}

impl CodeForm {
    /// The date of birth; not needed with a colleague's code, which is longer and works on its own.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, colleague: bool) -> Result<Option<NaiveDate>, FormErrors> {
        let code = read_code(&self.code);
        if colleague && code.len() != STAFF_LETTERS {
            return Err(FormErrors::one("code", said::invitation::ColleagueCode));
        }
        if code.len() == STAFF_LETTERS {
            return Ok(self.born.read(&said::invitation::Born.into()).ok());
        }
        let mut read = Reader::default();
        if code.is_empty() {
            read.wrong("code", said::invitation::Code);
        }
        let born = read.day("born", &self.born, said::invitation::Born).required();
        read.done(|| born.map(Some))
    }
}

/// What to sign in with. The passphrase is never sent back, and the ticket is sealed again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChooseForm {
    #[serde(skip_serializing)]
    pub ticket: String,
    pub name: String,
    #[serde(skip_serializing)]
    pub passphrase: String,
    #[serde(skip_serializing)]
    again: String,
    /// Whose phone or computer it is (`yes`, or anything else: as if it was shared).
    pub own_phone: String,
}

impl ChooseForm {
    /// The name in its stored spelling, if one is asked for.
    ///
    /// # Errors
    /// What to correct.
    pub fn read(&self, asks_name: bool) -> Result<Option<String>, FormErrors> {
        let mut read = Reader::default();
        let name = asks_name.then(|| names::fold(&self.name));
        if let Some(Err(unfit)) = name.as_deref().map(names::check_chosen) {
            read.wrong("name", of_name(unfit));
        }
        if self.passphrase.is_empty() {
            read.wrong("passphrase", said::choose::Passphrase);
        } else {
            let name = name.as_deref().unwrap_or_default();
            new_passphrase(&mut read, &self.passphrase, &self.again, name);
        }
        read.done(|| Some(name))
    }
}
