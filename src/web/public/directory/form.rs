//! What readers ask, say and search.

use onward_domain::directory::{Need, Wrong};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::directory::read::Asked,
    web::{
        form::{FormErrors, Reader},
        words::says::finding::field as told,
    },
};

/// Letters of a search that are read.
const MOST: usize = 200;

/// What is looked for, from the address. What it does not know reads as nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Looking {
    q: String,
    /// The words are right as they are.
    asis: String,
    need: String,
    from: String,
}

impl Looking {
    /// What it asks for.
    pub fn read(self) -> Asked {
        Asked {
            words: self.q.trim().chars().take(MOST).collect(),
            as_it_is: !self.asis.is_empty(),
            need: self.need.parse::<Need>().ok(),
            from: self.from.parse::<u16>().map(usize::from).unwrap_or_default(),
        }
    }
}

/// What somebody could not find.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AskForm {
    #[validate(length(max = 1000))]
    asks: String,
    #[validate(length(max = 200))]
    reach: String,
}

impl AskForm {
    /// The question, and how to answer.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<(String, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let asks = read.text("asks", &self.asks).missing(told::Asks).required();
        let reach = read.text("reach", &self.reach).optional();
        read.done(|| Some((asks?, reach)))
    }
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct WrongForm {
    wrong: String,
    #[validate(length(max = 600))]
    words: String,
}

impl WrongForm {
    /// What, and in their words.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self) -> Result<(Wrong, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let wrong = read.choice("wrong", &self.wrong, |word| word.parse::<Wrong>().ok());
        let wrong = wrong.missing(told::Wrong).required();
        let words = read.text("words", &self.words);
        let words = if wrong == Some(Wrong::Other) {
            words.missing(told::WrongWords).required()
        } else {
            words.optional()
        };
        read.done(|| Some((wrong?, words)))
    }
}

/// The code of an answer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CodeForm {
    pub code: String,
}
