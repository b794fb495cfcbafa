//! What the list's address asks for, and the form that allocates an adviser.

use chrono::NaiveDate;
use onward_domain::id::{PersonId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::manager::advisers::{Picked, Sent, days},
    web::{
        error::Situation,
        form::{FormErrors, Reader, WrittenDay},
        words::says::manager::advisers as told,
    },
};

/// The value of `show` that lists everyone with a right to support.
pub const EVERYONE: &str = "everyone";
/// The value of `show` that lists those without a right to support and without an adviser.
pub const REST: &str = "rest";
/// The value of `adviser` that ends the allocation.
const NOBODY: &str = "nobody";
/// People on one page: as many as anyone gets through in one go.
pub const LINES: usize = 50;

/// Which people the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// An adviser's id, `everyone` or `rest`; those without an adviser if empty.
    pub show: String,
    /// Part of a name, or a number: searched for among everyone, or among those that `show` names.
    pub q: String,
    /// Which page of the list, from 1.
    pub page: String,
    /// The key of the form just sent: its outcome is shown at the top.
    pub done: String,
    /// A name was just entered.
    pub named: String,
}

impl Asked {
    /// The address of this part of the list.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/manager/people{}", self.query())
    }

    /// What follows the path in the address.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs = [
            ("show", &self.show),
            ("q", &self.q),
            ("page", &self.page),
            ("done", &self.done),
            ("named", &self.named),
        ];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(&pairs) {
            Ok(query) if !query.is_empty() => format!("?{query}"),
            _ => String::new(),
        }
    }

    /// The same part of the list, without what was just done.
    #[must_use]
    pub fn quiet(&self) -> Self {
        Self { done: String::new(), named: String::new(), ..self.clone() }
    }

    /// Which page of the list, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }
}

/// The form as entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct GiveForm {
    /// Each person who was selected, with what the page showed about their adviser: `id~mark`.
    pub pick: Vec<String>,
    /// An adviser's id, or `nobody`.
    pub adviser: String,
    pub from: WrittenDay,
    /// The part of the list that was shown.
    pub show: String,
    /// Who was searched for.
    pub q: String,
    pub page: String,
}

impl GiveForm {
    /// As it opens below a part of the list.
    #[must_use]
    pub fn start(asked: &Asked, today: NaiveDate) -> Self {
        let Asked { show, q, page, .. } = asked.clone();
        Self { from: today.into(), show, q, page, ..Self::default() }
    }

    /// The part of the list that was shown.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked { show: self.show.clone(), q: self.q.clone(), page: self.page.clone(), ..Asked::default() }
    }

    /// Whether this person was selected.
    #[must_use]
    pub fn has_picked(&self, person: PersonId) -> bool {
        let person = person.to_string();
        self.pick.iter().any(|pick| pick.split('~').next() == Some(person.as_str()))
    }

    /// Everyone who was selected, each once.
    fn picked(&self) -> Result<Vec<Picked>, Situation> {
        let mut people: Vec<Picked> = Vec::new();
        for pick in &self.pick {
            let (person, mark) = pick.split_once('~').ok_or(Situation::NOT_OUR_FORM)?;
            let person: PersonId = person.parse().map_err(|_| Situation::NOT_OUR_FORM)?;
            if people.iter().all(|one| one.person != person) {
                people.push(Picked { person, mark: mark.to_owned() });
            }
        }
        if people.len() > LINES { Err(Situation::NOT_OUR_FORM) } else { Ok(people) }
    }

    /// What it asks for, or what to correct, in the order of the page.
    ///
    /// # Errors
    /// `Unreadable` for unknown boxes.
    pub fn read(&self, key: String, today: NaiveDate) -> Result<Result<Sent, FormErrors>, Situation> {
        let people = self.picked()?;
        let mut read = Reader::of(self);
        if people.is_empty() {
            read.wrong("pick", told::Pick);
        }
        let adviser = |word: &str| {
            if word == NOBODY { Some(None) } else { word.parse::<UserId>().ok().map(Some) }
        };
        let to = read.choice("adviser", &self.adviser, adviser).missing(told::Adviser).required();
        let (first, last) = days(today);
        let out = told::FromTo { first: first.into(), last: last.into() };
        let from = read.day("from", &self.from, told::FirstDay);
        let from = from.only(|day| (first..=last).contains(day), out).required();
        Ok(read.done(|| Some(Sent { key, people, to: to?, from: from? })))
    }
}
