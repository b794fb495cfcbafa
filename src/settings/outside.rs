//! What the operator says about others: where the list of bank holidays comes from, and who else answers.

use std::path::PathBuf;

use super::Secret;
use crate::outside::texts::is_a_key;

/// Where the list of bank holidays comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum BankHolidays {
    /// GOV.UK, asked once a day.
    #[default]
    GovUk,
    /// A file on a closed network, read once a day.
    File(PathBuf),
    /// Nobody is asked: the copy that Onward brings along.
    Brought,
}

impl BankHolidays {
    /// As written: `gov.uk`, `brought`, or the path of a file.
    #[must_use]
    pub fn read(text: &str) -> Self {
        match text.trim() {
            "" | "gov.uk" => Self::GovUk,
            "brought" => Self::Brought,
            path => Self::File(path.into()),
        }
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::GovUk => "gov.uk".to_owned(),
            Self::Brought => "brought".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// How texts are sent: GOV.UK Notify, with one template whose only words are `((text))`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    pub key: Secret,
    pub template: String,
}

impl Texts {
    /// Both, or neither.
    ///
    /// # Errors
    /// Which key is wrong, and what to write.
    pub fn read(
        key: Option<Secret>,
        template: Option<String>,
    ) -> Result<Option<Self>, (&'static str, &'static str)> {
        let (key, template) = match (key, template) {
            (None, None) => return Ok(None),
            (Some(key), Some(template)) => (key, template),
            (None, Some(_)) => {
                return Err(("texts_key", "write the key of GOV.UK Notify, or no texts_template"));
            }
            (Some(_), None) => {
                return Err(("texts_template", "write the id of the template, or no texts_key"));
            }
        };
        if !is_a_key(key.reveal()) {
            return Err(("texts_key", "write a key of GOV.UK Notify as it was shown when it was made"));
        }
        if template.parse::<uuid::Uuid>().is_err() {
            return Err(("texts_template", "write the id of the template, as Notify shows it"));
        }
        Ok(Some(Self { key, template }))
    }
}

/// The number of whoever is on duty when the hub is closed. Texts must be set up for it.
///
/// # Errors
/// What to write instead.
pub fn alert_text(number: Option<String>, texts: bool) -> Result<Option<String>, &'static str> {
    let Some(number) = number else { return Ok(None) };
    let number = onward_domain::texting::mobile(&number)
        .ok_or("write a mobile number of the UK, like 07700 900123")?;
    if texts { Ok(Some(number)) } else { Err("write texts_key and texts_template too: it is a text") }
}

/// The other council of the hub.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbour {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub emergency_phone: Option<String>,
    /// Places of it, by which a contact of the hub is its own.
    pub areas: Vec<String>,
}

/// A list as an environment variable writes it: with commas.
#[must_use]
pub fn listed(text: &str) -> Vec<String> {
    text.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}
