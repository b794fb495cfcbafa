//! Why: an answer in words that a 17-year-old can follow, and as a tree that an adviser can defend.
//!
//! The young person's lines come from fixed sentences ([`crate::messages`]) with the person's own dates; the tree
//! ([`Trace`]) names every condition, the facts it rests on and the provision. Every page that shows either says that
//! the adviser can check it.

use crate::assessment::{Assessment, Fact, Outcome, OwedBy, Status};
use crate::calendar::Day;
use crate::catalogue::{EntitlementIndex, Law};
use crate::entitlement::trace::{Recorded, Trace, Tracer, unknown_root};
use crate::facts::FactId;
use crate::life::{Life, Reading, with_life};
use crate::messages::{Filling, Messages};
use crate::person::{Country, Person};
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
    /// The provision behind it, where a single line of law says it.
    pub provision: Option<Arc<str>>,
}

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Status,
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

/// Every reason in the young person's words: for the status, and for each entitlement in the order of the law's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlainReasons {
    pub status: Vec<Line>,
    pub entitlements: Vec<Vec<Line>>,
}

/// Explains the status or one entitlement on a day.
///
/// `recorded` says who recorded each fact, keyed by the fact's name in the document; it may be empty.
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
        let open = matches!(subject, Subject::Entitlement(which)
            if assessment.entitlement(which).is_some_and(|answer| answer.outcome == Outcome::Entitled));
        let key = if open { "answer.entitled" } else { "standing.no_date_of_birth" };
        let lines = vec![said(messages, key, &[])];
        let label = messages.say(&FactId::DateOfBirth.key("young.about"), &[]);
        return Explanation { lines, trace: unknown_root(label, &would_settle, recorded), would_settle };
    };
    let outcome = match subject {
        Subject::Status => None,
        Subject::Entitlement(which) => assessment.entitlement(which).map(|answer| answer.outcome),
    };
    let instead = instead_names(law, &assessment, subject);
    let owed = who_owes(messages, person, &assessment);
    let reader = || Why { messages, as_of, subject, recorded, instead: &instead, owed: owed.as_ref() };
    let extremes = unknown::Extremes::of(person, born, as_of);
    let mut answers = extremes.people().map(|known| with_life(law, born, &known, reader()));
    let nothing = || {
        (
            Vec::new(),
            unknown_root(messages.say(&FactId::Episodes.key("young.about"), &[]), &would_settle, recorded),
        )
    };
    let (mut lines, mut trace) = answers.next().unwrap_or_else(nothing);
    for (other_lines, other_trace) in answers {
        lines.retain(|line| other_lines.contains(line));
        trace.agree(&other_trace);
    }
    say_that_it_is_a_reading(messages, &assessment, outcome, &mut lines);
    if unknown::any(person, as_of) {
        say_what_is_unknown(
            messages,
            &assessment,
            outcome,
            &unknown::facts(person, as_of),
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

/// The names of what may help instead.
fn instead_names<'l>(law: &'l Law, assessment: &Assessment, subject: Subject) -> Vec<&'l str> {
    let Subject::Entitlement(which) = subject else { return Vec::new() };
    let Some(answer) = assessment.entitlement(which) else { return Vec::new() };
    let places = answer.instead.of(law, which);
    places.filter_map(|place| law.entitlements.get(place.place())).map(|each| each.name.as_str()).collect()
}

/// Who must help, in the young person's words: always said, by name where the record has it. Nothing where no status brings
/// any help, or where it is not known who owes it. Rules 3.9, 3.11.
pub fn who_owes(messages: &Messages, person: &Person, assessment: &Assessment) -> Option<Line> {
    let may_be_elsewhere = assessment.missing.iter().any(|fact| matches!(fact, Fact::EpisodeCountry(_)));
    Some(match (assessment.owed_by, assessment.responsible_authority.as_deref()) {
        (Some(OwedBy::Authority), Some(name)) => {
            said(messages, "owed.authority", &[("name", Filling::Words(name.into()))])
        }
        (Some(OwedBy::Authority), None) if assessment.looked_after == Some(true) => {
            said(messages, "owed.authority_now", &[])
        }
        (Some(OwedBy::Authority), None) => said(messages, "owed.authority_unnamed", &[]),
        (Some(OwedBy::AnotherCouncil), _) => said(messages, "owed.another_council", &[]),
        (Some(OwedBy::Area), _) => said(messages, "owed.area", &[]),
        (Some(OwedBy::OutsideEngland), _) => outside_england(messages, person),
        (None, _) if may_be_elsewhere => outside_england(messages, person),
        (None, _) => return None,
    })
}

fn outside_england(messages: &Messages, person: &Person) -> Line {
    let episodes = person.episodes.as_deref().unwrap_or_default();
    let country = episodes.iter().rev().map(|episode| episode.country).find(|it| *it != Country::England);
    let key = match country {
        Some(Country::Wales) => "country.wales",
        Some(Country::Scotland) => "country.scotland",
        Some(Country::NorthernIreland) => "country.northern_ireland",
        Some(Country::England | Country::Unknown) | None => "country.unknown",
    };
    let country = messages.say(key, &[]);
    said(messages, "owed.outside_england", &[("country", Filling::Words(country.into()))])
}

