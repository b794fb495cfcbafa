//! An entitlement as the catalogue has it, and how its file is read.

use super::condition::Condition;
use super::read_condition;
use super::reading::{File, OUTCOME_WORDS, Value};
use crate::assessment::Outcome;
use crate::calendar::Day;
use crate::figures::{Citation, read_citation};
use serde::Serialize;
use std::sync::Arc;
use toml::de::DeTable;

/// One thing a care leaver may be entitled to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entitlement {
    /// Its id, the name of its file.
    pub id: String,
    /// The file it was read from.
    pub file: String,
    /// Its number in the specification; nothing for one of a council's own.
    pub number: Option<u8>,
    /// Its plain name.
    pub name: String,
    /// What it means, in one sentence.
    pub meaning: String,
    /// What it is needed for.
    pub need: Need,
    /// Who must or may give it.
    pub kind: Kind,
    /// Who gives it.
    pub provider: String,
    /// How to ask for it.
    pub ask: String,
    /// What to show.
    pub evidence: String,
    /// What to do when refused.
    pub refused: String,
    /// How much, when there is an amount.
    pub money: Option<Money>,
    /// The commencement that brings it into force, when that has not always been so.
    pub commencement: Option<String>,
    /// The day from which it is no longer law.
    pub repealed: Option<Day>,
    /// Where it was read.
    pub source: Vec<Citation>,
    /// The ordered table: the first line that applies answers.
    pub rule: Vec<RuleLine>,
}

/// A line of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleLine {
    /// When it applies; the last line always does.
    pub when: Option<Condition>,
    /// The answer.
    pub then: Outcome,
    /// What to ask, where the rule says to ask though every fact is known.
    pub needs: Vec<Arc<str>>,
    /// The line of the file.
    pub line: usize,
}

/// An amount of money: a figure, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The figure's id.
    pub figure: String,
    /// Which day's row of the figure it is.
    pub on: AmountDay,
    /// How often it is paid.
    pub per: Per,
}

/// Which day's figure is the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountDay {
    /// The day asked about (or the day it starts, when it is upcoming).
    Day,
    /// The first day of the education.
    EducationStart,
}

/// How often money is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// One time.
    Once,
    /// Every week.
    Week,
    /// Every month.
    Month,
    /// Every year.
    Year,
}

/// What an entitlement is needed for: how the young person's page groups them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Home.
    Home,
    /// Work and study.
    WorkAndStudy,
    /// Money.
    Money,
    /// Me: health, people, who I am.
    Me,
    /// Rights.
    Rights,
}

/// Who must or may give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The council must.
    Duty,
    /// The council may.
    Power,
    /// The council chooses.
    Local,
    /// Another body decides.
    OtherBody,
}

const NEEDS: [(&str, Need); 5] = [
    ("home", Need::Home),
    ("work_and_study", Need::WorkAndStudy),
    ("money", Need::Money),
    ("me", Need::Me),
    ("rights", Need::Rights),
];
const KINDS: [(&str, Kind); 4] =
    [("duty", Kind::Duty), ("power", Kind::Power), ("local", Kind::Local), ("other_body", Kind::OtherBody)];
const PER: [(&str, Per); 4] =
    [("once", Per::Once), ("week", Per::Week), ("month", Per::Month), ("year", Per::Year)];
const AMOUNT_DAYS: [(&str, AmountDay); 2] =
    [("day", AmountDay::Day), ("education_start", AmountDay::EducationStart)];
const KEYS: [&str; 19] = [
    "id",
    "number",
    "name",
    "meaning",
    "need",
    "kind",
    "provider",
    "ask",
    "evidence",
    "refused",
    "amount",
    "amount_on",
    "per",
    "commencement",
    "repealed",
    "source",
    "who",
    "rule",
    "note",
];

