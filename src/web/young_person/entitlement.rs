//! Builds the page of one entitlement: how much, what it is, why, what to do, what if the answer is no.

use super::{
    super::says::say,
    pages::{EntitlementPage, LastDay, Offer, Stop},
    standing::{Thing, in_words, things},
};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::{happened, law_words, words},
};
use leaving_care_rules::{Law, entitlement::outcome::Kind, local_offer::OfferSource};
use onward_domain::{
    entitlement::{EntitlementAct, standing},
    standing::Stands,
};
use std::cmp::Ordering;

/// The page, where the address names something that is law.
#[must_use]
pub fn page(law: &Law, own: &Own, address: &str) -> Option<EntitlementPage> {
    let thing = things(law, own).into_iter().find(|thing| thing.address == address)?;
    let heading = match thing.kind {
        "had" => "why.heading_had",
        "refused" => "why.heading_refused",
        "now" | "on" | "from" => "why.heading_yes",
        "check" => "why.heading_check",
        _ => "why.heading_no",
    };
    Some(EntitlementPage {
        need: thing.need(),
        title: thing.entry.name.clone(),
        state: thing.state(),
        big: thing.sum(),
        bar: thing.bar(),
        says: thing.sum_says(own.today),
        can_ask: matches!(thing.kind, "now" | "check"),
        meaning: thing.entry.meaning.clone(),
        chosen: chosen(thing.entry.kind),
        offer: law.find(&thing.entry.id).and_then(|which| law.offered(which, own.today)).map(offer),
        why_heading: say(heading, &[]),
        why: why(&thing, own),
        why_href: format!("{}/why", thing.href()),
        steps: steps(&thing),
        ledger: ledger(&thing, own),
        refused: thing.entry.refused.clone(),
        last_day: last_day(&thing, own),
        worked_out: words::full_day(own.today),
    })
}

/// What was written to them with the last refusal.
fn reason_given(thing: &Thing<'_>, own: &Own) -> Option<String> {
    standing(&own.steps)
        .into_iter()
        .rfind(|step| step.note.entitlement == thing.entry.id && step.note.act == EntitlementAct::Refused)
        .and_then(|step| step.note.note.clone())
}

fn chosen(kind: Kind) -> String {
    match kind {
        Kind::Duty => String::new(),
        Kind::Power => say("chosen.power", &[]),
        Kind::Local => say("chosen.local", &[]),
        Kind::OtherBody => say("chosen.other_body", &[]),
    }
}

/// That the council's own offer says this, and when somebody last looked.
fn offer(source: &OfferSource) -> Offer {
    let checked = source.source.checked.map(words::full_day);
    Offer {
        line: checked.map_or_else(|| say("offer.line", &[]), |day| say("offer.checked", &[("day", &day)])),
        source: source.source.cite.to_string(),
        href: source.source.address.clone().filter(|address| address.starts_with("https://")),
    }
}

fn why(thing: &Thing<'_>, own: &Own) -> Vec<String> {
    let day = |day: Option<chrono::NaiveDate>| day.map(words::full_day).unwrap_or_default();
    match thing.kind {
        "had" => happened::lines(thing.standing, own.today),
        "refused" => {
            let mut lines = happened::lines(thing.standing, own.today);
            lines.extend(
                reason_given(thing, own).map(|reason| say("happened.reason", &[("reason", &reason)])),
            );
            lines.push(say("happened.rule_yes", &[]));
            lines
        }
        "check" => in_words(&thing.answer.needs),
        "from" => vec![say("why.rule", &[("day", &day(thing.answer.upcoming_from))]) + "."],
        "law" => vec![say("row.law", &[])],
        "no" => vec![say("why.rule_no", &[]) + "."],
        _ => match (thing.answer.from, law_words::ends(thing.answer)) {
            (Some(from), Some(until)) => {
                vec![
                    say(
                        "why.rule_until",
                        &[("day", &words::full_day(from)), ("until", &words::full_day(until))],
                    ) + ".",
                ]
            }
            (Some(from), None) => vec![say("why.rule", &[("day", &words::full_day(from))]) + "."],
            _ => vec![say("why.rule_always", &[]) + "."],
        },
    }
}

