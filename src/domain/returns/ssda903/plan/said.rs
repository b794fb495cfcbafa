//! What would happen to each person, in words: what the terminal prints and the manager's page shows before anything is
//! imported. People appear by their number in the return; there are no names here.

use super::super::code::{self, Code, CodeList};
use super::super::history::{EpisodeFact, EventFact, Fact};
use super::{Change, PersonPlan, Step};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::words! {
    /// What happens to a fact.
    pub enum Happens {
        /// It is new.
        Added = "added",
        /// It says something else.
        Changed = "changed",
        /// Something open gets its end.
        Ended = "ended",
        /// It no longer follows from the returns.
        Withdrawn = "withdrawn",
    }
}

crate::words! {
    /// What a return makes of a right that somebody has, or has not, today.
    pub enum Turns {
        /// They have it, and would not any more.
        Lost = "lost",
        /// The answer waits, and would be a no.
        Closed = "closed",
        /// They have it, or not, and the answer would wait for something.
        Asked = "asked",
        /// They would have it.
        Gained = "gained",
    }
}

/// Everything that happens to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonSaid {
    /// The number in the return.
    pub child: String,
    /// The service doesn't hold this person yet.
    pub new: bool,
    /// What happens to which fact.
    pub changes: Vec<FactSaid>,
    /// Questions for the person's page.
    pub questions: Vec<String>,
    /// Questions on the person's page that the returns now answer.
    #[serde(default)]
    pub answered: usize,
    /// Facts in these files that the record already says.
    pub left_alone: usize,
}

/// What happens to one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactSaid {
    /// What happens to it.
    pub happens: Happens,
    /// Which fact: `the care episode from 14/07/2024`.
    pub what: String,
    /// What differs, part by part; for a new fact, what it says.
    pub parts: Vec<PartSaid>,
}

/// One part of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartSaid {
    /// Which part: `legal status`; empty where the fact is a single value.
    pub of: String,
    /// What the record says; `None` for a new fact.
    pub before: Option<String>,
    /// What it will say; `None` for one that is removed.
    pub after: Option<String>,
}

impl PartSaid {
    /// `legal status: Full care order → Section 20`.
    #[must_use]
    pub fn line(&self) -> String {
        let change = match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("{before} → {after}"),
            (one, other) => one.as_ref().or(other.as_ref()).cloned().unwrap_or_default(),
        };
        if self.of.is_empty() { change } else { format!("{}: {change}", self.of) }
    }
}

impl PersonPlan {
    /// What happens to the person, in words.
    #[must_use]
    pub fn said(&self) -> PersonSaid {
        PersonSaid {
            child: self.child.to_string(),
            new: self.is_new,
            changes: self.steps.iter().map(fact_said).collect(),
            questions: self.questions.iter().map(|question| question.what.clone()).collect(),
            answered: self.answers.len(),
            left_alone: self.left_alone,
        }
    }
}

fn fact_said(step: &Step) -> FactSaid {
    let whole = |before: Option<Fact>, after: Option<Fact>| {
        let words = |fact: Option<Fact>| fact.map(|fact| fact.words());
        vec![PartSaid { of: String::new(), before: words(before), after: words(after) }]
    };
    let (happens, parts) = match step.change {
        Change::Add(fact) => (Happens::Added, whole(None, Some(fact))),
        Change::Withdraw(fact) => (Happens::Withdrawn, whole(Some(fact), None)),
        Change::Change { before, after } => (Happens::Changed, differences(&before, &after)),
        Change::End { before, after } => (Happens::Ended, differences(&before, &after)),
    };
    FactSaid { happens, what: step.key.words(), parts }
}

/// The parts that differ, so that nobody has to compare two long lines.
fn differences(before: &Fact, after: &Fact) -> Vec<PartSaid> {
    let (before_parts, after_parts) = (parts(before), parts(after));
    let different: Vec<PartSaid> = before_parts
        .iter()
        .zip(&after_parts)
        .filter(|(old, new)| old.1 != new.1)
        .map(|(old, new)| PartSaid {
            of: old.0.to_owned(),
            before: Some(old.1.clone()),
            after: Some(new.1.clone()),
        })
        .collect();
    if before_parts.len() == after_parts.len() && !different.is_empty() {
        return different;
    }
    vec![PartSaid { of: String::new(), before: Some(before.words()), after: Some(after.words()) }]
}

type Part = (&'static str, String);

fn parts(fact: &Fact) -> Vec<Part> {
    match fact {
        Fact::Episode(fact) => episode(fact),
        Fact::Event(fact) => event(fact),
        Fact::Position(fact) => vec![
            ("birthday", day(fact.birthday)),
            ("in touch", code_words(&code::IN_TOUCH, Some(fact.in_touch))),
            ("activity", code_words(&code::ACTIVITY, Some(fact.activity))),
            ("accommodation", code_words(&code::ACCOMMODATION, Some(fact.accommodation))),
        ],
        other => vec![("", other.words())],
    }
}

fn episode(fact: &EpisodeFact) -> Vec<Part> {
    let end = if fact.end_unknown { "not known".to_owned() } else { end(fact.end) };
    vec![
        ("start", fact.start.map_or_else(|| "not known".to_owned(), day)),
        ("end", end),
        ("legal status", code_words(&code::LEGAL_STATUS, fact.legal_status)),
        ("placement", code_words(&code::PLACEMENT, fact.placement)),
        ("provider", code_words(&code::PROVIDER, fact.provider)),
        ("need", code_words(&code::NEED, fact.need)),
        ("why it began", code_words(&code::NEW_EPISODE, fact.began)),
        ("why it ended", code_words(&code::EPISODE_CEASED, fact.reason_ended)),
        ("why they moved", code_words(&code::PLACE_CHANGE, fact.moved)),
        ("with another authority", if fact.elsewhere { "yes" } else { "no" }.to_owned()),
    ]
}

fn event(fact: &EventFact) -> Vec<Part> {
    vec![
        ("start", day(fact.start)),
        ("end", end(fact.end)),
        ("with whom", fact.with.map_or("not said", |with| with.words()).to_owned()),
        ("lives with them", if fact.lives_with_holder { "yes" } else { "no" }.to_owned()),
    ]
}

fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn end(end: Option<NaiveDate>) -> String {
    end.map_or_else(|| "still running".to_owned(), day)
}

fn code_words(list: &CodeList, code: Option<Code>) -> String {
    code.map_or("not said", |code| list.words(code).unwrap_or(code)).to_owned()
}
