//! Why: an answer in words that a 17-year-old can follow, and as a tree that an adviser can defend.
//!
//! The young person's lines come from fixed sentences ([`crate::messages`]) with the person's own dates; the tree
//! ([`Trace`]) names every condition, the facts it rests on and the provision. Every page that shows either says that
//! the adviser can check it.

use crate::assess::{Life, Reading, with_life};
use crate::assessment::{Assessment, Fact, Outcome, Status};
use crate::calendar::Day;
use crate::catalogue::{EntitlementIndex, Law};
use crate::entitlement::trace::{Recorded, Trace, Tracer, unknown_root};
use crate::json::Person;
use crate::messages::{Filling, Messages};
use crate::plain::{MOST_LINES, Speaker};
use crate::{assess, unknown};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;

/// One sentence for the young person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The key of the sentence in the message file.
    pub key: &'static str,
    /// The sentence, with the person's own dates in it.
    pub text: String,
    /// The provision it comes from, where one line of law says it.
    pub provision: Option<Arc<str>>,
}

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The status.
    Status,
    /// One entitlement.
    Entitlement(EntitlementIndex),
}

/// Why an answer is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Three to five lines for the young person.
    pub lines: Vec<Line>,
    /// The tree for the adviser.
    pub trace: Trace,
    /// The facts that would settle what is unknown.
    pub would_settle: Vec<Fact>,
}

/// All reasons in the young person's words: for the status, and for each entitlement in the order of the law's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlainReasons {
    /// Why the status is what it is.
    pub status: Vec<Line>,
    /// Why each entitlement is what it is.
    pub entitlements: Vec<Vec<Line>>,
}

/// Explains the status or one entitlement on a day.
///
/// `recorded` says who recorded which fact, by its name in the document; it may be empty.
pub fn explain(
    law: &Law,
    messages: &Messages,
    person: &Person,
    as_of: NaiveDate,
    subject: Subject,
    recorded: &Recorded,
) -> Explanation {
    let assessment = assess(law, person, as_of);
    let would_settle = match subject {
        Subject::Status => assessment.missing.clone(),
        Subject::Entitlement(which) => {
            assessment.entitlement(which).map_or(Vec::new(), |answer| answer.needs.clone())
        }
    };
    let Some(born) = person.date_of_birth else {
        let lines = vec![said(messages, "standing.no_date_of_birth", &[])];
        let label = messages.say("fact.date_of_birth", &[]);
        return Explanation { lines, trace: unknown_root(label, &would_settle, recorded), would_settle };
    };
    let outcome = match subject {
        Subject::Status => None,
        Subject::Entitlement(which) => assessment.entitlement(which).map(|answer| answer.outcome),
    };
    let reader = || Why { messages, as_of, subject, recorded };
    let extremes = unknown::Extremes::of(person, born, as_of);
    let mut answers = extremes.people().map(|known| with_life(law, born, &known, reader()));
    let nothing = || (Vec::new(), unknown_root(messages.say("fact.episodes", &[]), &would_settle, recorded));
    let (mut lines, mut trace) = answers.next().unwrap_or_else(nothing);
    for (other_lines, other_trace) in answers {
        lines.retain(|line| other_lines.contains(line));
        trace.agree(&other_trace);
    }
    if unknown::any(person) {
        say_what_is_unknown(
            messages,
            &assessment,
            outcome,
            &unknown::facts(person),
            &would_settle,
            &mut lines,
        );
        trace.truth = match outcome {
            Some(Outcome::NeedsInformation) => crate::timeline::Truth::Unknown,
            None if assessment.status == Status::NeedsInformation => crate::timeline::Truth::Unknown,
            _ => trace.truth,
        };
    }
    Explanation { lines, trace, would_settle }
}

/// Puts the answer that holds over all extremes first, and what it depends on last.
fn say_what_is_unknown(
    messages: &Messages,
    assessment: &Assessment,
    outcome: Option<Outcome>,
    unknown: &[Fact],
    facts: &[Fact],
    lines: &mut Vec<Line>,
) {
    let open = match outcome {
        Some(outcome) => outcome == Outcome::NeedsInformation,
        None => assessment.status == Status::NeedsInformation,
    };
    if !open {
        let names = words_of(messages, unknown);
        lines.truncate(MOST_LINES - 1);
        lines.push(said(messages, "standing.same_either_way", &[("facts", Filling::Words(names.into()))]));
        return;
    }
    lines.retain(|line| !line.key.starts_with("answer."));
    if outcome.is_some() {
        lines.insert(0, said(messages, "answer.needs_information", &[]));
    }
    if !facts.is_empty() {
        let words = Filling::Words(words_of(messages, facts).into());
        lines.push(said(messages, "standing.depends", &[("facts", words)]));
    }
}

/// Facts as a young person would call them, in a list.
fn words_of(messages: &Messages, facts: &[Fact]) -> String {
    let names: Vec<String> = facts.iter().map(|fact| fact_words(messages, fact)).collect();
    names.join(", ")
}

