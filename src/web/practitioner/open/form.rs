//! The form that opens a record, and how it is read.

use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::account::open_with_reason::{Reason, in_words},
    web::{
        form::{FormErrors, Reader},
        words::says::practitioner::open as told,
    },
};

/// The fewest characters that make a sentence.
const FEWEST: usize = 15;

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct OpenForm {
    /// From the closed list.
    pub ground: String,
    /// What has happened.
    #[validate(length(max = 1000))]
    pub words: String,
}

impl OpenForm {
    /// Why the record has to be opened.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self) -> Result<Reason, FormErrors> {
        let mut read = Reader::of(self);
        let ground = read.choice("ground", &self.ground, |word| word.parse().ok()).missing(told::Ground);
        let ground = ground.required();
        let words = read.text("words", &self.words).missing(told::Words);
        let said = |words: &String| words.chars().count() >= FEWEST && in_words(words);
        let words = words.only(said, told::Sentence).required();
        read.done(|| Some(Reason { ground: ground?, words: words? }))
    }
}
