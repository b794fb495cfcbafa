//! The form for one question, and how it is read.

use chrono::NaiveDate;
use leaving_care_rules::person::Homeless;
use onward_domain::{
    care::{Circumstance, CircumstanceFact, CircumstanceNote, CircumstanceValue as Value, Takes},
    money::Pence,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    form::{Field, FormErrors, Reader, Stood, WrittenDay},
    words::{Say, says::adviser::fact as told},
};

/// More first-home money than any council pays: a digit too many.
const TOO_MUCH: Pence = Pence(2_000_000);

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FactForm {
    /// The answer it started from.
    pub version: Stood,
    /// `yes`, `no`, `it` (the day or amount entered) or `unknown`.
    pub answer: String,
    /// The day, or since when.
    pub day: WrittenDay,
    pub amount: String,
}

impl From<&Circumstance> for FactForm {
    fn from(answer: &Circumstance) -> Self {
        let (chosen, on, amount) = match answer.note.value {
            Value::NotKnown => ("unknown", None, None),
            Value::Yes(true) => ("yes", None, None),
            Value::Yes(false) => ("no", None, None),
            Value::Day(day) => ("it", Some(day), None),
            Value::Money(amount) => ("it", None, Some(amount)),
            Value::Home(Homeless::Yes) => ("yes", None, None),
            Value::Home(Homeless::AtRisk) => ("at-risk", None, None),
            Value::Home(Homeless::No) => ("no", None, None),
        };
        Self {
            version: Stood::of(&answer.id),
            answer: chosen.to_owned(),
            day: on.or(answer.note.since).into(),
            amount: amount.map(|sum| sum.to_string().replace(['£', ','], "")).unwrap_or_default(),
        }
    }
}

impl FactForm {
    /// What it says.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self, fact: CircumstanceFact, today: NaiveDate) -> Result<CircumstanceNote, FormErrors> {
        let mut read = Reader::of(self);
        let note = |value, since| CircumstanceNote { fact, value, since };
        let chosen = self.answer.as_str();
        match fact.takes() {
            // Being homeless is the only choice; anything stored elsewhere has no question here.
            Takes::Choice | Takes::Record => {
                let value = read.choice("answer", chosen, home).missing(told::ChooseYesOrNo).required();
                let since = read.day("day", &self.day, told::Day).not_after_today(today).optional();
                read.done(|| value.map(|value| note(value, since.filter(|_| value != Value::NotKnown))))
            }
            Takes::YesOrNo => {
                let value = read.choice("answer", chosen, yes_or_no).missing(told::ChooseYesOrNo).required();
                let since = read.day("day", &self.day, told::Day).not_after_today(today).optional();
                // An unknown has no first day.
                read.done(|| value.map(|value| note(value, since.filter(|_| value != Value::NotKnown))))
            }
            Takes::Day => {
                let day = read.day("day", &self.day, told::Day).not_after_today(today);
                let day = known(day, chosen, told::ChooseDay, told::DayOut);
                read.done(|| Some(note(day?.map_or(Value::NotKnown, Value::Day), None)))
            }
            Takes::Money => {
                let sum = read.money("amount", &self.amount).at_most(TOO_MUCH).missing(told::SumMissing);
                let sum = known(sum, chosen, told::ChooseSum, told::SumOut);
                read.done(|| Some(note(sum?.map_or(Value::NotKnown, Value::Money), None)))
            }
        }
    }
}

/// What was entered, or that it is not known. An entered value needs no selection; not known and a value can't both be
/// true.
fn known<T>(
    field: Field<'_, T>,
    chosen: &str,
    choose: impl Into<Say>,
    take_out: impl Into<Say>,
) -> Option<Option<T>> {
    match (chosen, field.is_written()) {
        ("unknown", true) => field.refuse(take_out).optional().map(Some),
        ("unknown", false) => Some(None),
        ("", false) => field.refuse_at("answer", choose).optional().map(Some),
        _ => field.required().map(Some),
    }
}

fn home(word: &str) -> Option<Value> {
    match word {
        "yes" => Some(Value::Home(Homeless::Yes)),
        "at-risk" => Some(Value::Home(Homeless::AtRisk)),
        "no" => Some(Value::Home(Homeless::No)),
        "unknown" => Some(Value::NotKnown),
        _ => None,
    }
}

fn yes_or_no(word: &str) -> Option<Value> {
    match word {
        "yes" => Some(Value::Yes(true)),
        "no" => Some(Value::Yes(false)),
        "unknown" => Some(Value::NotKnown),
        _ => None,
    }
}
