//! Builds *What you can get*: by need, what is theirs first.

use super::{
    pages::{Answer, Link, NeedPart, Row, WhatYouCanGetPage},
    says::{counted, say},
    standing::{NEEDS, Thing, called, in_words, things, unknown},
};
use crate::{usecases::young_person::see_own_pages::Own, web::words};
use leaving_care_rules::{Law, assessment::Status};
use onward_domain::entitlement::EntitlementAct;

/// The page for this person on this day.
#[must_use]
pub fn page(law: &Law, own: &Own) -> WhatYouCanGetPage {
    let things = things(law, own);
    let nothing_known = own.assessment.status == Status::NeedsInformation
        && !things.iter().any(|thing| matches!(thing.kind, "now" | "on"));
    let needs =
        if nothing_known && own.facts.date_of_birth.is_none() { Vec::new() } else { needs(&things, own) };
    WhatYouCanGetPage {
        answer: answer(&things, own.assessment.status),
        unknown: unknown(&own.assessment),
        jump: needs
            .iter()
            .map(|need| Link { href: format!("#{}", need.id), words: need.heading.clone() })
            .collect(),
        needs,
        not_yours: things.iter().filter(|thing| thing.kind == "no").map(|thing| row(thing, own)).collect(),
        called: called(own.assessment.status),
        worked_out: words::full_day(own.today),
    }
}

fn answer(things: &[Thing<'_>], status: Status) -> Answer {
    let count = |kinds: &[&str]| things.iter().filter(|thing| kinds.contains(&thing.kind)).count();
    let now = count(&["now", "on"]);
    let first = match now {
        0 if status == Status::NeedsInformation => say("answer.unknown", &[]),
        0 => say("answer.none", &[]),
        now => counted("answer.one", "answer.many", now),
    };
    let mut more = Vec::new();
    if now == 0 && status == Status::NeedsInformation {
        return Answer { now: first, more: String::new() };
    }
    if count(&["from"]) > 0 {
        more.push(counted("answer.from_one", "answer.from_many", count(&["from"])));
    }
    if count(&["check"]) > 0 {
        more.push(counted("answer.check_one", "answer.check_many", count(&["check"])));
    }
    Answer { now: first, more: more.join(" ") }
}

/// How many things to check a need shows unfolded.
const CHECKS_SHOWN: usize = 2;

fn needs(things: &[Thing<'_>], own: &Own) -> Vec<NeedPart> {
    NEEDS
        .iter()
        .map(|(id, heading, _)| {
            let of_kind = |kind: &str| {
                things
                    .iter()
                    .filter(|thing| thing.need() == *id && thing.kind == kind)
                    .map(|thing| row(thing, own))
                    .collect::<Vec<_>>()
            };
            let mut rows: Vec<Row> = ["on", "now", "from"].into_iter().flat_map(of_kind).collect();
            let mut to_check = of_kind("check");
            // One more than fits is shown rather than folded alone.
            if to_check.len() <= CHECKS_SHOWN + 1 {
                rows.append(&mut to_check);
            } else {
                rows.extend(to_check.drain(..CHECKS_SHOWN));
            }
            rows.extend(["law", "had"].into_iter().flat_map(of_kind));
            let to_check_words = say("answer.fold", &[("count", &to_check.len().to_string())]);
            NeedPart { id, heading: say(heading, &[]), rows, to_check, to_check_words }
        })
        .collect()
}

fn row(thing: &Thing<'_>, own: &Own) -> Row {
    Row {
        href: thing.href(),
        title: thing.entry.name.clone(),
        sum: thing.sum(),
        state: Some(thing.state()),
        lines: lines(thing, own),
    }
}

/// One line of what matters most now, and until when.
fn lines(thing: &Thing<'_>, own: &Own) -> Vec<String> {
    let on = thing.last.as_ref().map(|step| words::day(step.note.happened_on, own.today)).unwrap_or_default();
    let mut lines = match (thing.kind, thing.act()) {
        ("on", Some(EntitlementAct::Asked)) => vec![match thing.asked() {
            Some(sum) => say("row.asked_sum", &[("sum", &sum.to_string()), ("day", &on)]),
            None => say("row.asked", &[("day", &on)]),
        }],
        ("on", Some(EntitlementAct::Agreed)) => vec![say("row.agreed", &[("day", &on)])],
        ("now", Some(EntitlementAct::Refused)) => vec![say("row.refused", &[("day", &on)])],
        ("had", _) if thing.paid.0 > 0 => vec![say("row.paid", &[("sum", &thing.paid.to_string())])],
        ("check", _) => in_words(&thing.answer.needs).into_iter().take(1).collect(),
        ("law", _) => vec![say("row.law", &[])],
        _ => vec![thing.entry.meaning.clone()],
    };
    if let ("now" | "on", Some((until, age))) = (thing.kind, thing.until(own.facts.date_of_birth)) {
        let day = words::full_day(until);
        lines.push(match age {
            Some(age) => say("row.until_age", &[("day", &day), ("age", &age.to_string())]),
            None => say("row.until", &[("day", &day)]),
        });
    }
    lines
}
