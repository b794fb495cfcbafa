//! The facts that answers depend on, as data: for each one, `facts.toml` says who is asked, in what words, and how the
//! answer is phrased. The types are generated from that file when the crate is built ([`FactId`],
//! [`CircumstanceFact`]); the whole file is read and checked when it is loaded.

use crate::entitlement::reading::{Fields, File, LoadError, Value};
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/facts.rs"));

pub(crate) const FACTS: (&str, &str) = ("facts.toml", include_str!("facts.toml"));

/// What kind of answer a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Takes {
    YesOrNo,
    /// One of [`FactEntry::values`].
    Choice,
    /// The day it happened, or will happen.
    Day,
    /// An amount of money.
    Money,
    /// Changed where it is recorded: with a care episode, a course, a plan.
    Record,
}

/// Where an answer is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kept {
    /// On its own, and rules read it.
    Circumstance,
    Course,
    /// With the care episodes, the plan or the contacts.
    Record,
    /// On its own, for the adviser; no rule reads it, because the rule says to ask.
    Asked,
}

/// What a fact counts as until somebody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountsAs {
    Answer(bool),
    Pence(i64),
}

/// One fact: the words are in [`crate::messages`], under `facts.<id>`.
#[derive(Debug, Clone)]
pub struct FactEntry {
    pub id: FactId,
    pub takes: Takes,
    /// The options of a choice, in order.
    pub values: Vec<String>,
    /// Where the answer is stored.
    pub kept: Kept,
    /// What it counts as until somebody says.
    pub counts_as: Option<CountsAs>,
    /// Never shown in lists and exports.
    pub private: bool,
    /// Only warnings use it.
    pub warning_only: bool,
    /// For what is only asked: the answer that makes it less likely that they get it.
    pub against: Option<bool>,
}

const TAKES: [(&str, Takes); 5] = [
    ("yes_no", Takes::YesOrNo),
    ("choice", Takes::Choice),
    ("day", Takes::Day),
    ("money", Takes::Money),
    ("record", Takes::Record),
];
const KEPT: [(&str, Kept); 4] = [
    ("circumstance", Kept::Circumstance),
    ("course", Kept::Course),
    ("record", Kept::Record),
    ("asked", Kept::Asked),
];
const KEYS: [&str; 11] = [
    "id",
    "name",
    "takes",
    "values",
    "kept",
    "counts_as",
    "private",
    "warning_only",
    "against",
    "staff",
    "young",
];
const AGAINST: [(&str, bool); 2] = [("yes", true), ("no", false)];

/// Every fact, in the order of [`FactId::ALL`].
///
/// # Errors
/// Any mistake in the built-in file, with its line; a test in this crate shows there are none.
pub fn all() -> Result<&'static [FactEntry], &'static LoadError> {
    static LOADED: OnceLock<Result<Vec<FactEntry>, LoadError>> = OnceLock::new();
    LOADED.get_or_init(|| read(FACTS.0, FACTS.1)).as_ref().map(Vec::as_slice)
}

fn read(name: &str, text: &str) -> Result<Vec<FactEntry>, LoadError> {
    let (mut file, table) = File::open(name, text);
    let mut entries: Vec<FactEntry> = Vec::new();
    if let Some(table) = &table {
        let fields = file.fields(table.get_ref(), &["fact"]);
        let list = fields.must(&mut file, 0, "fact").map_or(Vec::new(), |list| file.list(list));
        for value in list {
            if let Some(entry) = read_entry(&mut file, value) {
                if entries.iter().any(|other| other.id == entry.id) {
                    file.problem(value.span().start, format!("the fact `{}` appears twice", entry.id.word()));
                }
                entries.push(entry);
            }
        }
    }
    entries.sort_by_key(|entry| entry.id);
    if file.problems.is_empty() { Ok(entries) } else { Err(LoadError(file.problems)) }
}

fn read_entry<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<FactEntry> {
    let at = value.span().start;
    let table = file.table(value)?;
    let fields = file.fields(table, &KEYS);
    let id = fields.must_text(file, at, "id");
    file.check_id(at, &id);
    let Ok(id) = id.parse::<FactId>() else {
        file.problem(at, format!("`{id}` is not in the list that was built in: build again"));
        return None;
    };
    let takes = fields.must(file, at, "takes").and_then(|takes| file.word(takes, &TAKES))?;
    let kept = fields.must(file, at, "kept").and_then(|kept| file.word(kept, &KEPT))?;
    let values = fields.get("values").map_or(Vec::new(), |values| file.list(values));
    let values: Vec<String> = values.into_iter().filter_map(|value| file.text(value)).collect();
    if values.is_empty() == (takes == Takes::Choice) {
        file.problem(at, "a choice has `values`, and nothing else has");
    }
    let flag = |file: &mut File<'t>, key: &str| {
        fields.get(key).is_some_and(|value| {
            let yes = value.get_ref().as_bool();
            if yes.is_none() {
                file.problem(value.span().start, "this must be true or false");
            }
            yes == Some(true)
        })
    };
    let (private, warning_only) = (flag(file, "private"), flag(file, "warning_only"));
    let counts_as = match (takes, fields.get("counts_as")) {
        (_, None) => None,
        (Takes::YesOrNo, Some(_)) => Some(CountsAs::Answer(flag(file, "counts_as"))),
        (Takes::Money, Some(value)) => file.hundredths(value).map(CountsAs::Pence),
        (_, Some(value)) => {
            file.problem(value.span().start, "only a yes or no and money count as something");
            None
        }
    };
    let against = fields.get("against").and_then(|against| file.word(against, &AGAINST));
    if against.is_some() && kept != Kept::Asked {
        file.problem(at, "only what is asked has an answer `against` it: rules read the others");
    }
    check_words(file, at, &fields, (takes, kept), &values);
    Some(FactEntry { id, takes, values, kept, counts_as, private, warning_only, against })
}

