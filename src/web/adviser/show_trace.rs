//! How the rule's answer was reached: its conditions, the facts they rest on, who recorded those, and the provisions.

use chrono::NaiveDate;
use leaving_care_rules::{
    entitlement::{
        outcome::Entitlement as Rule,
        trace::{FactUsed, Recorded, Trace as RuleTrace},
    },
    explain::Explanation,
    timeline::Truth,
};
use onward_domain::recorded::Source;

use super::pages::Trace;
use crate::{
    clock::london_day,
    usecases::{adviser::Answered, hands::Hand},
    web::{
        parts::{Item, Tag},
        words::full_day,
    },
};

/// Where each fact came from, as the trace shows it: what somebody typed says who and when.
pub(super) fn sources(one: &Answered, hands: &[Hand]) -> Recorded {
    let mut sources = Recorded::new();
    for (place, line) in one.listed.facts.episodes_in_order().into_iter().enumerate() {
        let from = hands.iter().find(|hand| hand.episode == line.id).map_or_else(
            || imported_or_said(line.recorded.source, london_day(line.recorded.at)),
            |hand| uncapitalised(&by_hand(hand, &full_day(london_day(hand.at)))),
        );
        for part in ["start", "end", "legal_status"] {
            sources.insert(format!("episodes[{place}].{part}"), from.clone());
        }
    }
    for answer in &one.listed.facts.circumstances {
        sources.insert(
            answer.note.fact.word().to_owned(),
            format!("recorded {}", full_day(london_day(answer.recorded.at))),
        );
    }
    sources
}

fn imported_or_said(source: Source, on: NaiveDate) -> String {
    let on = full_day(on);
    match source {
        Source::Import => format!("imported {on}"),
        Source::Staff => format!("entered {on}"),
        Source::YoungPerson => format!("said by the young person {on}"),
    }
}

/// "Corrected 3 May 2026 by Priya Nair", "Entered 3 May 2026 by Priya Nair".
pub(super) fn by_hand(hand: &Hand, on: &str) -> String {
    let what = if hand.put_right { "Corrected" } else { "Entered" };
    let who = hand.name.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
    format!("{what} {on}{who}")
}

fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The line of the rule that answers: each of its conditions, with facts and provision.
pub(super) fn reasons(why: &Explanation, rule: &Rule) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let answers = why.trace.children.iter().find(|line| line.answers);
    // The last line of a rule has no condition of its own: then what was not met says why.
    let unmet = || why.trace.children.iter().filter(|line| line.label.starts_with("entitled"));
    match answers.filter(|line| !line.children.is_empty()) {
        Some(line) => line.children.iter().for_each(|condition| collect(condition, 0, &mut items)),
        None => {
            unmet().flat_map(|line| &line.children).for_each(|condition| collect(condition, 0, &mut items))
        }
    }
    let law: Vec<String> = rule.source.iter().map(|source| source.cite.to_string()).collect();
    items.push(Item {
        words: "The law it rests on".into(),
        meta: Some(expanded(&law.join("; "))),
        ..Item::default()
    });
    items
}

/// The conditions near the top that a reader wants: joints ("all of", "not") are passed through.
fn collect(condition: &RuleTrace, depth: usize, items: &mut Vec<Item>) {
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
        items.push(Item {
            words: format!("{}: {}", label(&condition.label), truth_word(condition.truth).to_lowercase()),
            meta: (!meta.is_empty()).then(|| meta.join(". ")),
            ..Item::default()
        });
    }
}

/// The rule's tree in the page's words.
pub(super) fn trace(rule: &RuleTrace) -> Trace {
    let kind = match (rule.truth, rule.answers) {
        (Truth::Yes, _) => "done",
        (Truth::No, _) => "",
        (Truth::Unknown, _) => "warn",
    };
    let words =
        if rule.answers { format!("{} (this line answers)", label(&rule.label)) } else { label(&rule.label) };
    Trace {
        words,
        answer: Tag::new(kind, truth_word(rule.truth)),
        fact: facts(&rule.facts),
        cite: rule.provision.as_deref().map(expanded),
        parts: rule.children.iter().map(trace).collect(),
    }
}

const fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "Yes",
        Truth::No => "No",
        Truth::Unknown => "Not known",
    }
}

/// "not_entitled when" becomes "Not entitled when".
fn label(written: &str) -> String {
    let plain = expanded(&written.replace('_', " "));
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The short names of the catalogue in full, so that nobody has to know them.
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
        || "not known".to_owned(),
        |value| value.parse::<NaiveDate>().map_or_else(|_| value.replace('_', " "), full_day),
    );
    let name = used.name.strip_prefix("episodes[").and_then(|rest| rest.split_once("].")).and_then(
        |(place, part)| {
            let place: usize = place.parse().ok()?;
            Some(format!("spell {} {}", place + 1, if part == "start" { "began" } else { "ended" }))
        },
    );
    let name = name.unwrap_or_else(|| used.name.replace(['_', '.'], " "));
    let from = used.recorded.as_ref().map(|from| format!(" ({from})")).unwrap_or_default();
    format!("{name} {value}{from}")
}
