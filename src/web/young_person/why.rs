//! Builds *Why*: the answer, then three to six lines with the person's own dates, then what a wrong date would change.

use super::{
    care,
    entitlement::ordinal,
    pages::{Unknown, WhyLine, WhyPage},
    says::say,
    standing::{Thing, called, in_words, things, unknown},
};
use crate::{
    usecases::young_person::{
        see_own_pages::Own,
        wrong_date::{IfWrong, if_care_ended_earlier},
    },
    web::words,
};
use leaving_care_rules::{Assessment, Law};
use onward_domain::money::Pence;

/// `/why`: what the law calls them, and the dates behind it.
#[must_use]
pub fn of_status(law: &Law, own: &Own) -> WhyPage {
    let status = own.assessment.status;
    let called = called(status);
    WhyPage {
        back: "/home".into(),
        answer: say("why.status", &[]),
        about: called.meaning.clone(),
        unknown: unknown(&own.assessment),
        heading: say("why.heading_status", &[]),
        lines: care::lines(&own.facts, &own.assessment, own.today),
        picture: care::picture(&own.facts, &own.assessment, own.today),
        if_wrong: if_wrong(law, own, |answer| answer.status == status),
        called,
        worked_out: words::full_day(own.today),
    }
}

/// `/what-you-can-get/{number}/why`, where the address names something that is law.
#[must_use]
pub fn of_entitlement(law: &Law, own: &Own, address: &str) -> Option<WhyPage> {
    let thing = things(law, own).into_iter().find(|thing| thing.address == address)?;
    let place = law.find(&thing.entry.id)?;
    let outcome = thing.answer.outcome;
    let same = |answer: &Assessment| answer.entitlement(place).is_some_and(|answer| answer.outcome == outcome);
    let mut lines = care::lines(&own.facts, &own.assessment, own.today);
    lines.extend(own_lines(&thing));
    let day = thing.answer.upcoming_from.map(words::full_day).unwrap_or_default();
    let (answer, heading) = match thing.kind {
        "from" => (say("why.later", &[("day", &day)]), "why.heading_yes"),
        "check" => (say("why.check", &[]), "why.heading_check"),
        "law" => (say("why.law", &[]), "why.heading_no"),
        "no" => (say("why.no", &[]), "why.heading_no"),
        _ => (say("why.yes", &[]), "why.heading_yes"),
    };
    let missing = (thing.kind == "check").then(|| Unknown { heading: say("unknown.heading", &[]), lines: in_words(&thing.answer.needs) });
    Some(WhyPage {
        back: thing.href(),
        answer,
        about: about(&thing, own),
        unknown: missing,
        heading: say(heading, &[]),
        lines,
        picture: care::picture(&own.facts, &own.assessment, own.today),
        if_wrong: if_wrong(law, own, same),
        called: called(own.assessment.status),
        worked_out: words::full_day(own.today),
    })
}

fn about(thing: &Thing<'_>, own: &Own) -> String {
    let title = thing.entry.name.as_str();
    match thing.until(own.facts.date_of_birth).filter(|_| matches!(thing.kind, "now" | "on")) {
        Some((until, Some(age))) => {
            say("why.about_until_age", &[("title", title), ("day", &words::full_day(until)), ("age", &ordinal(age))])
        }
        Some((until, None)) => say("why.about_until", &[("title", title), ("day", &words::full_day(until))]),
        None => say("why.about", &[("title", title)]),
    }
}

/// The lines of this entitlement: what its rule says of this person, with its provision, and what they have had of it.
fn own_lines(thing: &Thing<'_>) -> Vec<WhyLine> {
    let cited: Vec<&str> = thing.entry.source.iter().map(|source| source.cite.as_str()).collect();
    let day = |day: Option<chrono::NaiveDate>| day.map(words::full_day).unwrap_or_default();
    let (state, words) = match (thing.kind, thing.answer.from, thing.answer.until) {
        ("check", ..) => ("now", say("why.rule_check", &[])),
        ("law", ..) => ("next", say("why.rule_law", &[])),
        ("no", ..) => ("done", say("why.rule_no", &[])),
        ("from", ..) => ("next", say("why.rule", &[("day", &day(thing.answer.upcoming_from))])),
        (_, Some(from), Some(until)) => ("done", say("why.rule_until", &[("day", &words::full_day(from)), ("until", &words::full_day(until))])),
        (_, Some(from), None) => ("done", say("why.rule", &[("day", &words::full_day(from))])),
        _ => ("done", say("why.rule_always", &[])),
    };
    let mut lines = vec![WhyLine { state, words, source: say("why.source_rule", &[]), law: cited.join(". ") }];
    if let Some(whole) = thing.answer.amount_pence.filter(|_| thing.paid.0 > 0) {
        let had = say("why.had", &[("sum", &thing.paid.to_string()), ("whole", &Pence(whole).to_string())]);
        lines.push(WhyLine { state: "done", words: had, source: say("why.source_paid", &[]), law: String::new() });
    }
    lines
}

/// What a wrong date would change, worked out by moving it.
fn if_wrong(law: &Law, own: &Own, same: impl Fn(&Assessment) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    match if_care_ended_earlier(law, &own.facts, own.today, same) {
        IfWrong::Before(day) => lines.push(say("wrong.end_before", &[("day", &words::full_day(day))])),
        IfWrong::Never => lines.push(say("wrong.end_any", &[])),
        IfWrong::NoEnd if own.facts.episodes.as_ref().is_some_and(|episodes| !episodes.is_empty()) => {
            lines.push(say("wrong.running", &[]));
        }
        IfWrong::NoEnd => lines.push(say("wrong.unknown", &[])),
    }
    if own.facts.date_of_birth.is_some() {
        lines.push(say("wrong.born", &[]));
    }
    lines
}