/// Every fact needs both questions, and both wordings of what is being waited for; what is only asked, what follows a no.
fn check_words<'t>(
    file: &mut File<'t>,
    at: usize,
    fields: &Fields<'_, 't>,
    (takes, kept): (Takes, Kept),
    values: &[String],
) {
    let (staff, young) = (
        &["asks", "hint", "about", "says", "yes", "no"],
        &["asks", "hint", "about", "yes", "no", "unknown", "then_yes", "then_no"],
    );
    for (voice, mut keys) in [("staff", staff.to_vec()), ("young", young.to_vec())] {
        let Some(words) = fields.must(file, at, voice).and_then(|words| file.table(words)) else { continue };
        let answers: Vec<String> = values.iter().map(|value| format!("answer_{value}")).collect();
        if takes == Takes::Choice {
            keys.extend(values.iter().map(String::as_str));
            keys.extend(answers.iter().map(String::as_str));
        }
        let words = file.fields(words, &keys);
        let asks = words.must_text(file, at, "asks");
        if !asks.is_empty() && !asks.ends_with('?') {
            file.problem(at, format!("`{asks}` must be a question"));
        }
        if voice == "staff" && !asks.contains("{name}") {
            file.problem(at, format!("`{asks}` must name the person: {{name}}"));
        }
        words.must_text(file, at, "about");
        if voice == "staff" {
            words.must_text(file, at, "says");
        } else if kept == Kept::Asked {
            words.must_text(file, at, "then_no");
        }
    }
}

#[must_use]
pub fn entry(fact: FactId) -> Option<&'static FactEntry> {
    all().ok()?.get(fact.number())
}

impl FactId {
    /// Its index in [`FactId::ALL`].
    #[must_use]
    pub const fn number(self) -> usize {
        #[expect(clippy::as_conversions, reason = "the number of a variant of a field-less enum")]
        let number = self as usize;
        number
    }

    /// The fact with this index.
    #[must_use]
    pub fn of_number(number: usize) -> Option<FactId> {
        FactId::ALL.get(number).copied()
    }

    /// The key of one of its texts: `facts.privately_renting.staff.asks`.
    #[must_use]
    pub fn key(self, words: &str) -> String {
        format!("facts.{}.{words}", self.word())
    }
}

impl CircumstanceFact {
    /// The kind of answer it takes.
    #[must_use]
    pub fn takes(self) -> Takes {
        entry(self.fact()).map_or(Takes::YesOrNo, |entry| entry.takes)
    }

    /// Whether a rule reads the answer; if not, it is only for the adviser.
    #[must_use]
    pub fn is_read_by_rules(self) -> bool {
        entry(self.fact()).is_some_and(|entry| entry.kept == Kept::Circumstance)
    }

    /// Never shown in lists and exports.
    #[must_use]
    pub fn is_private(self) -> bool {
        entry(self.fact()).is_some_and(|entry| entry.private)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no fact is called that")]
pub struct NoSuchFact;

impl FromStr for FactId {
    type Err = NoSuchFact;
    fn from_str(text: &str) -> Result<Self, NoSuchFact> {
        Self::ALL.iter().copied().find(|fact| fact.word() == text).ok_or(NoSuchFact)
    }
}

impl FromStr for CircumstanceFact {
    type Err = NoSuchFact;
    fn from_str(text: &str) -> Result<Self, NoSuchFact> {
        Self::ALL.iter().copied().find(|fact| fact.word() == text).ok_or(NoSuchFact)
    }
}

impl fmt::Display for FactId {
    /// The name used in documents: `education.start`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for CircumstanceFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl serde::Serialize for CircumstanceFact {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl<'de> serde::Deserialize<'de> for CircumstanceFact {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        word.parse().map_err(serde::de::Error::custom)
    }
}

impl TryFrom<FactId> for CircumstanceFact {
    type Error = NoSuchFact;
    fn try_from(fact: FactId) -> Result<Self, NoSuchFact> {
        Self::ALL.iter().copied().find(|each| each.fact() == fact).ok_or(NoSuchFact)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_list_of_facts_loads_cleanly_and_matches_the_generated_one() {
        let entries = all().unwrap();
        assert_eq!(entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), FactId::ALL);
        for fact in FactId::ALL {
            assert_eq!(fact.word().parse(), Ok(*fact));
        }
        for (number, fact) in FactId::ALL.iter().enumerate() {
            let entry = entry(*fact).unwrap();
            let tested = entry.takes == Takes::YesOrNo
                && matches!(entry.kept, Kept::Circumstance | Kept::Course)
                && !entry.warning_only;
            assert_eq!(tested, number < TESTED, "{fact}");
        }
    }

    #[test]
    fn a_fact_without_its_questions_is_refused_with_its_line() {
        let without = FACTS.1.replace("young.asks = \"Are you pregnant?\"\n", "");
        let refused = read("facts.toml", &without).unwrap_err().to_string();
        assert!(refused.contains("`asks` is missing"), "{refused}");
        let bare_no = FACTS.1.replace("young.then_no = \"You need Universal Credit for this.", "#");
        let refused = read("facts.toml", &bare_no).unwrap_err().to_string();
        assert!(refused.contains("`then_no` is missing"), "{refused}");
        let no_question = FACTS.1.replace("Are you pregnant?", "Say if you are pregnant.");
        let refused = read("facts.toml", &no_question).unwrap_err().to_string();
        assert!(refused.contains("must be a question"), "{refused}");
    }
}
