//! Which rows of the day are shown, and in what order: an address that can be kept.

use onward_domain::id::PersonId;
use serde::Deserialize;

use crate::usecases::adviser::today::{Group, Row};

/// How far ahead the list goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// To the end of this week.
    Week,
    /// Four weeks.
    Month,
    /// What is late.
    Overdue,
    /// What was put aside.
    Aside,
}

impl Show {
    const fn key(self) -> &'static str {
        match self {
            Self::Week => "",
            Self::Month => "month",
            Self::Overdue => "overdue",
            Self::Aside => "aside",
        }
    }
}

/// What the address asks for. Unknown words are ignored, so that an old address still works.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub show: String,
    /// A group of things.
    pub what: String,
    /// Part of a name.
    pub q: String,
    /// `name`, or by day.
    pub sort: String,
    /// The row whose other ways are open.
    pub close: String,
}

impl Asked {
    pub fn show(&self) -> Show {
        let all = [Show::Month, Show::Overdue, Show::Aside];
        all.into_iter().find(|show| show.key() == self.show).unwrap_or(Show::Week)
    }

    pub fn group(&self) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.key() == self.what)
    }

    pub fn by_name(&self) -> bool {
        self.sort == "name"
    }

    /// Whether anything is hidden by choice.
    pub fn is_filtered(&self) -> bool {
        self.group().is_some() || !self.q.trim().is_empty()
    }

    /// Whether a row of somebody of this name, as it is searched for, is shown.
    pub fn holds(&self, row: &Row, search_name: impl FnOnce() -> String) -> bool {
        let q = self.q.trim();
        let fits = self.group().is_none_or(|group| group == row.kind.group());
        fits && (q.is_empty() || search_name().contains(&q.to_lowercase()))
    }

    /// The address of the same list, showing more or less of it.
    pub fn address(&self, show: Show) -> String {
        let what = self.group().map_or("", Group::key);
        let sort = if self.by_name() { "name" } else { "" };
        let pairs = [("show", show.key()), ("what", what), ("q", self.q.trim()), ("sort", sort)];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_html_form::to_string(&pairs).unwrap_or_default();
        if query.is_empty() { super::AT.to_owned() } else { format!("{}?{query}", super::AT) }
    }
}

/// The address of a list on which the row of this mark is open.
pub fn closing(list: &str, mark: &str) -> String {
    let joined = if list.contains('?') { '&' } else { '?' };
    format!("{list}{joined}close={mark}#{mark}")
}

/// What names a row on the page and in its address: small letters, digits, `-` and `_`.
pub fn mark(person: PersonId, about: &str) -> String {
    format!("{about}-{person}")
}
