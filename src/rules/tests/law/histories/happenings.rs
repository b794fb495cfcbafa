//! Events: custody, hospital, home, guardianship, adoption, and the kinds of accommodation that qualify.

use super::{Point, length};
use crate::naive::{self, Day, day};
use proptest::prelude::*;
use serde_json::{Value, json};

/// An event before it has dates.
#[derive(Clone, Debug)]
pub struct Piece {
    kind: &'static str,
    start: Start,
    length: Option<i32>,
    with: Option<&'static str>,
    lives_with_holder: Option<bool>,
}

/// Often an event begins when a care record ends, or a day or two either side of that.
#[derive(Clone, Copy, Debug)]
enum Start {
    At(Point),
    AtEndOfCare(prop::sample::Index, i32),
}

pub fn events(at_most: usize) -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec(event(), 0..=at_most)
}

fn event() -> impl Strategy<Value = Piece> {
    let start = prop_oneof![
        1 => Point::between(13, 19).prop_map(Start::At),
        1 => (any::<prop::sample::Index>(), prop_oneof![2 => Just(0), 1 => -40..3_i32])
            .prop_map(|(which, off)| Start::AtEndOfCare(which, off)),
    ];
    let lasting = prop_oneof![
        2 => length(),
        1 => prop::sample::select(vec![89, 90, 91, 92, 181, 182, 183, 184, 185]),
    ];
    (
        kind(),
        start,
        prop::option::weighted(0.6, lasting),
        prop::sample::select(vec![
            "parent",
            "parent",
            "person_with_pr",
            "cao_holder",
            "relative_no_pr",
            "other",
        ]),
        prop::option::weighted(0.4, any::<bool>()),
    )
        .prop_map(|(kind, start, length, with, lives_with_holder)| Piece {
            kind,
            start,
            length,
            with: (kind == "returned_home").then_some(with),
            lives_with_holder: lives_with_holder
                .filter(|_| kind == "special_guardianship" || kind == "adopted"),
        })
}

fn kind() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        3 => Just("returned_home"),
        2 => Just("detained"),
        1 => Just("hospital"),
        2 => Just("special_guardianship"),
        1 => Just("adopted"),
        2 => prop::sample::select(vec![
            "private_fostering",
            "voluntary_organisation",
            "private_childrens_home",
            "health_accommodation",
            "education_accommodation",
            "care_home",
            "section17_accommodation",
            "missing",
        ]),
    ]
}

/// The list of events in document form.
pub fn written(birth: Day, pieces: &[Piece], episodes: &Value) -> Value {
    let ends: Vec<Day> = episodes
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|record| record["end"].as_str())
        .map(day)
        .collect();
    let events = pieces
        .iter()
        .map(|piece| {
            let start = match piece.start {
                Start::At(point) => point.on(birth),
                Start::AtEndOfCare(which, off) if !ends.is_empty() => (*which.get(&ends) + off).max(birth),
                Start::AtEndOfCare(..) => naive::birthday(birth, 16),
            };
            let end = piece.length.map(|length| start + length);
            let mut event = json!({
                "type": piece.kind,
                "start": naive::written(start),
                "end": end.map(naive::written),
            });
            if let Some(with) = piece.with {
                event["with"] = json!(with);
            }
            if let Some(lives) = piece.lives_with_holder {
                event["lives_with_holder"] = json!(lives);
            }
            event
        })
        .collect();
    Value::Array(events)
}
