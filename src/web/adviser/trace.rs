//! How the rule's answer was reached: its conditions, the facts behind them, who recorded those, and the provisions.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Messages,
    entitlement::{
        outcome::Entitlement as Rule,
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
        parts::Line,
        words::{Say, says::adviser::trace as told},
    },
};

/// A condition and what it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct Trace {
    /// The condition in words.
    words: Say,
    /// "Yes", "No", "Not known".
    answer: AnswerTag,
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

/// The line of the rule that answers: each of its conditions, with facts and provision.
pub fn reasons(why: &Explanation, rule: &Rule) -> Vec<Line> {
    let mut items: Vec<Line> = Vec::new();
    let answers = why.trace.children.iter().find(|line| line.answers);
    // The last line of a rule has no condition of its own: then what was not met explains it.
    let unmet = || why.trace.children.iter().filter(|line| line.label.starts_with("entitled"));
    match answers.filter(|line| !line.children.is_empty()) {
        Some(line) => line.children.iter().for_each(|condition| collect(condition, 0, &mut items)),
        None => {
            unmet().flat_map(|line| &line.children).for_each(|condition| collect(condition, 0, &mut items))
        }
    }
    let law: Vec<String> = rule.source.iter().map(|source| source.cite.to_string()).collect();
    items.push(Line::new(told::Law, Some(expanded(&law.join("; ")).into())));
    items
}

/// The conditions near the top that a reader wants: connectives ("all of", "not") are passed through.
fn collect(condition: &RuleTrace, depth: usize, items: &mut Vec<Line>) {
    let joint = matches!(condition.label.as_str(), "all of" | "any of" | "not" | "ever");
    if joint && depth < 4 {
        for part in &condition.children {
            collect(part, depth + 1, items);
        }
        return;
    }
    if items.len() < 6 {
        let facts = facts(&condition.facts);
        let provision = condition.provision.as_deref().map(expanded);
        let meta: Vec<String> = facts.into_iter().chain(provision).collect();
        let words = told::Condition { condition: &label(&condition.label), truth: truth(condition.truth) };
        items.push(Line::new(words, (!meta.is_empty()).then(|| meta.join(". ").into())));
    }
}

/// The branch that decided, without what did not: of conditions of which one is enough the one that held, of those that must
/// all hold the ones that did not. Joints that join one thing are passed through.
pub fn decided(rule: &RuleTrace) -> Vec<Trace> {
    let answers = rule.children.iter().find(|line| line.answers);
    let lines: Vec<&RuleTrace> = match answers.filter(|line| !line.children.is_empty()) {
        Some(line) => line.children.iter().collect(),
        // The last line of a rule has no condition of its own: then what was not met decided.
        None => {
            let unmet = rule.children.iter().filter(|line| line.label.starts_with("entitled"));
            unmet.flat_map(|line| &line.children).collect()
        }
    };
    let mut seen = Seen::default();
    lines.into_iter().flat_map(deciding).map(|part| seen.trace(part, deciding_of)).collect()
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
    let parts: Vec<&RuleTrace> = condition.children.iter().collect();
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

/// The rule's tree in the page's words, what was said before said once.
pub fn trace(rule: &RuleTrace) -> Trace {
    Seen::default().trace(rule, |condition| condition.children.iter().collect())
}

/// What a tree has said already: the same condition with the same parts is not unfolded a second time.
#[derive(Default)]
struct Seen<'r>(Vec<&'r RuleTrace>);

impl<'r> Seen<'r> {
    fn trace(
        &mut self,
        rule: &'r RuleTrace,
        parts_of: impl Fn(&'r RuleTrace) -> Vec<&'r RuleTrace> + Copy,
    ) -> Trace {
        let kind = match rule.truth {
            Truth::Yes => "done",
            Truth::No => "",
            Truth::Unknown => "warn",
        };
        let again = !rule.children.is_empty() && self.0.contains(&rule);
        let parts = if again { Vec::new() } else { parts_of(rule) };
        self.0.push(rule);
        Trace {
            words: words(rule, again),
            answer: AnswerTag::new(kind, truth_word(rule.truth)),
            fact: facts(&rule.facts),
            cite: rule.provision.as_deref().map(expanded),
            parts: parts.into_iter().map(|part| self.trace(part, parts_of)).collect(),
        }
    }
}

fn words(rule: &RuleTrace, again: bool) -> Say {
    let condition = label(&rule.label);
    match Joint::of(rule) {
        Some(Joint::All) => told::AllOf.into(),
        Some(Joint::Any) => told::AnyOf.into(),
        Some(Joint::Not) => told::NotSo.into(),
        None if rule.answers => told::Answers { condition: &condition }.into(),
        None if again => told::Again { condition: &condition }.into(),
        None => condition.into(),
    }
}

const fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "Yes",
        Truth::No => "No",
        Truth::Unknown => "Not known",
    }
}

fn truth(truth: Truth) -> Say {
    match truth {
        Truth::Yes => told::Yes.into(),
        Truth::No => told::No.into(),
        Truth::Unknown => told::NotKnown.into(),
    }
}

/// "not_entitled when" becomes "Not entitled when".
fn label(written: &str) -> String {
    let plain = expanded(&written.replace('_', " "));
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The catalogue's short names in full, so that nobody has to know them.
fn expanded(cite: &str) -> String {
    cite.replace("CA 1989", "Children Act 1989")
        .replace("CPR", "Care Planning Regulations 2010")
        .replace("CLR", "Care Leavers Regulations 2010")
        .replace("CSWA", "Children and Social Work Act")
        .replace("CWSA", "Children’s Wellbeing and Schools Act")
}

fn facts(used: &[FactUsed]) -> Option<String> {
    let said: Vec<String> = used.iter().map(fact).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn fact(used: &FactUsed) -> String {
    let value = used.value.as_deref().map_or_else(
        || told::NotKnown.into(),
        |value| value.parse::<NaiveDate>().map_or_else(|_| Say::words(value.replace('_', " ")), Say::day),
    );
    let line = used.name.strip_prefix("episodes[").and_then(|rest| rest.split_once("]."));
    let line = line.and_then(|(place, part)| Some((place.parse::<i64>().ok()?.checked_add(1)?, part)));
    let said: Say = match line {
        Some((number, "start")) => told::Began { number, value }.into(),
        Some((number, _)) => told::Ended { number, value }.into(),
        None => told::Other { what: &used.name.replace(['_', '.'], " "), value }.into(),
    };
    let said = match &used.recorded {
        Some(source) => told::From { fact: said, source }.into(),
        None => said,
    };
    said.to_string()
}
