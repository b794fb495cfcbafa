//! The sentences that people read: fixed templates with placeholders, one file per language.
//!
//! No sentence is assembled in code. The law's own sentences are in `messages/en.toml`; a service that uses this
//! crate adds its own files ([`Messages::with`]), so there is one engine for both. A translation is another file with
//! the same keys: loading checks that every key is there and that each sentence takes the same placeholders as the
//! English one.

mod plural;
mod template;
mod used;

pub use plural::Plurals;
pub use template::Takes;
pub(crate) use used::USED;

use crate::entitlement::reading::{File, LoadError, LoadProblem};
use crate::facts;
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::OnceLock;
use template::Piece;
use toml::de::{DeTable, DeValue};

/// English, which every other language is compared with.
const ENGLISH: (&str, &str) = ("messages/en.toml", include_str!("en.toml"));

/// How much of a date is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayForm {
    /// 3 May 2025.
    Full,
    /// 3 May.
    WithoutYear,
    /// Tuesday 3 May.
    Weekday,
    /// Tuesday 3 May 2025.
    WeekdayAndYear,
    /// Tuesday.
    WeekdayAlone,
}

/// What fills a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling<'a> {
    /// A date, written out: 3 May 2025.
    Date(NaiveDate),
    /// A date, with as much of it as is wanted.
    Day(NaiveDate, DayForm),
    /// A whole number.
    Number(i64),
    /// An amount in pence, written the way people say it: £1,240, £57.50.
    Pence(i64),
    Words(Cow<'a, str>),
}

impl Filling<'_> {
    /// Whether it is allowed in a placeholder.
    fn fits(&self, takes: Takes) -> bool {
        match self {
            Filling::Date(_) | Filling::Day(..) => matches!(takes, Takes::Any | Takes::Day),
            Filling::Number(_) => matches!(takes, Takes::Any | Takes::Number),
            Filling::Pence(_) => matches!(takes, Takes::Any | Takes::Pounds),
            Filling::Words(_) => matches!(takes, Takes::Any | Takes::Message | Takes::List),
        }
    }
}

/// Why a sentence could not be produced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSaid {
    /// No file has this key.
    #[error("no sentence is called `{0}`")]
    NoSuchSentence(String),
    /// A placeholder was left empty.
    #[error("nothing goes into `{place}` of `{key}`")]
    LeftOpen {
        key: String,
        /// Its placeholder.
        place: String,
    },
    /// A placeholder takes something else.
    #[error("`{place}` of `{key}` takes something else")]
    DoesNotFit {
        key: String,
        /// Its placeholder.
        place: String,
    },
}

/// The sentences in one language.
#[derive(Debug, Clone)]
pub struct Messages {
    templates: HashMap<String, Vec<Piece>>,
    months: Vec<String>,
    weekdays: Vec<String>,
    plurals: Plurals,
    /// What is said where this language has no sentence of its own.
    otherwise: Option<&'static Messages>,
}

impl Messages {
    /// English.
    ///
    /// # Errors
    /// Mistakes in the built-in file; a test in this crate shows there are none.
    pub fn english() -> Result<&'static Messages, &'static LoadError> {
        static LOADED: OnceLock<Result<Messages, LoadError>> = OnceLock::new();
        LOADED.get_or_init(Messages::read_english).as_ref()
    }

    fn read_english() -> Result<Messages, LoadError> {
        let mut messages = Messages::read(ENGLISH.0, ENGLISH.1)?;
        let mut problems = messages.add_words_of_facts();
        problems.extend(messages.lacking(USED.iter().copied()));
        if problems.is_empty() { Ok(messages) } else { Err(LoadError(problems)) }
    }

    /// Which of the keys used by a program are missing: checked once, when the files are loaded.
    pub fn lacking<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> Vec<LoadProblem> {
        let missing = keys.into_iter().filter(|key| !self.has(key));
        let problem = |key| LoadProblem {
            file: "messages".to_owned(),
            line: 1,
            what: format!("no sentence is called `{key}`, and the program says it"),
        };
        missing.map(problem).collect()
    }

