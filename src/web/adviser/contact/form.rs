//! The form of a contact, and how what was written is read.

use chrono::NaiveDate;
use onward_domain::contact::{ContactKind, ContactNote};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    words::says::adviser::contact as told,
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContactForm {
    /// Nothing stands in its place.
    pub version: String,
    /// How they met.
    pub kind: String,
    /// When; today when nothing is written.
    pub day: WrittenDay,
    /// In short, what was said.
    #[validate(length(max = 600))]
    pub summary: String,
    /// When they meet next.
    pub next: WrittenDay,
}

impl ContactForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<ContactNote, FormErrors> {
        let mut read = Reader::of(self);
        let kind =
            read.choice("kind", &self.kind, |word| word.parse::<ContactKind>().ok()).missing(told::Choose);
        let kind = kind.required();
        let day = read.day("day", &self.day, told::Day).not_after_today(today).or(today);
        let summary = read.text("summary", &self.summary).missing(told::Summary).required();
        let next_on = read.day("next", &self.next, told::Next).not_before(today).optional();
        read.done(|| Some(ContactNote { kind: kind?, happened_on: day?, summary: summary?, next_on }))
    }
}
