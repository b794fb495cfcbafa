//! One question about a person: its form, and how what was written is read.

use chrono::{Datelike, NaiveDate};
use leaving_care_rules::Law;
use onward_domain::{
    care::{Circumstance, CircumstanceFact, CircumstanceNote, CircumstanceValue as Value, Takes},
    id::CircumstanceId,
    money::Pence,
};
use onward_store::repo::versions::{Rows, Version};
use serde::Deserialize;

use super::{
    fact_words,
    pages::{Clash, ClashRow, EarlierAnswer, FactForm, WrittenDay},
    record_step::amount,
    show_facts::{hand, waiting},
    show_person::base,
};
use crate::{
    clock::london_day,
    usecases::adviser::answer_fact::SeenFact,
    web::{error::Situation, parts::Choice, view::FormErrors, words::full_day},
};

/// The form as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Filled {
    /// The answer that it was filled from; empty when there was none.
    pub version: String,
    /// `yes`, `no`, `it` (the day or the sum that is written) or `unknown`.
    pub answer: String,
    /// The day, or since when, as written.
    pub day_day: String,
    /// As written.
    pub day_month: String,
    /// As written.
    pub day_year: String,
    /// As written.
    pub amount: String,
}

/// A sum of first-home money that no council pays: a figure with a place too many.
const TOO_MUCH: Pence = Pence(2_000_000);

impl Filled {
    /// The form for an answer as it stands.
    #[must_use]
    pub fn from_answer(answer: &Circumstance) -> Self {
        let (chosen, on, amount) = match answer.note.value {
            Value::NotKnown => ("unknown", None, None),
            Value::Yes(true) => ("yes", None, None),
            Value::Yes(false) => ("no", None, None),
            Value::Day(day) => ("it", Some(day), None),
            Value::Money(amount) => ("it", None, Some(amount)),
        };
        let day = on.or(answer.note.since);
        let part = |of: fn(NaiveDate) -> String| day.map(of).unwrap_or_default();
        Self {
            version: answer.id.to_string(),
            answer: chosen.to_owned(),
            day_day: part(|day| day.day().to_string()),
            day_month: part(|day| day.month().to_string()),
            day_year: part(|day| day.year().to_string()),
            amount: amount.map(|amount| amount.to_string().replace(['£', ','], "")).unwrap_or_default(),
        }
    }

    /// The answer that it was filled from.
    ///
    /// # Errors
    /// `Unreadable` for what is no id: the form was not ours.
    pub fn version(&self) -> Result<Option<CircumstanceId>, Situation> {
        if self.version.is_empty() {
            return Ok(None);
        }
        self.version.parse().map(Some).map_err(|_| Situation::Unreadable("not the fields of this form"))
    }

