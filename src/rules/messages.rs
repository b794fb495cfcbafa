//! The sentences of explanations: fixed templates with placeholders, in one file a language.
//!
//! No sentence is put together in code. A translation is another file with the same keys; loading checks that every
//! key is there and that each template uses the same words in `{ }` as the English one.

use crate::entitlement::reading::{File, LoadError, LoadProblem};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::sync::OnceLock;
use toml::de::{DeTable, DeValue};

/// English, which every other language is compared with.
const ENGLISH: (&str, &str) = ("messages/en.toml", include_str!("messages/en.toml"));

/// What goes into a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling<'a> {
    /// A date, written out: 3 May 2025.
    Date(NaiveDate),
    /// A whole number.
    Number(i64),
    /// An amount in pence, as people say it: £1,240, £57.50.
    Pence(i64),
    /// Words.
    Words(Cow<'a, str>),
}

/// A template: words and placeholders in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Slot(String),
}

/// The sentences of one language.
#[derive(Debug, Clone)]
pub struct Messages {
    templates: HashMap<String, Vec<Piece>>,
    months: Vec<String>,
}

impl Messages {
    /// English.
    ///
    /// # Errors
    /// Mistakes in the built-in file; a test of this crate shows that there is none.
    pub fn english() -> Result<&'static Messages, &'static LoadError> {
        static LOADED: OnceLock<Result<Messages, LoadError>> = OnceLock::new();
        LOADED.get_or_init(|| Messages::read(ENGLISH.0, ENGLISH.1)).as_ref()
    }

    /// Another language.
    ///
    /// # Errors
    /// Every mistake with file and line, every key that English has and this file has not, and every template that
    /// has not the same placeholders.
    pub fn load(name: &str, text: &str) -> Result<Messages, LoadError> {
        let messages = Messages::read(name, text)?;
        let english = Messages::english().map_err(LoadError::clone)?;
        let mut problems = Vec::new();
        for (key, pieces) in &english.templates {
            let problem = match messages.templates.get(key) {
                None => format!("the sentence `{key}` is missing"),
                Some(theirs) if slots(theirs) != slots(pieces) => {
                    format!("the sentence `{key}` must have the placeholders of the English one")
                }
                Some(_) => continue,
            };
            problems.push(LoadProblem { file: name.to_owned(), line: 1, what: problem });
        }
        problems.sort_by(|one, other| one.what.cmp(&other.what));
        if problems.is_empty() { Ok(messages) } else { Err(LoadError(problems)) }
    }

    fn read(name: &str, text: &str) -> Result<Messages, LoadError> {
        let (mut file, table) = File::open(name, text);
        let mut messages = Messages { templates: HashMap::new(), months: Vec::new() };
        if let Some(table) = table {
            messages.collect(&mut file, "", table.get_ref());
        }
        if messages.months.len() != 12 {
            file.problem(0, "`months` must be a list of twelve names");
        }
        if file.problems.is_empty() { Ok(messages) } else { Err(LoadError(file.problems)) }
    }