    /// The texts in `facts.toml`, under `facts.<id>`. A translation has them in its own file.
    fn add_words_of_facts(&mut self) -> Vec<LoadProblem> {
        let (mut file, table) = File::open(facts::FACTS.0, facts::FACTS.1);
        let list = table.as_ref().and_then(|table| table.get_ref().get("fact"));
        for fact in list.map_or(Vec::new(), |list| file.list(list)) {
            let Some(table) = fact.get_ref().as_table() else { continue };
            let id = table.get("id").and_then(|id| id.get_ref().as_str()).unwrap_or_default();
            for voice in ["staff", "young"] {
                if let Some(words) = table.get(voice).and_then(|words| words.get_ref().as_table()) {
                    self.collect(&mut file, &format!("facts.{id}.{voice}"), words);
                }
            }
        }
        file.problems
    }

    /// Another language, with everything that English has.
    ///
    /// # Errors
    /// Every mistake with file and line, every key that English has and this file does not, and every sentence that
    /// does not take the same placeholders.
    pub fn load(name: &str, text: &str) -> Result<Messages, LoadError> {
        let messages = Messages::read(name, text)?;
        messages.fits(name, Messages::english().map_err(LoadError::clone)?)?;
        Ok(messages)
    }

    /// Another language, as far as it goes: where it has no sentence, the other one's is said, with that one's dates and plurals.
    ///
    /// # Errors
    /// Every mistake with file and line; a key that the other language does not have, or other placeholders.
    pub fn partly(name: &str, text: &str, otherwise: &'static Messages) -> Result<Messages, LoadError> {
        let messages = Messages::read(name, text)?;
        let wrong = |(key, pieces): (&String, &Vec<Piece>)| {
            let what = match otherwise.templates.get(key) {
                None => format!("no sentence is called `{key}` in the other language"),
                Some(theirs) if template::places(theirs) != template::places(pieces) => {
                    format!("the sentence `{key}` must have the placeholders of the other language's")
                }
                Some(_) => return None,
            };
            Some(LoadProblem { file: name.to_owned(), line: 1, what })
        };
        let mut problems: Vec<LoadProblem> = messages.templates.iter().filter_map(wrong).collect();
        problems.sort_by(|one, other| one.what.cmp(&other.what));
        if problems.is_empty() {
            Ok(Messages { otherwise: Some(otherwise), ..messages })
        } else {
            Err(LoadError(problems))
        }
    }

    /// How many sentences are its own.
    pub fn own(&self) -> usize {
        self.templates.len()
    }

    /// These sentences plus another file's, whose keys all begin with `prefix` and a dot.
    ///
    /// # Errors
    /// Every mistake with file and line; a key that already exists.
    pub fn with(mut self, prefix: &str, name: &str, text: &str) -> Result<Messages, LoadError> {
        let (mut file, table) = File::open(name, text);
        if let Some(table) = table {
            self.collect(&mut file, prefix, table.get_ref());
        }
        if file.problems.is_empty() { Ok(self) } else { Err(LoadError(file.problems)) }
    }

    /// Whether every sentence in `english` is here and takes the same placeholders.
    ///
    /// # Errors
    /// What is missing or takes something else.
    pub fn fits(&self, name: &str, english: &Messages) -> Result<(), LoadError> {
        let mut problems = Vec::new();
        for (key, pieces) in &english.templates {
            let what = match self.templates.get(key) {
                None => format!("the sentence `{key}` is missing"),
                Some(theirs) if template::places(theirs) != template::places(pieces) => {
                    format!("the sentence `{key}` must have the placeholders of the English one")
                }
                Some(_) => continue,
            };
            problems.push(LoadProblem { file: name.to_owned(), line: 1, what });
        }
        problems.sort_by(|one, other| one.what.cmp(&other.what));
        if problems.is_empty() { Ok(()) } else { Err(LoadError(problems)) }
    }

