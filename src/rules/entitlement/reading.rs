//! Reads the law's TOML and keeps the line of every mistake.

use crate::assessment::{DutyStage, Outcome, Route, Status};
use crate::calendar::Day;
use crate::person::EducationKind;
use chrono::NaiveDate;
use std::fmt;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A mistake in a file of the law or of a local offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadProblem {
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do about it.
    pub what: String,
}

impl fmt::Display for LoadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Every mistake found while loading; the law is not used if there are any.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LoadError(pub Vec<LoadProblem>);

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if place == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

/// A TOML value and its position.
pub(crate) type Value<'t> = Spanned<DeValue<'t>>;

/// A file being read: knows its lines, collects its mistakes.
pub(crate) struct File<'t> {
    name: &'t str,
    text: &'t str,
    pub(crate) problems: Vec<LoadProblem>,
}

impl<'t> File<'t> {
    /// The file and its table; a file that is not TOML gives one problem and no table.
    pub(crate) fn open(name: &'t str, text: &'t str) -> (File<'t>, Option<Spanned<DeTable<'t>>>) {
        let mut file = File { name, text, problems: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => (file, Some(table)),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                file.problem(at, error.message().to_owned());
                (file, None)
            }
        }
    }

    pub(crate) fn name(&self) -> &str {
        self.name
    }

    /// The line, from 1, that a byte is on.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    pub(crate) fn problem(&mut self, at: usize, what: impl Into<String>) {
        let line = self.line(at);
        self.problems.push(LoadProblem { file: self.name.to_owned(), line, what: what.into() });
    }

    /// Refuses an id that is not lowercase letters, digits and `_`, starting with a letter.
    pub(crate) fn check_id(&mut self, at: usize, id: &str) {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !id.starts_with(|first: char| first.is_ascii_lowercase()) || !id.bytes().all(plain) {
            self.problem(
                at,
                format!("an id is of small letters, digits and _, with a letter first; not `{id}`"),
            );
        }
    }

    /// The fields of a table: refuses any it does not know.
    pub(crate) fn fields<'v>(&mut self, table: &'v DeTable<'t>, known: &[&str]) -> Fields<'v, 't> {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                self.problem(
                    key.span().start,
                    format!("there is no key `{}` here; the keys are {}", key.get_ref(), known.join(", ")),
                );
            }
        }
        Fields { table }
    }

    /// The value as a table.
    pub(crate) fn table<'v>(&mut self, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.problem(value.span().start, "this must be a table: { … }");
        }
        table
    }

    /// The values of a list; a single value is a list of one.
    pub(crate) fn list<'v>(&mut self, value: &'v Value<'t>) -> Vec<&'v Value<'t>> {
        match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        }
    }

    /// The value as non-empty text.
    pub(crate) fn text(&mut self, value: &Value<'t>) -> Option<String> {
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            _ => {
                self.problem(value.span().start, "this must be a text in quotes, and not empty");
                None
            }
        }
    }

    /// The value as true or false.
    pub(crate) fn yes_or_no(&mut self, value: &Value<'t>) -> Option<bool> {
        if let DeValue::Boolean(yes) = value.get_ref() {
            return Some(*yes);
        }
        self.problem(value.span().start, "this must be true or false");
        None
    }

    /// The value as a whole number that fits.
    pub(crate) fn number<N: TryFrom<i64>>(&mut self, value: &Value<'t>) -> Option<N> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let fits = number.and_then(|number| N::try_from(number).ok());
        if fits.is_none() {
            self.problem(value.span().start, "this must be a whole number that makes sense here");
        }
        fits
    }

    /// The value in hundredths: pounds become pence.
    pub(crate) fn hundredths(&mut self, value: &Value<'t>) -> Option<i64> {
        let text = match value.get_ref() {
            DeValue::Integer(number) => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            _ => None,
        };
        let read = text.and_then(hundredths);
        if read.is_none() {
            self.problem(
                value.span().start,
                "this must be a number with at most two decimals, like 3000 or 311.68",
            );
        }
        read
    }

    /// The value as a date.
    pub(crate) fn day(&mut self, value: &Value<'t>) -> Option<Day> {
        let day = value.get_ref().as_datetime().and_then(|when| match (when.date, when.time) {
            (Some(date), None) => {
                NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            }
            _ => None,
        });
        if day.is_none() {
            self.problem(value.span().start, "this must be a date without quotes, like 2026-11-22");
        }
        day.map(Day::of)
    }

    /// The value as one of a list of words.
    pub(crate) fn word<T: Copy>(&mut self, value: &Value<'t>, words: &[(&str, T)]) -> Option<T> {
        let text = value.get_ref().as_str();
        let found = words.iter().find(|(word, _)| Some(*word) == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.problem(value.span().start, format!("this must be one of {}", known.join(", ")));
        }
        found
    }

    /// The value as one or more of a list of words.
    pub(crate) fn words<T: Copy>(&mut self, value: &Value<'t>, words: &[(&str, T)]) -> Vec<T> {
        self.list(value).into_iter().filter_map(|each| self.word(each, words)).collect()
    }
}