/// What to do: in order, the first of them now.
fn steps(thing: &Thing<'_>) -> Vec<Stop> {
    let stop = |title: String, line: &str| Stop { title, line: line.to_owned(), ..Stop::default() };
    let mut stops = Vec::new();
    let waiting = matches!(thing.standing.stands, Stands::Waiting | Stands::Agreed);
    match thing.kind {
        "from" => {
            let day = thing.answer.upcoming_from.map(words::full_day).unwrap_or_default();
            stops.push(stop(say("step.wait", &[("day", &day)]), &say("step.wait_line", &[])));
        }
        "check" => stops.push(stop(say("step.check", &[]), &in_words(&thing.answer.needs).join(" "))),
        "law" => stops.push(stop(say("step.law", &[]), &say("step.law_line", &[]))),
        "no" => stops.push(stop(say("step.no", &[]), &say("step.no_line", &[]))),
        "had" => stops.push(stop(say("step.had", &[]), &say("step.had_line", &[]))),
        "refused" => {
            stops.push(stop(say("step.refused", &[]), &thing.entry.refused));
            stops.push(stop(say("step.again", &[]), &say("step.again_line", &[])));
        }
        _ => {}
    }
    let has = thing.standing.stands == Stands::Has;
    if has {
        stops.push(stop(say("step.has", &[]), &say("step.has_line", &[])));
    } else if thing.standing.stands == Stands::Agreed {
        stops.push(stop(say("step.agreed", &[]), ""));
        stops.push(stop(say("step.give", &[]), &say("step.give_line", &[])));
    } else if waiting {
        stops.push(stop(say("step.asked", &[]), ""));
        stops.push(stop(
            say("step.decide", &[("provider", &thing.entry.provider)]),
            &say("step.decide_line", &[]),
        ));
    } else if !matches!(thing.kind, "law" | "had" | "refused" | "no") && thing.standing.stands != Stands::Has
    {
        stops.push(stop(say("step.ask", &[]), &thing.entry.ask));
        if !matches!(thing.entry.evidence.trim_end_matches('.'), "" | "None") {
            stops.push(stop(say("step.show", &[]), &thing.entry.evidence));
        }
        stops.push(stop(
            say("step.decide", &[("provider", &thing.entry.provider)]),
            &say("step.decide_line", &[]),
        ));
    }
    let now = usize::from(waiting);
    for (place, stop) in stops.iter_mut().enumerate() {
        stop.state = match place.cmp(&now) {
            Ordering::Less => "done",
            Ordering::Equal => "now",
            Ordering::Greater => "next",
        };
    }
    stops
}

/// What has happened so far, oldest first.
fn ledger(thing: &Thing<'_>, own: &Own) -> Vec<Stop> {
    standing(&own.steps)
        .into_iter()
        .filter(|step| step.note.entitlement == thing.entry.id && step.note.act != EntitlementAct::TakenBack)
        .map(|step| {
            let what = say(&format!("ledger.{}", step.note.act.word()), &[]);
            let title = step.note.amount.map_or_else(|| what.clone(), |sum| format!("{what}: {sum}"));
            // A refusal is never without its reason; other notes are between staff.
            let line = step
                .note
                .note
                .clone()
                .filter(|_| step.note.act == EntitlementAct::Refused)
                .unwrap_or_default();
            Stop { state: "done", when: words::weekday(step.note.happened_on, own.today), title, line }
        })
        .collect()
}

fn last_day(thing: &Thing<'_>, own: &Own) -> Option<LastDay> {
    let (until, age) = thing.until(own.facts.date_of_birth).filter(|_| matches!(thing.kind, "now" | "on"))?;
    let line =
        age.map_or_else(|| say("last_day.line", &[]), |age| say("last_day.age", &[("age", &ordinal(age))]));
    Some(LastDay { heading: say("last_day.heading", &[("day", &words::full_day(until))]), line })
}

/// "21st", "25th".
pub(super) fn ordinal(number: u8) -> String {
    let end = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}
