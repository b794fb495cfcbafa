//! Sixty lives, and each one's status in law on the demonstration's day, Monday 23 November 2026.
//!
//! The list was checked by hand against `rules.md` for the children with a remark.

use super::*;
use crate::returns::ssda903::history::{EpisodeFact, EventFact};
use leaving_care_rules::person::{Placement, ReasonEnded};
use leaving_care_rules::{Law, assess};

pub(super) fn episode(fact: &EpisodeFact) -> leaving_care_rules::person::Episode {
    let status = fact.legal_status.map(|code| serde_json::from_value(code.into()).unwrap());
    leaving_care_rules::person::Episode {
        start: fact.start,
        end: fact.end,
        legal_status: status,
        placement: fact.placement.and_then(Placement::of_code),
        reason_ended: fact.reason_ended.and_then(ReasonEnded::of_code),
        authority: fact.elsewhere.then(|| "another".into()),
        end_unknown: fact.end_unknown,
        ..Default::default()
    }
}

pub(super) fn event(kind: EventKind, fact: &EventFact) -> Option<leaving_care_rules::person::Event> {
    Some(leaving_care_rules::person::Event {
        kind: serde_json::from_value(kind.word().into()).ok()?, // a kind that the rules don't read
        start: fact.start,
        end: fact.end,
        with: fact.with.map(|with| serde_json::from_value(with.word().into()).unwrap()),
        lives_with_holder: Some(fact.lives_with_holder),
    })
}

#[test]
fn sixty_children_have_the_status_the_rules_give_them() {
    let mut held = Held::default();
    import(&mut held, &SAMPLE);
    let law = Law::england().unwrap();
    let mut lines = Vec::new();
    for (child, person) in &held.people {
        let Fact::Day(born) = person.facts[&FactKey::Birth] else { panic!() };
        let mut document = leaving_care_rules::Person {
            date_of_birth: Some(born),
            episodes: Some(Vec::new()),
            ..leaving_care_rules::Person::default()
        };
        for (key, fact) in &person.facts {
            match (key, fact) {
                (_, Fact::Episode(fact)) => document.episodes.as_mut().unwrap().push(episode(fact)),
                (FactKey::Event(kind, _), Fact::Event(fact)) => document.events.extend(event(*kind, fact)),
                _ => {}
            }
        }
        let answer = assess(law, &document, "2026-11-23".parse().unwrap());
        let word = |value: serde_json::Value| value.as_str().unwrap_or("-").to_owned();
        lines.push(format!(
            "{child} {} {} {} {}",
            word(serde_json::to_value(answer.status).unwrap()),
            word(serde_json::to_value(answer.duty_stage).unwrap()),
            word(serde_json::to_value(answer.route).unwrap()),
            answer.qualifying_days.map_or("-".into(), |days| days.to_string())
        ));
    }
    let expected = include_str!("statuses.txt");
    let expected: Vec<&str> =
        expected.lines().map(|line| line.split(" # ").next().unwrap().trim_end()).collect();
    assert_eq!(lines, expected);
}