/// A fact as a young person would call it.
pub(crate) fn fact_words(messages: &Messages, fact: &Fact) -> String {
    let record = |key: &str, place: usize| {
        let number = i64::try_from(place).unwrap_or(i64::MAX).saturating_add(1);
        messages.say(key, &[("record", Filling::Number(number))])
    };
    match fact {
        Fact::DateOfBirth => messages.say("fact.date_of_birth", &[]),
        Fact::Episodes => messages.say("fact.episodes", &[]),
        Fact::EpisodeStart(place) => record("fact.episode_start", *place),
        Fact::EpisodeLegalStatus(place) => record("fact.episode_legal_status", *place),
        Fact::EpisodeEnd(place) => record("fact.episode_end", *place),
        Fact::EventWith(_) => messages.say("fact.event_with", &[]),
        Fact::Circumstance(name) => messages.say(&format!("circumstance.{}", name.replace('.', "_")), &[]),
        Fact::Asked(what) => asked_words(messages, what),
    }
}

/// What a rule says to ask, in words. A council's own rule may ask for what the message file does not know.
pub(crate) fn asked_words(messages: &Messages, what: &str) -> String {
    let key = format!("asked.{what}");
    if messages.has(&key) { messages.say(&key, &[]) } else { what.replace('_', " ") }
}

/// A sentence.
pub(crate) fn said(messages: &Messages, key: &'static str, fillings: &[(&str, Filling<'_>)]) -> Line {
    Line { key, text: messages.say(key, fillings), provision: None }
}

/// Reads the lines and the tree of one subject.
struct Why<'w> {
    messages: &'w Messages,
    as_of: NaiveDate,
    subject: Subject,
    recorded: &'w Recorded,
}

impl Reading for Why<'_> {
    type Answer = (Vec<Line>, Trace);

    fn read<const W: usize>(self, life: &Life<'_, W>) -> (Vec<Line>, Trace) {
        let day = Day::of(self.as_of);
        let stretch = life.days.stretch_of(day);
        let speaker = Speaker::new(life, self.messages, day);
        let tracer = Tracer { life, messages: self.messages, recorded: self.recorded, day, stretch };
        match self.subject {
            Subject::Status => (speaker.status_lines(), tracer.status()),
            Subject::Entitlement(which) => {
                let outcome = life.outcome(which.place(), stretch);
                let trace = tracer.entitlement(which.place(), outcome);
                let trace = trace.unwrap_or_else(|| unknown_root(String::new(), &[], self.recorded));
                (speaker.entitlement_lines(which.place()), trace)
            }
        }
    }
}

/// All reasons in the young person's words. Where facts of the record are unknown, use [`explain`] for each.
pub fn plain_reasons(law: &Law, messages: &Messages, person: &Person, as_of: NaiveDate) -> PlainReasons {
    match person.date_of_birth {
        Some(born) if !unknown::any(person) => with_life(law, born, person, AllWhy { messages, as_of }),
        _ => {
            let why = |subject| explain(law, messages, person, as_of, subject, &Recorded::new()).lines;
            let all = 0..law.entitlements.len();
            PlainReasons {
                status: why(Subject::Status),
                entitlements: all
                    .map(|place| why(Subject::Entitlement(EntitlementIndex::at(place))))
                    .collect(),
            }
        }
    }
}

struct AllWhy<'w> {
    messages: &'w Messages,
    as_of: NaiveDate,
}

impl Reading for AllWhy<'_> {
    type Answer = PlainReasons;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> PlainReasons {
        let day = Day::of(self.as_of);
        let speaker = Speaker::new(life, self.messages, day);
        PlainReasons {
            status: speaker.status_lines(),
            entitlements: (0..life.law.entitlements.len())
                .map(|place| speaker.entitlement_lines(place))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::entitlement::condition::YES_NO;
    use crate::entitlement::program::{COURSE_YEARS, asked_fact};

    #[test]
    fn every_fact_that_an_answer_can_depend_on_has_words() {
        let messages = Messages::english().unwrap();
        let circumstances =
            (0..=COURSE_YEARS).filter(|bit| YES_NO.get(*bit).is_none_or(|fact| fact.default.is_none()));
        for name in circumstances.map(asked_fact) {
            let key = format!("circumstance.{}", name.replace('.', "_"));
            assert!(messages.has(&key), "no words for `{name}`: put `{key}` into messages/en.toml");
        }
        let lines = Law::england().unwrap().entitlements().iter().flat_map(|each| &each.rule);
        for what in lines.flat_map(|line| &line.needs) {
            assert!(
                messages.has(&format!("asked.{what}")),
                "no words for what the rule asks: `asked.{what}`"
            );
        }
    }

    #[test]
    fn every_circumstance_of_the_document_has_words() {
        let messages = Messages::english().unwrap();
        let nothing = serde_json::to_value(crate::json::Circumstances::default()).unwrap();
        for key in nothing.as_object().unwrap().keys() {
            assert!(messages.has(&format!("circumstance.{key}")), "no words for `{key}`");
        }
    }
}