    fn read(name: &str, text: &str) -> Result<Messages, LoadError> {
        let (mut file, table) = File::open(name, text);
        let mut messages = Messages {
            templates: HashMap::new(),
            months: Vec::new(),
            weekdays: Vec::new(),
            plurals: Plurals::default(),
            otherwise: None,
        };
        if let Some(table) = table {
            if let Some(word) = table.get_ref().get("plurals") {
                match file.text(word).as_deref().and_then(Plurals::of) {
                    Some(plurals) => messages.plurals = plurals,
                    None => file.problem(word.span().start, "no language has these plurals"),
                }
            }
            messages.collect(&mut file, "", table.get_ref());
        }
        if messages.months.len() != 12 {
            file.problem(0, "`months` must be a list of twelve names");
        }
        if messages.weekdays.len() != 7 {
            file.problem(0, "`weekdays` must be a list of seven names, Monday first");
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
                DeValue::Array(_) if name == "months" || name == "weekdays" => {
                    let names = file.list(value).into_iter().filter_map(|month| file.text(month)).collect();
                    *(if name == "months" { &mut self.months } else { &mut self.weekdays }) = names;
                }
                _ if name == "plurals" => {}
                _ => {
                    let Some(text) = file.text(value) else { continue };
                    match template::read(&text, self.plurals) {
                        Ok(pieces) => {
                            if self.templates.insert(name.clone(), pieces).is_some() {
                                file.problem(
                                    key.span().start,
                                    format!("the sentence `{name}` already exists"),
                                );
                            }
                        }
                        Err(what) => file.problem(value.span().start, what),
                    }
                }
            }
        }
    }

    /// Every key, in order.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = self.templates.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys
    }

    /// What the sentence for a key takes; `None` when there is no such key.
    pub fn takes(&self, key: &str) -> Option<BTreeMap<&str, Takes>> {
        match self.templates.get(key) {
            Some(pieces) => Some(template::places(pieces)),
            None => self.otherwise?.takes(key),
        }
    }

    /// Whether there is a sentence with this key.
    pub fn has(&self, key: &str) -> bool {
        self.templates.contains_key(key) || self.otherwise.is_some_and(|other| other.has(key))
    }

    /// The sentence for a key with its placeholders filled.
    ///
    /// # Errors
    /// There is no such sentence, or something does not fit into it.
    pub fn try_say(&self, key: &str, fillings: &[(&str, Filling<'_>)]) -> Result<String, NotSaid> {
        let pieces = match (self.templates.get(key), self.otherwise) {
            (Some(pieces), _) => pieces,
            (None, Some(other)) => return other.try_say(key, fillings),
            (None, None) => return Err(NotSaid::NoSuchSentence(key.to_owned())),
        };
        let mut text = String::with_capacity(80);
        for piece in pieces {
            let (place, takes) = match piece {
                Piece::Words(words) => {
                    text.push_str(words);
                    continue;
                }
                Piece::Place(place, takes) => (place, *takes),
                Piece::Choice(place, _) => (place, Takes::Number),
            };
            let Some((_, filling)) = fillings.iter().find(|(name, _)| name == place) else {
                return Err(NotSaid::LeftOpen { key: key.to_owned(), place: place.clone() });
            };
            if !filling.fits(takes) {
                return Err(NotSaid::DoesNotFit { key: key.to_owned(), place: place.clone() });
            }
            match (piece, filling) {
                (Piece::Choice(_, forms), Filling::Number(number)) => {
                    text.push_str(forms.get(self.plurals.form(*number)).map_or("", String::as_str));
                }
                _ => self.fill(&mut text, filling),
            }
        }
        Ok(text)
    }

    /// The same, for a key that was checked when the files were loaded ([`Messages::lacking`]). If something is
    /// wrong all the same, the result is empty: no key from a file is ever shown to a person.
    pub fn say(&self, key: &str, fillings: &[(&str, Filling<'_>)]) -> String {
        let said = self.try_say(key, fillings);
        debug_assert!(said.is_ok(), "{said:?}");
        said.unwrap_or_default()
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
        self.day(date, DayForm::Full)
    }

    /// A date, with as much of it as is wanted.
    pub fn day(&self, date: NaiveDate, form: DayForm) -> String {
        let mut text = String::with_capacity(28);
        self.write_day(&mut text, date, form);
        text
    }

    fn write_day(&self, text: &mut String, date: NaiveDate, form: DayForm) {
        let named = |names: &'_ [String], place: u32| {
            usize::try_from(place).ok().and_then(|place| names.get(place)).cloned().unwrap_or_default()
        };
        if matches!(form, DayForm::Weekday | DayForm::WeekdayAndYear | DayForm::WeekdayAlone) {
            text.push_str(&named(&self.weekdays, date.weekday().num_days_from_monday()));
            if form == DayForm::WeekdayAlone {
                return;
            }
            text.push(' ');
        }
        let month = usize::try_from(date.month0()).ok().and_then(|month| self.months.get(month));
        let _ = write!(text, "{} {}", date.day(), month.map_or("", String::as_str));
        if matches!(form, DayForm::Full | DayForm::WeekdayAndYear) {
            let _ = write!(text, " {}", date.year());
        }
    }

    fn fill(&self, text: &mut String, filling: &Filling<'_>) {
        match filling {
            Filling::Date(date) => self.write_day(text, *date, DayForm::Full),
            Filling::Day(date, form) => self.write_day(text, *date, *form),
            Filling::Number(number) => grouped(text, *number),
            Filling::Pence(pence) => write_pence(text, *pence),
            Filling::Words(words) => text.push_str(words),
        }
    }
}

/// An amount in pence, written the way people write it: "£57", "£57.50", "£1,240".
pub fn pounds(pence: i64) -> String {
    let mut text = String::with_capacity(12);
    write_pence(&mut text, pence);
    text
}

/// A whole number with thousands separated: "1,018".
pub fn figure(number: i64) -> String {
    let mut text = String::with_capacity(8);
    grouped(&mut text, number);
    text
}

/// "£57", "£57.50", "£1,240".
fn write_pence(text: &mut String, pence: i64) {
    if pence < 0 {
        text.push('-');
    }
    let (pounds, rest) = (pence.unsigned_abs() / 100, pence.unsigned_abs() % 100);
    text.push('£');
    grouped(text, i64::try_from(pounds).unwrap_or(i64::MAX));
    if rest != 0 {
        let _ = write!(text, ".{rest:02}");
    }
}

/// "1,018": thousands separated, as on every page.
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
    fn a_language_with_a_few_sentences_says_the_rest_in_the_other_one() {
        let english = Messages::english().unwrap();
        let names = |name: &str, count: u32| {
            (1..=count).map(|at| format!("\"{name}{at}\"")).collect::<Vec<_>>().join(", ")
        };
        let head = format!("months = [{}]\nweekdays = [{}]\n", names("m", 12), names("w", 7));
        let own = format!("{head}[care]\none_period = \"{{to:day}} < {{from:day}}\"\n");
        let partly = Messages::partly("xx.toml", &own, english).unwrap();
        let day = |text: &str| Filling::Date(text.parse().unwrap());
        let dates = [("from", day("2025-05-03")), ("to", day("2025-08-09"))];
        assert_eq!(partly.say("care.one_period", &dates), "9 m8 2025 < 3 m5 2025");
        let paid = [("paid", Filling::Pence(100)), ("amount", Filling::Pence(200))];
        assert_eq!(partly.say("reason.paid_part", &paid), "You have had £1 of £2.", "the rest is English");
        assert!(partly.has("reason.paid_part") && partly.takes("reason.paid_part").is_some());
        for wrong in ["[care]\nno_such_thing = \"x\"", "[care]\none_period = \"without dates\""] {
            assert!(Messages::partly("xx.toml", &format!("{head}{wrong}"), english).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_sentence_is_filled_with_dates_numbers_and_money() {
        let english = Messages::english().unwrap();
        let day = |text: &str| Filling::Date(text.parse().unwrap());
        let said = english.say("care.one_period", &[("from", day("2025-05-03")), ("to", day("2025-08-09"))]);
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
            .replace("since {from:day}.\"\none", "since long ago.\"\none")
            .replace("at_home = \"You live", "x = \"You");
        let refused = Messages::load("messages/xx.toml", &text).unwrap_err().to_string();
        assert!(refused.contains("`care.since` must have the placeholders"), "{refused}");
        assert!(refused.contains("`reason.at_home` is missing"), "{refused}");
    }

    #[test]
    fn a_number_chooses_the_form_and_a_placeholder_says_what_it_takes() {
        let english = Messages::english().unwrap().clone();
        let file = "[found]\npeople = \"{count:number} {count|person|people} since {since:day}.\"\n";
        let all = english.with("search", "search.toml", file).unwrap();
        let since = || ("since", Filling::Day("2025-05-06".parse().unwrap(), DayForm::Weekday));
        let said = |count| all.say("search.found.people", &[("count", Filling::Number(count)), since()]);
        assert_eq!(said(1), "1 person since Tuesday 6 May.");
        assert_eq!(said(1_200), "1,200 people since Tuesday 6 May.");
        assert_eq!(
            all.takes("search.found.people").unwrap().into_iter().collect::<Vec<_>>(),
            [("count", Takes::Number), ("since", Takes::Day)]
        );
    }

    #[test]
    fn what_does_not_fit_is_reported_and_never_printed_as_a_key() {
        let english = Messages::english().unwrap();
        let gap = |key: &str, place: &str| (key.to_owned(), place.to_owned());
        let (key, place) = gap("care.since", "from");
        let wrong = english.try_say("care.since", &[("from", Filling::Number(3))]);
        assert_eq!(wrong, Err(NotSaid::DoesNotFit { key: key.clone(), place: place.clone() }));
        assert_eq!(english.try_say("care.since", &[]), Err(NotSaid::LeftOpen { key, place }));
        let none = english.try_say("care.sinse", &[]);
        assert_eq!(none, Err(NotSaid::NoSuchSentence("care.sinse".to_owned())));
        assert_eq!(english.lacking(["care.since", "care.sinse"]).len(), 1);
    }

    #[test]
    fn a_file_with_a_mistake_is_refused_with_its_line() {
        let refused = |text: &str| {
            Messages::english().unwrap().clone().with("x", "x.toml", text).unwrap_err().to_string()
        };
        for (text, why) in [
            ("\na = \"{count|one}\"", "x.toml:2: {count|one} has 1 forms; this language has 2"),
            ("a = \"{until:date}\"", "x.toml:1: no place takes `date`"),
            ("a = \"{until\"", "x.toml:1: a { without its }"),
            (
                "a = \"{Until}\"",
                "x.toml:1: a placeholder's name has lowercase letters, digits and _; not `Until`",
            ),
        ] {
            assert_eq!(refused(text), why);
        }
        let twice = Messages::english().unwrap().clone().with("care", "x.toml", "since = \"x\"").unwrap_err();
        assert!(twice.to_string().contains("`care.since` already exists"), "{twice}");
    }

    #[test]
    fn arabic_has_six_forms_and_each_number_finds_its_own() {
        let forms = [0, 1, 2, 3, 10, 11, 99, 100, 103, 111].map(|number| Plurals::Arabic.form(number));
        assert_eq!(forms, [0, 1, 2, 3, 3, 4, 4, 5, 3, 4]);
    }
}
