//! Small parts used on the staff pages of more than one audience.

mod at;
mod hand;
mod payment;

pub use at::At;
pub use hand::HandShown;
pub use payment::PaymentShown;

use serde::Serialize;

use super::words::Say;

/// A link that makes sense alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    pub words: String,
    /// Where it leads.
    pub href: String,
    /// The page that is open, or the view that is chosen.
    pub current: bool,
}

impl Link {
    /// A link to somewhere else.
    #[must_use]
    pub fn new(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self { words: words.into(), href: href.into(), current: false }
    }

    /// The same link, as the one that is open or chosen.
    #[must_use]
    pub fn current_if(self, current: bool) -> Self {
        Self { current, ..self }
    }
}

/// One radio of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Radio {
    /// What the form sends.
    pub value: String,
    pub words: Say,
    /// A second line that helps to choose.
    pub hint: Option<Say>,
}

impl Radio {
    /// A choice.
    #[must_use]
    pub fn new(value: impl Into<String>, words: impl Into<Say>) -> Self {
        Self { value: value.into(), words: words.into(), hint: None }
    }

    /// A choice with a second line.
    #[must_use]
    pub fn hinted(value: impl Into<String>, words: impl Into<Say>, hint: impl Into<Say>) -> Self {
        Self { hint: Some(hint.into()), ..Self::new(value, words) }
    }
}

/// A line of a side list: what, and a quieter line beneath.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub words: Say,
    /// More about it.
    pub meta: Option<Say>,
    /// Where it leads.
    pub href: Option<String>,
    /// The words are a person's name, not to be translated.
    pub name: bool,
}

impl Line {
    /// A line that leads nowhere.
    #[must_use]
    pub fn new(words: impl Into<Say>, meta: Option<Say>) -> Self {
        Self { words: words.into(), meta, href: None, name: false }
    }
}
