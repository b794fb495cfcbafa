//! How the rule's answer was reached: its conditions, the facts behind them, who recorded those, and the provisions.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Messages,
    assessment::Outcome,
    entitlement::{
        outcome::Entitlement as Rule,
        told::NAME,
        trace::{FactUsed, Recorded, Trace as RuleTrace},
    },
    explain::{Explanation, Subject, explain},
    timeline::Truth,
};
use onward_domain::standing::explained;
use serde::Serialize;

use super::said;
use crate::{
    clock::london_day,
    usecases::{
        adviser::{Answered, see_entitlement::SeenEntitlement},
        hands::Hand,
    },
    web::{
        adviser::said_answer::AnswerTag,
        law_words::expanded,
        parts::Line,
        words::{Say, says::adviser::trace as told},
    },
};

/// One sentence and what it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct Trace {
    /// What is so about the person.
    words: Say,
    /// Set apart where it is not known.
    answer: Option<AnswerTag>,
    /// From when until when it is so.
    when: Option<Say>,
    /// The fact used and where it came from.
    fact: Option<String>,
    /// The provision.
    cite: Option<String>,
    /// The conditions it consists of.
    parts: Vec<Trace>,
}

/// Where each fact came from, as shown in the trace: anything somebody typed says who and when.
fn sources(one: &Answered, hands: &[Hand]) -> Recorded {
    let mut sources = Recorded::new();
    for (place, line) in one.listed.facts.episodes_in_order().into_iter().enumerate() {
        let from = said::lower_first(&said::written(line, hands).to_string());
        for part in ["start", "end", "legal_status"] {
            sources.insert(format!("episodes[{place}].{part}"), from.clone());
        }
    }
    for answer in &one.listed.facts.circumstances {
        let on = london_day(answer.recorded.at).into();
        sources.insert(answer.note.fact.word().to_owned(), Say::from(told::Recorded { on }).to_string());
    }
    sources
}

/// Why the rule answers as it does, with what was given counted and where each fact came from; `None` for an entitlement
/// that is not in this law.
pub fn why(seen: &SeenEntitlement, law: &Law, messages: &Messages) -> Option<Explanation> {
    let one = &seen.answered;
    let person = explained(one.standings.get(seen.which.place())?, &one.facts);
    let subject = Subject::Entitlement(seen.which);
    Some(explain(law, messages, &person, one.today, subject, &sources(one, &seen.hands)))
}

/// What decided, in a few lines: each a sentence with its days, its source and its provision; then the law behind it.
pub fn reasons(why: &Explanation, rule: &Rule, name: &str) -> Vec<Line> {
    let lines = deciding_lines(&why.trace).into_iter().flat_map(deciding);
    let mut items: Vec<Line> = Vec::new();
    for condition in lines.take(MOST) {
        let words = words(condition, name, false);
        let meta = [when(condition).map(|when| when.to_string()), facts(&condition.facts)];
        let meta: Vec<String> =
            meta.into_iter().flatten().chain(condition.provision.as_deref().map(expanded)).collect();
        items.push(Line::new(words, (!meta.is_empty()).then(|| meta.join(". ").into())));
    }
    let law: Vec<String> = rule.source.iter().map(|source| source.cite.to_string()).collect();
    items.push(Line::new(told::Law, Some(expanded(&law.join("; ")).into())));
    items
}

/// How many sentences stand above the fold.
const MOST: usize = 6;

/// The conditions of the line that answers. The last line of a rule has none of its own: then what was not met explains it.
fn deciding_lines(rule: &RuleTrace) -> Vec<&RuleTrace> {
    let answers = rule.children.iter().find(|line| line.answers);
    match answers.filter(|line| !line.children.is_empty()) {
        Some(line) => line.children.iter().collect(),
        None => {
            let unmet = rule.children.iter().filter(|line| line.gives == Some(Outcome::Entitled));
            unmet.flat_map(|line| &line.children).collect()
        }
    }
}

/// The branch that decided, without what did not: of conditions of which one is enough the one that held, of those that must
/// all hold the ones that did not. Joints that join one thing are passed through.
pub fn decided(rule: &RuleTrace, name: &str) -> Vec<Trace> {
    let mut seen = Seen { name, told: Vec::new() };
    let lines = deciding_lines(rule).into_iter().flat_map(deciding);
    lines.map(|part| seen.trace(part, deciding_of)).collect()
}

/// What decided of one condition: itself, or for a joint what decided of its parts.
fn deciding(condition: &RuleTrace) -> Vec<&RuleTrace> {
    let Some(joint) = Joint::of(condition) else { return vec![condition] };
    let parts = condition.children.iter();
    match (joint, condition.truth) {
        (Joint::All, Truth::Yes) | (Joint::Any, Truth::No) | (Joint::Not, _) => {
            parts.flat_map(deciding).collect()
        }
        (Joint::All | Joint::Any, truth) => {
            parts.filter(|part| part.truth == truth).take(1).flat_map(deciding).collect()
        }
    }
}

fn deciding_of(condition: &RuleTrace) -> Vec<&RuleTrace> {
    let parts: Vec<&RuleTrace> = condition.children.iter().flat_map(through).collect();
    let same: Vec<&RuleTrace> =
        parts.iter().copied().filter(|part| part.truth == condition.truth).flat_map(deciding).collect();
    if same.is_empty() { parts.into_iter().flat_map(deciding).collect() } else { same }
}

/// What joins conditions.
#[derive(Clone, Copy)]
enum Joint {
    All,
    Any,
    Not,
}

impl Joint {
    fn of(condition: &RuleTrace) -> Option<Self> {
        match condition.label.as_str() {
            "all of" => Some(Self::All),
            "any of" => Some(Self::Any),
            "not" => Some(Self::Not),
            _ => None,
        }
    }
}

