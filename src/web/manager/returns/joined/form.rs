//! The form that joins two numbers.

use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader, yes_or_no},
    words::says::manager::returns as told,
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct JoinForm {
    /// The number that the person goes by.
    #[validate(length(max = 40))]
    pub keep: String,
    /// The other number.
    #[validate(length(max = 40))]
    pub other: String,
    /// `yes` or `no` once both were compared.
    pub sure: String,
}

/// What it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The number that the person goes by.
    pub keep: String,
    /// The other.
    pub other: String,
    /// Whether they are one person, once both were compared.
    pub sure: Option<bool>,
}

impl JoinForm {
    /// Two numbers, or what to put right.
    ///
    /// # Errors
    /// A number is missing, or both are the same.
    pub fn read(&self) -> Result<Wanted, FormErrors> {
        let mut read = Reader::of(self);
        let keep = read.text("keep", &self.keep).missing(told::Number).required();
        let other = read.text("other", &self.other).missing(told::Number);
        let other = other.only(|other| keep.as_ref() != Some(other), told::TwoNumbers).required();
        read.done(|| Some(Wanted { keep: keep?, other: other?, sure: yes_or_no(&self.sure) }))
    }
}