/// Reads one entitlement's table; notes every mistake in the file.
pub(crate) fn read<'t>(file: &mut File<'t>, at: usize, table: &DeTable<'t>) -> Option<Entitlement> {
    let fields = file.fields(table, &KEYS);
    let money = match fields.get("amount") {
        None => None,
        Some(figure) => Some(Money {
            figure: file.text(figure)?,
            on: fields.get("amount_on").map_or(Some(AmountDay::Day), |on| file.word(on, &AMOUNT_DAYS))?,
            per: fields.must(file, at, "per").and_then(|per| file.word(per, &PER))?,
        }),
    };
    let source = fields.must(file, at, "source").map_or(Vec::new(), |list| read_sources(file, list));
    let id = fields.must_text(file, at, "id");
    if !id.is_empty() {
        file.check_id(at, &id);
    }
    Some(Entitlement {
        id,
        file: file.name().to_owned(),
        number: fields.get("number").and_then(|number| file.number(number)),
        name: fields.must_text(file, at, "name"),
        meaning: fields.must_text(file, at, "meaning"),
        need: fields.must(file, at, "need").and_then(|need| file.word(need, &NEEDS))?,
        kind: fields.must(file, at, "kind").and_then(|kind| file.word(kind, &KINDS))?,
        provider: fields.must_text(file, at, "provider"),
        ask: fields.must_text(file, at, "ask"),
        evidence: fields.must_text(file, at, "evidence"),
        refused: fields.must_text(file, at, "refused"),
        money,
        commencement: fields.get("commencement").and_then(|id| file.text(id)),
        repealed: fields.get("repealed").and_then(|day| file.day(day)),
        source,
        rule: match (fields.get("who"), fields.get("rule")) {
            (Some(who), None) => who_rule(file, who),
            (None, Some(rule)) => read_rule(file, rule),
            _ => {
                file.problem(at, "give either `who` or [[rule]]");
                None
            }
        }?,
    })
}

/// `who`: entitled when it holds, otherwise not.
fn who_rule<'t>(file: &mut File<'t>, who: &Value<'t>) -> Option<Vec<RuleLine>> {
    let line = file.line(who.span().start);
    let when = read_condition::read(file, who)?;
    let then = |when, then| RuleLine { when, then, needs: Vec::new(), line };
    Some(vec![then(Some(when), Outcome::Entitled), then(None, Outcome::NotEntitled)])
}

fn read_sources<'t>(file: &mut File<'t>, list: &Value<'t>) -> Vec<Citation> {
    let sources = file.list(list);
    if sources.is_empty() {
        file.problem(list.span().start, "an entry needs a source");
    }
    sources.into_iter().filter_map(|each| read_citation(file, each)).collect()
}

fn read_rule<'t>(file: &mut File<'t>, rule: &Value<'t>) -> Option<Vec<RuleLine>> {
    let values = file.list(rule);
    let count = values.len();
    let mut lines = Vec::with_capacity(count);
    for (place, value) in values.into_iter().enumerate() {
        let at = value.span().start;
        let table = file.table(value)?;
        let fields = file.fields(table, &["when", "then", "needs", "note"]);
        let when = match fields.get("when") {
            Some(when) => Some(read_condition::read(file, when)?),
            None => None,
        };
        if when.is_none() != (place + 1 == count) {
            file.problem(at, "every line but the last has a `when`, and the last has none");
        }
        let then = fields.must(file, at, "then").and_then(|then| file.word(then, &OUTCOME_WORDS))?;
        if let Some(needs) = fields.get("needs")
            && then != Outcome::NeedsInformation
        {
            file.problem(needs.span().start, "only an answer of needs_information asks for something");
        }
        let needs = fields.get("needs").map_or(Vec::new(), |needs| file.list(needs));
        let needs = needs.into_iter().filter_map(|each| file.text(each)).map(Arc::from).collect();
        lines.push(RuleLine { when, then, needs, line: file.line(at) });
    }
    Some(lines)
}