    fn collect<'t>(&mut self, file: &mut File<'t>, above: &str, table: &DeTable<'t>) {
        for (key, value) in table {
            let name = if above.is_empty() {
                key.get_ref().to_string()
            } else {
                format!("{above}.{}", key.get_ref())
            };
            match value.get_ref() {
                DeValue::Table(inner) => self.collect(file, &name, inner),
                DeValue::Array(_) if name == "months" => {
                    self.months = file.list(value).into_iter().filter_map(|month| file.text(month)).collect();
                }
                _ => {
                    let Some(text) = file.text(value) else { continue };
                    match template(&text) {
                        Some(pieces) => drop(self.templates.insert(name, pieces)),
                        None => file.problem(value.span().start, "a { without its }"),
                    }
                }
            }
        }
    }

    /// Whether there is a sentence of that key.
    pub fn has(&self, key: &str) -> bool {
        self.templates.contains_key(key)
    }

    /// The sentence of a key with its placeholders filled. A key that is not there comes back as it is, so that a
    /// mistake shows and nothing fails.
    pub fn say(&self, key: &str, fillings: &[(&str, Filling<'_>)]) -> String {
        let Some(pieces) = self.templates.get(key) else { return key.to_owned() };
        let mut text = String::with_capacity(80);
        for piece in pieces {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Slot(slot) => match fillings.iter().find(|(name, _)| name == slot) {
                    Some((_, filling)) => self.fill(&mut text, filling),
                    None => text.push('…'),
                },
            }
        }
        text
    }

    /// A list in words: "relevant, former relevant or qualifying".
    pub fn one_of(&self, words: &[&str]) -> String {
        self.listed("or", words)
    }

    /// A list in words: "3 May to 9 August and since 1 September".
    pub fn all_of(&self, words: &[&str]) -> String {
        self.listed("and", words)
    }

    fn listed(&self, joined_by: &str, words: &[&str]) -> String {
        let joint = self.say(joined_by, &[]);
        match words.split_last() {
            None => String::new(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, before)) => format!("{} {joint} {last}", before.join(", ")),
        }
    }

    /// A date written out: 3 May 2025.
    pub fn date(&self, date: NaiveDate) -> String {
        let mut text = String::with_capacity(20);
        self.write_date(&mut text, date);
        text
    }

    fn write_date(&self, text: &mut String, date: NaiveDate) {
        let month = usize::try_from(date.month0()).ok().and_then(|month| self.months.get(month));
        let month = month.map_or("", String::as_str);
        let _ = write!(text, "{} {month} {}", date.day(), date.year());
    }

    fn fill(&self, text: &mut String, filling: &Filling<'_>) {
        match filling {
            Filling::Date(date) => self.write_date(text, *date),
            Filling::Number(number) => grouped(text, *number),
            Filling::Pence(pence) => write_pence(text, *pence),
            Filling::Words(words) => text.push_str(words),
        }
    }
}

/// "£57", "£57.50", "£1,240".
fn write_pence(text: &mut String, pence: i64) {
    let (pounds, rest) = (pence / 100, pence % 100);
    text.push('£');
    if pounds >= 1000 {
        let _ = write!(text, "{},{:03}", pounds / 1000, pounds % 1000);
    } else {
        let _ = write!(text, "{pounds}");
    }
    if rest != 0 {
        let _ = write!(text, ".{rest:02}");
    }
}

/// The pieces of a template; nothing when a brace is left open.
fn template(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}')?;
        if !words.is_empty() {
            pieces.push(Piece::Words(words.to_owned()));
        }
        pieces.push(Piece::Slot(slot.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    Some(pieces)
}

fn slots(pieces: &[Piece]) -> BTreeSet<&str> {
    let slot = |piece: &'_ Piece| matches!(piece, Piece::Slot(_));
    pieces
        .iter()
        .filter(|piece| slot(piece))
        .map(|piece| match piece {
            Piece::Words(text) | Piece::Slot(text) => text.as_str(),
        })
        .collect()
}

/// "1,018": thousands apart, as every page writes them.
fn grouped(text: &mut String, number: i64) {
    if number < 0 {
        text.push('-');
    }
    let digits = number.unsigned_abs().to_string();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_sentence_is_filled_with_dates_numbers_and_money() {
        let english = Messages::english().unwrap();
        let day = |text: &str| Filling::Date(text.parse().unwrap());
        let said = english.say("care.one_spell", &[("from", day("2025-05-03")), ("to", day("2025-08-09"))]);
        assert_eq!(said, "You were in care from 3 May 2025 to 9 August 2025.");
        let said = english.say(
            "reason.paid_part",
            &[("paid", Filling::Pence(120_000)), ("amount", Filling::Pence(300_050))],
        );
        assert_eq!(said, "You have had £1,200 of £3,000.50.");
    }

    #[test]
    fn a_translation_without_a_sentence_or_a_placeholder_is_refused() {
        let text = ENGLISH
            .1
            .replace("since {from}.\"\none", "since long ago.\"\none")
            .replace("at_home = \"You live", "x = \"You");
        let refused = Messages::load("messages/xx.toml", &text).unwrap_err().to_string();
        assert!(refused.contains("`care.since` must have the placeholders"), "{refused}");
        assert!(refused.contains("`reason.at_home` is missing"), "{refused}");
    }
}
