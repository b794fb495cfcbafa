//! The forms of two: sent by one manager, settled by another.

use onward_domain::id::SecondLookId;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader},
    words::says::manager::law as told,
};

/// What the first has done.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct SendForm {
    /// `yes` once each who loses was looked at and the changes were read.
    pub looked: String,
    #[validate(length(max = 600))]
    pub words: String,
    /// What the other form held, to be shown again.
    #[serde(skip_deserializing)]
    pub answer: String,
    #[serde(skip_deserializing)]
    pub back: String,
}

impl SendForm {
    /// The words for the other.
    ///
    /// # Errors
    /// Nobody has looked yet.
    pub fn read(&self) -> Result<Option<String>, FormErrors> {
        let mut read = Reader::of(self);
        let yes = |word: &str| (word == "yes").then_some(());
        let looked = read.choice("looked", &self.looked, yes).missing(told::Looked).required();
        let words = read.text("words", &self.words).optional();
        read.done(|| looked.map(|()| words))
    }
}

/// What the second answers.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct SettleForm {
    pub look: Option<SecondLookId>,
    /// `settle` or `back`.
    pub answer: String,
    #[validate(length(max = 600))]
    pub words: String,
}

impl SettleForm {
    /// Which look, whether it is settled, and the words.
    ///
    /// # Errors
    /// Nothing was chosen, or it goes back without a word.
    pub fn read(&self) -> Result<(Option<SecondLookId>, bool, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let settle = |word: &str| match word {
            "settle" => Some(true),
            "back" => Some(false),
            _ => None,
        };
        let agreed = read.choice("answer", &self.answer, settle).missing(told::Answer).required();
        let words = read.text("words", &self.words).missing(told::Back);
        let words = if agreed == Some(false) { words.required() } else { words.optional() };
        read.done(|| Some((self.look, agreed?, words)))
    }
}
