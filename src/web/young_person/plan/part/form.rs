//! What is said on the page of one part.

use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{FormErrors, Reader},
    words::says::plan::words as said,
};

/// Their words for it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct WordsForm {
    #[validate(length(max = 2000))]
    pub words: String,
}

impl WordsForm {
    /// What they wrote.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<String, FormErrors> {
        let mut read = Reader::of(self);
        let words = read.text("words", &self.words).missing(said::Missing).required();
        read.done(|| words)
    }
}

/// Shared, or kept to themselves.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShareForm {
    pub share: String,
}

/// Up or down.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MoveForm {
    pub way: String,
}
