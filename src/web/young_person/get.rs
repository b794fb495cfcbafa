//! Builds *What you can get*: by need, what is theirs first.

use super::{
    super::says::{counted, say},
    pages::{Answer, Link, NeedPart, Row, WhatYouCanGetPage},
    standing::{NEEDS, Thing, called, in_words, theirs_now, things, unknown},
};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{happened, words},
};
use leaving_care_rules::{Law, assessment::Status};

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
    let count = |kind: &str| things.iter().filter(|thing| thing.kind == kind).count();
    let now = theirs_now(things);
    let first = match now {
        0 if status == Status::NeedsInformation => say("answer.unknown", &[]),
        0 => say("answer.none", &[]),
        now => counted("answer.one", "answer.many", now),
    };
    let mut more = Vec::new();
    if now == 0 && status == Status::NeedsInformation {
        return Answer { now: first, more: String::new() };
    }
    for (kind, one, many) in [
        ("refused", "answer.refused_one", "answer.refused_many"),
        ("from", "answer.from_one", "answer.from_many"),
        ("check", "answer.check_one", "answer.check_many"),
    ] {
        if count(kind) > 0 {
            more.push(counted(one, many, count(kind)));
        }
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
            let mut rows: Vec<Row> = ["on", "now", "refused", "from"].into_iter().flat_map(of_kind).collect();
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
    let mut lines = match thing.kind {
        "on" | "had" | "refused" | "now" => happened::lines(thing.standing, own.today),
        "check" => asked_and_open(thing, own),
        "law" => vec![say("row.law", &[])],
        _ => Vec::new(),
    };
    if thing.kind == "refused" {
        lines.push(say("row.refused_do", &[]));
    }
    // What is had in part is said by the sum beside the name.
    let part = thing.kind != "had" && thing.standing.given.is_some() && thing.left().is_some();
    lines = lines.into_iter().skip(usize::from(part)).collect();
    if lines.is_empty() {
        lines.push(thing.entry.meaning.clone());
    }
    if let ("now" | "on", Some((until, age))) = (thing.kind, thing.until(own.facts.date_of_birth)) {
        let day = words::full_day(until);
        lines.push(match age {
            Some(age) => say("row.until_age", &[("day", &day), ("age", &age.to_string())]),
            None => say("row.until", &[("day", &day)]),
        });
    }
    lines
}

/// What has to be checked, after what they did about it already.
fn asked_and_open(thing: &Thing<'_>, own: &Own) -> Vec<String> {
    let mut lines = happened::lines(thing.standing, own.today);
    lines.extend(in_words(&thing.answer.needs).into_iter().take(1));
    lines
}
