//! The form that finds somebody, and how it is read.

use onward_store::scope::Exactly;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, WrittenDay},
    words::says::hub::find as told,
};

/// As entered. It is posted, so that no name appears in an address.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct FindForm {
    /// The record number; anything entered alongside is then ignored.
    #[validate(length(max = 40))]
    pub record: String,
    #[validate(length(max = 100))]
    pub family_name: String,
    /// The date of birth.
    pub born: WrittenDay,
}

impl FindForm {
    /// Who it identifies.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self) -> Result<Exactly, FormErrors> {
        let mut read = Reader::of(self);
        let who = who(&mut read, (&self.record, &self.family_name, &self.born));
        read.done(|| who)
    }
}

/// Whoever a record number identifies, or else a family name and a date of birth.
pub fn who(read: &mut Reader, (record, family_name, born): (&str, &str, &WrittenDay)) -> Option<Exactly> {
    if let Some(record) = read.text("record", record).optional() {
        return Some(Exactly::Child(record));
    }
    let family_name = read.text("family-name", family_name);
    let family_name = if family_name.is_written() {
        family_name.optional()
    } else {
        family_name.refuse_at("record", told::Either).optional()
    };
    let born = read.day("born", born, told::Born).required();
    Some(Exactly::Born { family_name: family_name?, born: born? })
}
