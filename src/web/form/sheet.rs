//! A form as shown on a page: what was entered, and what prevents it from being accepted.

use onward_store::repo::versions::{Rows, Version};
use serde::{Deserialize, Serialize};
use std::{fmt::Display, str::FromStr};

use super::FormErrors;
use crate::web::{
    error::Situation,
    view::FormState,
    words::{Say, says},
};

/// Which version a form started from: a hidden field, empty for a blank form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stood(String);

impl Stood {
    /// This version.
    #[must_use]
    pub fn of(id: &impl Display) -> Self {
        Self(id.to_string())
    }

    /// The version's id.
    ///
    /// # Errors
    /// `Unreadable` for an invalid id: the form was not ours.
    pub fn parse<T: FromStr>(&self) -> Result<Option<T>, Situation> {
        if self.0.is_empty() {
            return Ok(None);
        }
        self.0.parse().map(Some).map_err(|_| Situation::NOT_OUR_FORM)
    }
}

impl<V: Rows> From<Option<&Version<V>>> for Stood {
    fn from(version: Option<&Version<V>>) -> Self {
        version.map(|version| Self::of(&version.row.id())).unwrap_or_default()
    }
}

/// A form on a page. Templates read `form` (what was entered), `errors`, `doubt`, `seen` and `clash`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Sheet<T> {
    /// As entered, or filled from the current version.
    pub form: T,
    /// What has to be corrected.
    pub errors: FormErrors,
    /// Something that does not fit, to be saved only when its author confirms it.
    pub doubt: Option<Say>,
    /// Which doubt was shown: sent along, so that confirming one does not confirm another.
    pub seen: Option<String>,
    /// Somebody else saved meanwhile.
    pub clash: Option<Clash>,
}

impl<T> Sheet<T> {
    /// A form to fill in.
    #[must_use]
    pub const fn new(form: T) -> Self {
        Self { form, errors: FormErrors(Vec::new()), doubt: None, seen: None, clash: None }
    }

    /// The form with what has to be corrected.
    #[must_use]
    pub fn wrong(form: T, errors: FormErrors) -> Self {
        Self { errors, ..Self::new(form) }
    }

    /// The form with a question: is this right? `seen` names the doubt.
    #[must_use]
    pub fn doubtful(form: T, doubt: impl Into<Say>, seen: String) -> Self {
        Self { doubt: Some(doubt.into()), seen: Some(seen), ..Self::new(form) }
    }

    /// The form next to what somebody else saved.
    #[must_use]
    pub fn clashing(form: T, clash: Clash) -> Self {
        Self { clash: Some(clash), ..Self::new(form) }
    }

    /// What prevents it from being accepted.
    #[must_use]
    pub fn state(&self) -> FormState {
        match (self.errors.is_empty(), &self.clash, &self.doubt) {
            (false, ..) => FormState::Wrong,
            (true, Some(_), _) => FormState::Clash,
            (true, None, Some(_)) => FormState::Doubtful,
            (true, None, None) => FormState::Fresh,
        }
    }
}

/// Two versions of one thing: what somebody else saved, and what was entered here.
#[derive(Debug, Clone, Serialize)]
pub struct Clash {
    /// "Callum Reid saved it first."
    pub who: Say,
    /// Part by part.
    pub rows: Vec<ClashRow>,
}

impl Clash {
    /// `theirs`: the current version; `None` if somebody withdrew it.
    #[must_use]
    pub fn of<V>(theirs: Option<&Version<V>>, rows: Vec<ClashRow>) -> Self {
        let who = match theirs.map(|version| version.by.as_deref()) {
            None => says::forms::clash::Gone.into(),
            Some(Some(who)) => says::forms::clash::First { who }.into(),
            Some(None) => says::forms::clash::Somebody.into(),
        };
        Self { who, rows }
    }
}

impl Clash {
    /// Somebody saved it first, and it is not kept who.
    #[must_use]
    pub fn somebody(rows: Vec<ClashRow>) -> Self {
        Self { who: says::forms::clash::Somebody.into(), rows }
    }
}

/// One part of both versions.
#[derive(Debug, Clone, Serialize)]
pub struct ClashRow {
    /// Which part.
    pub what: Say,
    /// What was saved.
    pub theirs: Say,
    /// What was entered here.
    pub yours: Say,
    /// Whether they differ.
    pub differs: bool,
}

impl ClashRow {
    /// A part of both.
    #[must_use]
    pub fn new(what: impl Into<Say>, theirs: impl Into<Say>, yours: impl Into<Say>) -> Self {
        let (theirs, yours) = (theirs.into(), yours.into());
        Self { what: what.into(), differs: theirs != yours, theirs, yours }
    }
}
