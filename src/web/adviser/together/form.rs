//! What the address asks for, and the form that records one step for several people.

use chrono::NaiveDate;
use onward_domain::{entitlement::EntitlementAct, id::PersonId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::AT;
use crate::{
    usecases::adviser::record_together::{ACTS, Chosen, Group, Sent},
    web::{
        error::Situation,
        form::{FormErrors, Reader, WrittenDay},
        words::says::adviser::together as told,
    },
};

/// People on one page: with their boxes as many as anyone gets through in one go.
pub const LINES: usize = 25;

/// What the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The entitlement's address.
    pub thing: String,
    /// Which people: [`group_of`].
    pub who: String,
    /// Which page of the list, from 1.
    pub page: String,
    /// The key of the form just sent.
    pub done: String,
}

impl Asked {
    /// The address of this part of the list.
    #[must_use]
    pub fn address(&self) -> String {
        let pairs = [("thing", &self.thing), ("who", &self.who), ("page", &self.page), ("done", &self.done)];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(&pairs) {
            Ok(query) if !query.is_empty() => format!("{AT}?{query}"),
            _ => AT.to_owned(),
        }
    }

    #[must_use]
    pub fn group(&self) -> Group {
        group_of(&self.who)
    }

    /// Which page of the list, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }
}

/// The group that a word of the address names; those who were not told for any other word.
fn group_of(word: &str) -> Group {
    match word {
        "told" => Group::Told,
        "waiting" => Group::Waiting,
        "all" => Group::All,
        _ => Group::Untold,
    }
}

/// The form as entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct TogetherForm {
    pub thing: String,
    pub who: String,
    pub page: String,
    /// Each person who was selected.
    pub pick: Vec<String>,
    /// `yes`: everybody of the list, on all its pages.
    pub everyone: String,
    pub step: String,
    pub day: WrittenDay,
    /// What was said; each of them can read it.
    #[validate(length(max = 600))]
    pub words: String,
}

impl TogetherForm {
    /// The part of the list that was shown.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked {
            thing: self.thing.clone(),
            who: self.who.clone(),
            page: self.page.clone(),
            done: String::new(),
        }
    }

    /// Whether this person was selected.
    #[must_use]
    pub fn has_picked(&self, person: PersonId) -> bool {
        let person = person.to_string();
        self.pick.contains(&person)
    }

    fn picked(&self) -> Result<Vec<PersonId>, Situation> {
        let mut people: Vec<PersonId> = Vec::new();
        for pick in &self.pick {
            let person: PersonId = pick.parse().map_err(|_| Situation::NOT_OUR_FORM)?;
            if !people.contains(&person) {
                people.push(person);
            }
        }
        if people.len() > LINES { Err(Situation::NOT_OUR_FORM) } else { Ok(people) }
    }

    /// What it asks for, or what to correct, in the order of the page.
    ///
    /// # Errors
    /// `Unreadable` for unknown boxes.
    pub fn read(
        &self,
        key: String,
        place: usize,
        today: NaiveDate,
    ) -> Result<Result<Sent, FormErrors>, Situation> {
        let people = self.picked()?;
        let mut read = Reader::of(self);
        let chosen = if self.everyone == "yes" {
            Chosen::Everyone(group_of(&self.who))
        } else {
            Chosen::These(people)
        };
        if chosen == Chosen::These(Vec::new()) {
            read.wrong("pick", told::Pick);
        }
        let known = |word: &str| ACTS.into_iter().find(|act: &EntitlementAct| act.word() == word);
        let act = read.choice("step", &self.step, known).missing(told::Choose).required();
        let day = read.day("day", &self.day, told::Day).not_after_today(today).or(today);
        let words = read.text("words", &self.words).optional();
        Ok(read.done(|| Some(Sent { key, place, act: act?, day: day?, words, chosen })))
    }
}