/// A sentence says already what is so: "not" is passed through, and so is a part that says what its whole has said.
fn through(condition: &RuleTrace) -> Vec<&RuleTrace> {
    match Joint::of(condition) {
        Some(Joint::Not) => condition.children.iter().flat_map(through).collect(),
        _ => vec![condition],
    }
}

fn parts_of(condition: &RuleTrace) -> Vec<&RuleTrace> {
    let parts: Vec<&RuleTrace> = condition.children.iter().flat_map(through).collect();
    match parts.as_slice() {
        [only] if !only.told.is_empty() && only.told == condition.told => parts_of(only),
        _ => parts,
    }
}

/// Every line of the rule in sentences, what was said before said once.
pub fn trace(rule: &RuleTrace, name: &str) -> Trace {
    Seen { name, told: Vec::new() }.trace(rule, parts_of)
}

/// What a tree has said already: the same condition with the same parts is not unfolded a second time.
struct Seen<'r> {
    name: &'r str,
    told: Vec<&'r RuleTrace>,
}

impl<'r> Seen<'r> {
    fn trace(
        &mut self,
        rule: &'r RuleTrace,
        parts_of: impl Fn(&'r RuleTrace) -> Vec<&'r RuleTrace> + Copy,
    ) -> Trace {
        let again = !rule.children.is_empty() && self.told.contains(&rule);
        let parts = if again { Vec::new() } else { parts_of(rule) };
        self.told.push(rule);
        Trace {
            words: words(rule, self.name, again),
            answer: open(rule).then(|| AnswerTag::new("warn", "Not known")),
            when: when(rule),
            fact: facts(&rule.facts),
            cite: rule.provision.as_deref().map(expanded),
            parts: parts.into_iter().map(|part| self.trace(part, parts_of)).collect(),
        }
    }
}

/// A condition that is not known, and is no joint of others.
fn open(rule: &RuleTrace) -> bool {
    rule.truth == Truth::Unknown && rule.gives.is_none() && Joint::of(rule).is_none()
}

fn words(rule: &RuleTrace, name: &str, again: bool) -> Say {
    let said = rule.told.replace(NAME, name);
    match (said.is_empty(), again) {
        (true, _) => label(&rule.label).into(),
        (false, true) => told::Again { condition: said.trim_end_matches(':') }.into(),
        (false, false) => said.into(),
    }
}

/// From when until when: of a condition by itself, not of a joint or a line of the rule.
fn when(rule: &RuleTrace) -> Option<Say> {
    if rule.truth == Truth::Unknown || rule.gives.is_some() || Joint::of(rule).is_some() {
        return None;
    }
    match (rule.from, rule.until) {
        (Some(from), Some(until)) => Some(told::Between { from: from.into(), until: until.into() }.into()),
        (Some(from), None) => Some(told::Since { from: from.into() }.into()),
        (None, Some(until)) => Some(told::Until { until: until.into() }.into()),
        (None, None) => None,
    }
}

/// "not_entitled when" becomes "Not entitled when".
fn label(written: &str) -> String {
    let plain = expanded(&written.replace('_', " "));
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where what is said comes from: periods of care with their days, dates, and who recorded it when.
fn facts(used: &[FactUsed]) -> Option<String> {
    let (care, others): (Vec<&FactUsed>, Vec<&FactUsed>) =
        used.iter().partition(|fact| fact.name.starts_with("episodes["));
    let said: Vec<String> = periods(&care).into_iter().chain(others.into_iter().filter_map(fact)).collect();
    (!said.is_empty()).then(|| said.join(". "))
}

/// Periods of care, each with its two days; those of one source in one sentence.
fn periods(care: &[&FactUsed]) -> Vec<String> {
    let mut by_source: Vec<(Option<&String>, Vec<Say>)> = Vec::new();
    for pair in care.chunks(2) {
        let [start, end] = pair else { continue };
        let from = day_of(start);
        let said: Say = match (&end.value, day_of(end)) {
            (None, _) => told::PeriodOpen { from }.into(),
            (Some(_), until) => told::Period { from, until }.into(),
        };
        match by_source.last_mut() {
            Some((source, periods)) if *source == start.recorded.as_ref() => periods.push(said),
            _ => by_source.push((start.recorded.as_ref(), vec![said])),
        }
    }
    let sentence = |(source, periods): (Option<&String>, Vec<Say>)| match source {
        Some(source) => Say::from(told::CareFrom { periods, source }).to_string(),
        None => Say::from(told::Care { periods }).to_string(),
    };
    by_source.into_iter().map(sentence).collect()
}

fn day_of(used: &FactUsed) -> Say {
    let day = used.value.as_deref().and_then(|value| value.parse::<NaiveDate>().ok());
    day.map_or_else(|| told::NotKnown.into(), Say::day)
}

/// A fact that the sentence doesn't say by itself, and who recorded it.
fn fact(used: &FactUsed) -> Option<String> {
    let value = day_of(used);
    let said: Option<Say> = match (used.name.as_str(), used.value.as_deref()) {
        (_, None) => return Some(Say::from(told::NotRecorded).to_string()),
        ("date_of_birth", _) => Some(told::Born { value }.into()),
        ("education.start", _) => Some(told::CourseBegan { value }.into()),
        ("leave_to_remain_ends", _) => Some(told::LeaveEnds { value }.into()),
        _ => None,
    };
    let source = used.recorded.as_deref().map(label);
    let all: Vec<String> = said.map(|said| said.to_string()).into_iter().chain(source).collect();
    (!all.is_empty()).then(|| all.join(". "))
}