    /// What it says. `born`: no day of a life lies before it.
    ///
    /// # Errors
    /// What to mend, in the order of the page.
    pub fn read(
        &self,
        fact: CircumstanceFact,
        born: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<CircumstanceNote, FormErrors> {
        let mut errors = FormErrors::none();
        let (value, since) = match fact.takes() {
            Takes::YesOrNo => (self.yes_or_no(&mut errors), self.day(born, today, &mut errors)),
            Takes::Day => (self.on_a_day(born, today, &mut errors), None),
            Takes::Money => (self.sum(&mut errors), None),
        };
        match value {
            // Not known has no first day.
            Some(Value::NotKnown) if errors.is_empty() => {
                Ok(CircumstanceNote { fact, value: Value::NotKnown, since: None })
            }
            Some(value) if errors.is_empty() => Ok(CircumstanceNote { fact, value, since }),
            _ => Err(errors),
        }
    }

    fn written(&self) -> WrittenDay {
        WrittenDay::new(&self.day_day, &self.day_month, &self.day_year)
    }

    fn yes_or_no(&self, errors: &mut FormErrors) -> Option<Value> {
        match self.answer.as_str() {
            "yes" => Some(Value::Yes(true)),
            "no" => Some(Value::Yes(false)),
            "unknown" => Some(Value::NotKnown),
            _ => {
                errors.add("answer", "Choose yes, no, or that we do not know");
                None
            }
        }
    }

    /// A day that was lived through, if one is written.
    fn day(&self, born: Option<NaiveDate>, today: NaiveDate, errors: &mut FormErrors) -> Option<NaiveDate> {
        let written = self.written();
        if written.is_empty() {
            return None;
        }
        let read = written.read("the day", 1990..=today.year());
        let day = read.map_err(|words| errors.add("day", &words)).ok()?;
        if day > today {
            errors.add("day", "Enter today or an earlier day");
        } else if let Some(born) = born.filter(|born| day < *born) {
            errors.add("day", &format!("Enter the day of birth, {}, or a later day", full_day(born)));
        }
        Some(day)
    }

    fn on_a_day(&self, born: Option<NaiveDate>, today: NaiveDate, errors: &mut FormErrors) -> Option<Value> {
        match (self.answer.as_str(), self.written().is_empty()) {
            ("unknown", true) => Some(Value::NotKnown),
            ("unknown", false) => {
                errors.add("day", "Take the day out, or choose ‘On the day below’");
                None
            }
            // A day that is written says it without the tick.
            (_, false) => self.day(born, today, errors).map(Value::Day),
            ("it", true) => {
                errors.add("day", "Enter the day");
                None
            }
            _ => {
                errors.add("answer", "Choose whether there is a day");
                None
            }
        }
    }

    fn sum(&self, errors: &mut FormErrors) -> Option<Value> {
        let written = self.amount.trim();
        match (self.answer.as_str(), written.is_empty()) {
            ("unknown", true) => return Some(Value::NotKnown),
            ("unknown", false) => errors.add("amount", "Take the sum out, or choose ‘The sum below’"),
            ("it", true) => errors.add("amount", "Enter a sum. Enter 0 if there was nothing"),
            (_, true) => errors.add("answer", "Choose whether the sum is known"),
            (_, false) if written.trim_start_matches(['£', ' ']).starts_with(['-', '−']) => {
                errors.add("amount", "Enter 0 or more");
            }
            // The rules read whole and half pounds alike; a sum is kept as it was written.
            (_, false) => match amount(written) {
                Ok(Some(sum)) if sum.0 > TOO_MUCH.0 => {
                    errors.add("amount", &format!("Enter a sum of {TOO_MUCH} or less"));
                }
                Ok(sum) => return sum.map(Value::Money),
                Err(words) => errors.add("amount", words),
            },
        }
        None
    }
}

/// The page. `form`: as written, or filled from what stands.
#[must_use]
pub fn page(
    seen: &SeenFact,
    law: &Law,
    fact: CircumstanceFact,
    form: &Filled,
    errors: FormErrors,
    clash: Option<Clash>,
) -> FactForm {
    let one = &seen.answered;
    let identity = &one.listed.person.identity;
    let base = base(one);
    let (question, hint) = fact_words::question(fact, &identity.known_as);
    FactForm {
        name: identity.listed_name(),
        back_href: format!("{base}/facts"),
        question,
        hint: hint.to_owned(),
        waiting: waiting(law, &seen.waiting),
        stands: seen
            .stands()
            .map(|version| format!("{}. {}.", fact_words::answer(&version.row.note), hand(version))),
        clash,
        errors,
        action: one.may_change.then(|| format!("{base}/facts/{}", fact_words::address(fact))),
        version: form.version.clone(),
        choices: choices(fact, &form.answer),
        takes: match fact.takes() {
            Takes::YesOrNo => "yes-or-no",
            Takes::Day => "day",
            Takes::Money => "money",
        },
        day: form.written(),
        amount: form.amount.clone(),
        earlier: earlier(&seen.history, |note: &Circumstance| fact_words::answer(&note.note)),
    }
}

fn choices(fact: CircumstanceFact, chosen: &str) -> Vec<Choice> {
    let chosen = Some(chosen);
    match fact.takes() {
        Takes::YesOrNo => vec![
            Choice::new("yes", "Yes", chosen),
            Choice::new("no", "No", chosen),
            Choice::new("unknown", "We do not know", chosen),
        ],
        Takes::Day => vec![
            Choice::new("it", "On the day below", chosen),
            Choice::new("unknown", "Not yet, or we do not know", chosen),
        ],
        Takes::Money => {
            vec![Choice::new("it", "The sum below", chosen), Choice::new("unknown", "We do not know", chosen)]
        }
    }
}

/// What no longer stands, newest first, each with its hand and until when it stood.
pub(super) fn earlier<T: Rows>(history: &[Version<T>], says: impl Fn(&T) -> String) -> Vec<EarlierAnswer> {
    history
        .iter()
        .filter_map(|version| {
            let until = version.row.recorded().superseded_at?;
            Some(EarlierAnswer {
                said: says(&version.row),
                hand: format!("{}. It stood until {}.", hand(version), full_day(london_day(until))),
            })
        })
        .collect()
}

/// Who was first, and both answers beside each other.
#[must_use]
pub fn clash(theirs: Option<&Version<Circumstance>>, yours: &CircumstanceNote) -> Clash {
    let saved =
        theirs.map_or_else(|| "No answer".to_owned(), |version| fact_words::answer(&version.row.note));
    let mine = fact_words::answer(yours);
    Clash {
        who: first(theirs),
        rows: vec![ClashRow {
            what: "The answer".to_owned(),
            differs: saved != mine,
            theirs: saved,
            yours: mine,
        }],
    }
}

/// "Callum Reid saved it first."
pub(super) fn first<T>(theirs: Option<&Version<T>>) -> String {
    match theirs {
        Some(version) => format!("{} saved it first.", version.by.as_deref().unwrap_or("Somebody else")),
        None => "Somebody took it out.".to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use onward_domain::{
        id::PersonId,
        recorded::{Recorded, Source},
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(fact: CircumstanceFact, form: &Filled) -> Result<CircumstanceNote, FormErrors> {
        form.read(fact, Some(day("2008-03-02")), day("2026-11-23"))
    }

    fn filled(answer: &str, (day, month, year): (&str, &str, &str), amount: &str) -> Filled {
        Filled {
            version: String::new(),
            answer: answer.into(),
            day_day: day.into(),
            day_month: month.into(),
            day_year: year.into(),
            amount: amount.into(),
        }
    }

    #[test]
    fn what_stands_fills_the_form_and_is_read_back_as_it_stood() {
        use CircumstanceFact as F;
        for (fact, value, since) in [
            (F::Parent, Value::Yes(true), Some(day("2026-05-01"))),
            (F::Parent, Value::Yes(false), None),
            (F::Parent, Value::NotKnown, None),
            (F::SupportRequestDate, Value::Day(day("2026-05-01")), None),
            (F::SettingUpHomePaid, Value::Money(Pence(123_450)), None),
        ] {
            let note = CircumstanceNote { fact, value, since };
            let recorded = Recorded {
                source: Source::Staff,
                at: chrono::DateTime::UNIX_EPOCH,
                by: None,
                import: None,
                superseded_at: None,
            };
            let id = CircumstanceId::new();
            let stands = Circumstance { id, person: PersonId::new(), note, recorded, superseded_by: None };
            let form = Filled::from_answer(&stands);
            assert_eq!(form.version().unwrap(), Some(id));
            assert_eq!(read(fact, &form).unwrap(), note);
        }
    }

    #[test]
    fn a_day_is_one_that_was_lived_through_and_never_before_birth() {
        let fact = CircumstanceFact::SupportRequestDate;
        let none = ("", "", "");
        for (answer, written, field, words) in [
            ("", none, "answer", "Choose whether there is a day"),
            ("it", none, "day", "Enter the day"),
            ("it", ("30", "2", "2026"), "day", "February 2026 has 28 days. Enter a day from 1 to 28"),
            ("it", ("1", "3", "2008"), "day", "Enter the day of birth, 2 March 2008, or a later day"),
            ("it", ("24", "11", "2026"), "day", "Enter today or an earlier day"),
            ("unknown", ("1", "5", "2026"), "day", "Take the day out, or choose ‘On the day below’"),
        ] {
            let errors = read(fact, &filled(answer, written, "")).unwrap_err();
            assert_eq!(errors.of(field), Some(words));
        }
        let born = read(fact, &filled("", ("2", "3", "2008"), "")).unwrap();
        assert_eq!(born.value, Value::Day(day("2008-03-02")), "a day that is written needs no tick");
        assert_eq!(read(fact, &filled("unknown", none, "")).unwrap().value, Value::NotKnown);
    }

    #[test]
    fn a_sum_is_nothing_or_more_and_no_more_than_anybody_gets() {
        let fact = CircumstanceFact::SettingUpHomePaid;
        let none = ("", "", "");
        for (answer, amount, field) in [
            ("it", "-5", "amount"),
            ("it", "£-5", "amount"),
            ("it", "20000.01", "amount"),
            ("it", "lots", "amount"),
            ("it", "", "amount"),
            ("unknown", "5", "amount"),
            ("", "", "answer"),
        ] {
            assert!(read(fact, &filled(answer, none, amount)).unwrap_err().of(field).is_some(), "{amount}");
        }
        for (amount, pence) in [("0", 0), ("£1,200", 120_000), ("20000", 2_000_000)] {
            assert_eq!(read(fact, &filled("it", none, amount)).unwrap().value, Value::Money(Pence(pence)));
        }
    }

    #[test]
    fn nothing_chosen_is_no_answer_and_not_known_has_no_first_day() {
        let fact = CircumstanceFact::Pregnant;
        let none = filled("", ("", "", ""), "");
        assert!(read(fact, &none).unwrap_err().of("answer").is_some());
        let unknown = filled("unknown", ("1", "5", "2026"), "");
        assert_eq!(
            read(fact, &unknown).unwrap(),
            CircumstanceNote { fact, value: Value::NotKnown, since: None }
        );
    }
}
