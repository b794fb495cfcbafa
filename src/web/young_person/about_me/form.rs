//! The form of one question, and how what was written is read.

use leaving_care_rules::{
    facts::{FactId, Takes, entry},
    person::Homeless,
};
use onward_domain::{
    money::Pence,
    own_answer::{MOST_WORDS, OwnValue},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{Field, FormErrors, Reader, WrittenDay},
    words::says::young_person::about_me as told,
};

/// More than any such sum.
const TOO_MUCH: Pence = Pence(2_000_000);

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwnForm {
    /// `yes`, `no`, `at-risk`, `do-not-know`, `rather-not-say`.
    pub answer: String,
    /// A day.
    pub day: WrittenDay,
    /// A sum.
    pub amount: String,
    /// Their own words.
    #[validate(length(max = 600))]
    pub words: String,
}

impl From<&OwnValue> for OwnForm {
    fn from(value: &OwnValue) -> Self {
        let chosen = |word: &str| Self { answer: word.to_owned(), ..Self::default() };
        match value {
            OwnValue::Yes(true) | OwnValue::Home(Homeless::Yes) => chosen("yes"),
            OwnValue::Yes(false) | OwnValue::Home(Homeless::No) => chosen("no"),
            OwnValue::Home(Homeless::AtRisk) => chosen("at-risk"),
            OwnValue::DoNotKnow => chosen("do-not-know"),
            OwnValue::RatherNotSay => chosen("rather-not-say"),
            OwnValue::Day(day) => Self { day: Some(*day).into(), ..Self::default() },
            OwnValue::Money(sum) => {
                Self { amount: sum.to_string().replace(['£', ','], ""), ..Self::default() }
            }
            OwnValue::Words(words) => Self { words: words.clone(), ..Self::default() },
        }
    }
}

impl OwnForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, fact: FactId) -> Result<OwnValue, FormErrors> {
        let mut read = Reader::of(self);
        let chosen = self.answer.as_str();
        match entry(fact).map_or(Takes::Record, |entry| entry.takes) {
            Takes::YesOrNo => {
                let value = read.choice("answer", chosen, yes_or_no).missing(told::Choose).required();
                read.done(|| value)
            }
            Takes::Choice => {
                let value = read.choice("answer", chosen, home).missing(told::Choose).required();
                read.done(|| value)
            }
            Takes::Day => {
                let day = written(read.day("day", &self.day, told::Day), chosen);
                read.done(|| day.map(|day| day.map_or_else(|| none(chosen), OwnValue::Day)))
            }
            Takes::Money => {
                let sum = written(read.money("amount", &self.amount).at_most(TOO_MUCH), chosen);
                read.done(|| sum.map(|sum| sum.map_or_else(|| none(chosen), OwnValue::Money)))
            }
            Takes::Record => {
                let words = read.text("words", &self.words);
                let words = words.only(|words| words.chars().count() <= MOST_WORDS, told::TooLong);
                let words = written(words, chosen);
                read.done(|| words.map(|words| words.map_or_else(|| none(chosen), OwnValue::Words)))
            }
        }
    }
}

/// What is written, or that they don't know or would rather not say. What is written needs no tick.
fn written<T>(field: Field<'_, T>, chosen: &str) -> Option<Option<T>> {
    match (chosen, field.is_written()) {
        (_, true) => field.required().map(Some),
        ("do-not-know" | "rather-not-say", false) => Some(None),
        (_, false) => field.refuse_at("answer", told::ChooseOrWrite).optional().map(Some),
    }
}

fn none(word: &str) -> OwnValue {
    if word == "rather-not-say" { OwnValue::RatherNotSay } else { OwnValue::DoNotKnow }
}

fn either(word: &str) -> Option<OwnValue> {
    matches!(word, "do-not-know" | "rather-not-say").then(|| none(word))
}

fn yes_or_no(word: &str) -> Option<OwnValue> {
    match word {
        "yes" => Some(OwnValue::Yes(true)),
        "no" => Some(OwnValue::Yes(false)),
        other => either(other),
    }
}

fn home(word: &str) -> Option<OwnValue> {
    match word {
        "yes" => Some(OwnValue::Home(Homeless::Yes)),
        "at-risk" => Some(OwnValue::Home(Homeless::AtRisk)),
        "no" => Some(OwnValue::Home(Homeless::No)),
        other => either(other),
    }
}
