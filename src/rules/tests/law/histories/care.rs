//! Care records: overlapping, adjacent, separate, empty, open, planned, in series, by several authorities.

use super::{Point, length};
use crate::naive::{self, Day};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A record, or a series of short breaks that turns into several.
#[derive(Clone, Debug)]
pub enum Piece {
    One {
        start: Start,
        length: Option<i32>,
        code: &'static str,
        placement: &'static str,
        authority: Option<&'static str>,
    },
    Series {
        start: Point,
        stays: i32,
        every: i32,
        length: i32,
        authority: Option<&'static str>,
    },
}

/// Where a record begins: at a point in the life, or this many days after the previous one ended.
#[derive(Clone, Copy, Debug)]
pub enum Start {
    At(Point),
    After(i32),
}

pub fn episodes() -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec(prop_oneof![5 => one(), 1 => stays()], 0..7)
}

pub fn few_episodes() -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec(one(), 1..3)
}

pub fn series() -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec(prop_oneof![1 => one(), 2 => stays()], 1..4)
}

fn one() -> impl Strategy<Value = Piece> {
    let start = prop_oneof![
        1 => Point::between(12, 19).prop_map(Start::At),
        2 => Point::between(14, 17).prop_map(Start::At),
        1 => prop_oneof![Just(0), -40..60_i32].prop_map(Start::After),
    ];
    (start, prop::option::weighted(0.85, length()), code(), placement(), authority()).prop_map(
        |(start, length, code, placement, authority)| Piece::One {
            start,
            length,
            code,
            placement,
            authority,
        },
    )
}

fn stays() -> impl Strategy<Value = Piece> {
    (
        Point::between(13, 17),
        1..16_i32,
        5..45_i32,
        prop_oneof![4 => 1..9_i32, 1 => prop::sample::select(vec![16, 17, 18, 27, 28, 29])],
        authority(),
    )
        .prop_map(|(start, stays, every, length, authority)| Piece::Series {
            start,
            stays,
            every,
            length,
            authority,
        })
}

fn code() -> impl Strategy<Value = &'static str> {
    let all = vec!["C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"];
    prop_oneof![2 => Just("V2"), 1 => Just("C2"), 1 => Just("V3"), 3 => prop::sample::select(all)]
}

fn placement() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["U4", "U6", "U1", "K2", "K3", "P1", "P1", "P2", "R5", "R3", "T1", "T4"])
}

fn authority() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![None, Some("Stockton Riverside"), Some("Northbeck"), Some("Wansfell")])
}

/// The list of records in document form.
pub fn written(birth: Day, pieces: &[Piece]) -> Value {
    let mut records = Vec::new();
    let mut before: Day = naive::birthday(birth, 14);
    for piece in pieces {
        match piece {
            Piece::One { start, length, code, placement, authority } => {
                let start = match start {
                    Start::At(point) => point.on(birth),
                    Start::After(gap) => (before + gap).max(birth),
                };
                let end = length.map(|length| start + length);
                before = end.unwrap_or(start + 120);
                records.push(record(start, end, code, placement, *authority));
            }
            Piece::Series { start, stays, every, length, authority } => {
                let first = start.on(birth);
                for nth in 0..*stays {
                    let start = first + nth * every;
                    before = start + length;
                    records.push(record(start, Some(before), "V3", "K2", *authority));
                }
            }
        }
    }
    Value::Array(records)
}

fn record(start: Day, end: Option<Day>, code: &str, placement: &str, authority: Option<&str>) -> Value {
    let mut record = json!({
        "start": naive::written(start),
        "end": end.map(naive::written),
        "legal_status": code,
        "placement": placement,
        "reason_ended": end.map(|_| "E8"),
    });
    if let Some(authority) = authority {
        record["authority"] = json!(authority);
    }
    record
}

/// Removes one fact from a document: a start, a legal status, an end, who someone went home to, England, or what
/// happened to care that another authority took over.
pub fn forget(person: &mut Value, which: prop::sample::Index, what: u8) {
    if what == 3 {
        let mut returns: Vec<&mut Value> = person["events"]
            .as_array_mut()
            .expect("a list")
            .iter_mut()
            .filter(|event| event["type"] == "returned_home")
            .collect();
        if !returns.is_empty() {
            let at = which.index(returns.len());
            returns[at]["with"] = Value::Null;
        }
        return;
    }
    let Some(records) = person["episodes"].as_array_mut() else {
        return;
    };
    if records.is_empty() {
        return;
    }
    let at = which.index(records.len());
    match what {
        0 => records[at]["start"] = Value::Null,
        1 => records[at]["legal_status"] = Value::Null,
        4 => {
            let countries = ["wales", "scotland", "northern_ireland", "unknown"];
            records[at]["country"] = json!(countries[which.index(countries.len())]);
        }
        5 => records[at]["reason_ended"] = json!("E3"),
        _ => {
            records[at]["end"] = Value::Null;
            records[at]["end_unknown"] = json!(true);
        }
    }
}
