//! Small parts used on the staff pages of more than one audience.

mod at;
mod hand;

pub use at::At;
pub use hand::HandShown;

use serde::Serialize;

use super::words::Say;

/// A word in a box. The colour only repeats what the word says; red is never used for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    pub words: String,
    /// ``, `now`, `warn`, `done` or `later`.
    pub kind: &'static str,
}

impl Tag {
    /// A tag of a kind.
    #[must_use]
    pub fn new(kind: &'static str, words: impl Into<String>) -> Self {
        Self { words: words.into(), kind }
    }
}

/// A link that makes sense on its own.
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

/// A ready-made view of a list, and how many it has.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// What it says and where it leads.
    #[serde(flatten)]
    pub link: Link,
    /// How many it holds.
    pub count: String,
}

/// One choice in a select, or one radio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    pub words: String,
    /// A second line that helps to choose.
    pub hint: Option<String>,
    /// It is chosen now.
    pub chosen: bool,
}

impl Choice {
    /// A choice, selected if its value is the given one.
    #[must_use]
    pub fn new(value: impl Into<String>, words: impl Into<String>, chosen: Option<&str>) -> Self {
        let value = value.into();
        let chosen = chosen == Some(value.as_str());
        Self { value, words: words.into(), hint: None, chosen }
    }

    /// The same choice with a second line.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// One radio in a form.
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

/// A select of a form.
#[derive(Debug, Clone, Serialize)]
pub struct Select {
    /// The name that the form sends, and its id.
    pub name: &'static str,
    /// What it asks.
    pub label: &'static str,
    /// In the order shown.
    pub choices: Vec<Choice>,
}

/// The heading of a column; with a link if the list can be ordered by it.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// What the column contains.
    pub words: &'static str,
    /// Orders the list by this column.
    pub href: Option<String>,
    /// `ascending` or `descending`, when the list is ordered by it now.
    pub sort: Option<&'static str>,
    /// `is-num`, `is-inline` or nothing.
    pub class: &'static str,
}

/// Something that must be seen before the page is read.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// Unique on the page.
    pub id: String,
    /// ``, `warn` or `done`.
    pub kind: &'static str,
    /// What it is about.
    pub heading: String,
    pub lines: Vec<String>,
    /// What to do about it.
    pub links: Vec<Link>,
}

/// A line of a side list: what, and a quieter line beneath.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Item {
    pub words: String,
    /// More about it.
    pub meta: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
    /// The words are a person's name, not to be translated.
    pub name: bool,
}

/// Why a status is what it is: shown next to every status, closed until asked for.
#[derive(Debug, Clone, Serialize)]
pub struct Why {
    /// Plain sentences, each with the date used.
    pub lines: Vec<String>,
    /// Where it comes from: sources and provisions.
    pub source: String,
    /// More of it.
    pub link: Option<Link>,
}