/// "3000", "311.68", "0.5" as hundredths.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().ok()? * 10,
        2 => part.parse().ok()?,
        _ => return None,
    };
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(part)
}

/// The known fields of a table.
pub(crate) struct Fields<'v, 't> {
    table: &'v DeTable<'t>,
}

impl<'v, 't> Fields<'v, 't> {
    /// A field that may be left out.
    pub(crate) fn get(&self, key: &str) -> Option<&'v Value<'t>> {
        self.table.get(key)
    }

    /// A required field; `at` is where the table begins.
    pub(crate) fn must(&self, file: &mut File<'t>, at: usize, key: &str) -> Option<&'v Value<'t>> {
        let value = self.get(key);
        if value.is_none() {
            file.problem(at, format!("`{key}` is missing"));
        }
        value
    }

    /// A required text.
    pub(crate) fn must_text(&self, file: &mut File<'t>, at: usize, key: &str) -> String {
        self.must(file, at, key).and_then(|value| file.text(value)).unwrap_or_default()
    }
}

/// The answers that a line of a rule can give.
pub(crate) const OUTCOME_WORDS: [(&str, Outcome); 3] = [
    ("entitled", Outcome::Entitled),
    ("not_entitled", Outcome::NotEntitled),
    ("needs_information", Outcome::NeedsInformation),
];
/// The status words of the language.
pub(crate) const STATUS_WORDS: [(&str, Status); 6] = [
    ("none", Status::None),
    ("eligible", Status::Eligible),
    ("relevant", Status::Relevant),
    ("former_relevant", Status::FormerRelevant),
    ("former_relevant_education", Status::FormerRelevantEducation),
    ("qualifying", Status::Qualifying),
];
/// The duty stages of the language.
pub(crate) const STAGE_WORDS: [(&str, DutyStage); 5] = [
    ("s23C", DutyStage::S23C),
    ("s23C_7", DutyStage::S23C7),
    ("s23CA", DutyStage::S23CA),
    ("s23CZB", DutyStage::S23CZB),
    ("s23CZB_on_request", DutyStage::S23CZBOnRequest),
];
/// The routes of the language.
pub(crate) const ROUTE_WORDS: [(&str, Route); 6] = [
    ("special_guardianship", Route::SpecialGuardianship),
    ("looked_after", Route::LookedAfter),
    ("voluntary_organisation", Route::VoluntaryOrganisation),
    ("private_childrens_home", Route::PrivateChildrensHome),
    ("health_or_education", Route::HealthOrEducation),
    ("private_fostering", Route::PrivateFostering),
];
/// The kinds of education of the language.
pub(crate) const EDUCATION_WORDS: [(&str, EducationKind); 8] = [
    ("none", EducationKind::None),
    ("sixth_form", EducationKind::SixthForm),
    ("fe_full_time", EducationKind::FeFullTime),
    ("fe_part_time", EducationKind::FePartTime),
    ("he", EducationKind::He),
    ("apprenticeship", EducationKind::Apprenticeship),
    ("traineeship", EducationKind::Traineeship),
    ("supported_internship", EducationKind::SupportedInternship),
];