/// A no that rests on a reading of the law is never the last word. Rules 0.5.
fn say_that_it_is_a_reading(
    messages: &Messages,
    assessment: &Assessment,
    outcome: Option<Outcome>,
    lines: &mut Vec<Line>,
) {
    if outcome == Some(Outcome::NotEntitled) && !assessment.confirm.is_empty() {
        lines.truncate(MOST_LINES - 1);
        lines.push(said(messages, "answer.reading", &[]));
    }
}

/// Puts the answer that is the same at every extreme first, and what it depends on right after it.
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
        lines.retain(|line| line.key == "line.says");
        let count = i64::try_from(facts.len()).unwrap_or(i64::MAX).max(1);
        lines.insert(0, said(messages, "answer.needs_information", &[("questions", Filling::Number(count))]));
        let questions =
            facts.iter().take(MOST_LINES - 2).map(|fact| said(messages, fact.id().key_asks(), &[]));
        lines.extend(questions);
        lines.truncate(MOST_LINES);
    } else if !facts.is_empty() {
        let words = Filling::Words(words_of(messages, facts).into());
        lines.truncate(MOST_LINES - 1);
        lines.push(said(messages, "standing.depends", &[("facts", words)]));
    }
}

/// Facts in a young person's words, as a list.
fn words_of(messages: &Messages, facts: &[Fact]) -> String {
    let names: Vec<String> = facts.iter().map(|fact| fact_words(messages, fact)).collect();
    names.join(", ")
}

/// A fact in a young person's words, to follow "we don't know".
pub fn fact_words(messages: &Messages, fact: &Fact) -> String {
    words(messages, fact, "young.about")
}

/// A fact in staff's words, to follow "we need to know".
pub fn fact_words_for_staff(messages: &Messages, fact: &Fact) -> String {
    words(messages, fact, "staff.about")
}

fn words(messages: &Messages, fact: &Fact, voice: &str) -> String {
    let number = fact.record().and_then(|place| i64::try_from(place).ok()).unwrap_or_default();
    let record = ("record", Filling::Words(number.saturating_add(1).to_string().into()));
    messages.say(&fact.id().key(voice), &[record])
}

pub(crate) fn said(messages: &Messages, key: &'static str, fillings: &[(&str, Filling<'_>)]) -> Line {
    Line { key, text: messages.say(key, fillings), provision: None }
}

/// Reads the lines and the tree of one subject.
struct Why<'w> {
    messages: &'w Messages,
    as_of: NaiveDate,
    subject: Subject,
    recorded: &'w Recorded,
    instead: &'w [&'w str],
    owed: Option<&'w Line>,
}

impl Reading for Why<'_> {
    type Answer = (Vec<Line>, Trace);

    fn read<const W: usize>(self, life: &Life<'_, W>) -> (Vec<Line>, Trace) {
        let day = Day::of(self.as_of);
        let stretch = life.days.stretch_of(day);
        let speaker = Speaker::new(life, self.messages, day);
        let tracer = Tracer { life, messages: self.messages, recorded: self.recorded, day, stretch };
        match self.subject {
            Subject::Status => (speaker.status_lines(self.owed), tracer.status()),
            Subject::Entitlement(which) => {
                let outcome = life.outcome(which.place(), stretch);
                let trace = tracer.entitlement(which.place(), outcome);
                let trace = trace.unwrap_or_else(|| unknown_root(String::new(), &[], self.recorded));
                (speaker.entitlement_lines(which.place(), self.instead), trace)
            }
        }
    }
}

/// Every reason in the young person's words. Where facts in the record are unknown, use [`explain`] for each.
pub fn plain_reasons(law: &Law, messages: &Messages, person: &Person, as_of: NaiveDate) -> PlainReasons {
    match person.date_of_birth {
        Some(born) if !unknown::any(person, as_of) => {
            let assessment = assess(law, person, as_of);
            let owed = who_owes(messages, person, &assessment);
            with_life(law, born, person, AllWhy { messages, assessment: &assessment, owed: owed.as_ref() })
        }
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
    assessment: &'w Assessment,
    owed: Option<&'w Line>,
}

impl Reading for AllWhy<'_> {
    type Answer = PlainReasons;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> PlainReasons {
        let day = Day::of(self.assessment.as_of);
        let speaker = Speaker::new(life, self.messages, day);
        let lines = |place| {
            let subject = Subject::Entitlement(EntitlementIndex::at(place));
            let instead = instead_names(life.law, self.assessment, subject);
            let mut lines = speaker.entitlement_lines(place, &instead);
            let outcome = self.assessment.entitlements.get(place).map(|answer| answer.outcome);
            say_that_it_is_a_reading(self.messages, self.assessment, outcome, &mut lines);
            lines
        };
        PlainReasons {
            status: speaker.status_lines(self.owed),
            entitlements: (0..life.law.entitlements.len()).map(lines).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::facts::FactId;

    #[test]
    fn everything_an_answer_can_wait_for_has_a_question_for_staff_and_for_the_young_person() {
        let messages = Messages::english().unwrap();
        let law = Law::england().unwrap();
        let lines = law.entitlements().iter().flat_map(|each| &each.rule);
        let named = lines.flat_map(|line| line.needs.iter().copied());
        for fact in named.chain(FactId::ALL.iter().copied()) {
            for words in ["staff.asks", "staff.about", "young.asks", "young.about"] {
                assert!(messages.has(&fact.key(words)), "no words `{}`", fact.key(words));
            }
        }
    }
}
