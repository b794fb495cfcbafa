//! The numbered lines of the rules specification, each with the smallest lives that show it. Every row is put to
//! the engine and to the naive model; both must say what the line says.

mod cards;
mod counting;
mod entitlements;
mod leaving_home_and_18;
mod status;
mod unknown;
mod warnings;

use crate::{cases, engine, naive};
use serde_json::{Map, Value, json};

/// One row: the line of the specification, the life, the day, and the expected answer.
pub struct Row {
    line: &'static str,
    /// The date of birth; empty when not known.
    born: &'static str,
    /// `2025-03-02..2025-06-01 V2 U4 Authority; …`; `?` for a fact that is not known, `~` for an unknown end; `null` for no record.
    care: &'static str,
    /// `detained 2025-03-02..; returned_home:parent 2025-06-01..`.
    events: &'static str,
    circumstances: &'static str,
    as_of: &'static str,
    expect: &'static str,
}

/// A row, in the order of its fields.
pub const fn row(
    line: &'static str,
    born: &'static str,
    care: &'static str,
    events: &'static str,
    circumstances: &'static str,
    as_of: &'static str,
    expect: &'static str,
) -> Row {
    Row { line, born, care, events, circumstances, as_of, expect }
}

fn period(text: &str) -> (Value, Value, bool) {
    let (start, end) = text.split_once("..").expect("start..end");
    let known =
        |date: &str| if date.is_empty() || date == "?" || date == "~" { Value::Null } else { json!(date) };
    (known(start), known(end), end == "~")
}

fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(';').map(str::trim).filter(|each| !each.is_empty())
}

fn care(list: &str) -> Value {
    if list == "null" {
        return Value::Null;
    }
    let episode = |text: &str| {
        let mut words = text.split_whitespace();
        let (start, end, end_unknown) = period(words.next().expect("a period"));
        let code = words.next().filter(|code| *code != "?");
        let mut episode =
            json!({ "start": start, "end": end, "legal_status": code, "placement": words.next() });
        if end_unknown {
            episode["end_unknown"] = json!(true);
        }
        if let Some(authority) = words.next() {
            episode["authority"] = json!(authority);
        }
        episode
    };
    parts(list).map(episode).collect()
}

fn events(list: &str) -> Value {
    let event = |text: &str| {
        let (what, when) = text.split_once(' ').expect("what and when");
        let (start, end, _) = period(when.trim());
        let (kind, with) = what.split_once(':').unwrap_or((what, ""));
        let mut event = json!({ "type": kind, "start": start, "end": end });
        match (kind, with) {
            ("returned_home", "?") => event["with"] = Value::Null,
            ("returned_home", with) => event["with"] = json!(with),
            (_, "elsewhere") => event["lives_with_holder"] = json!(false),
            _ => {}
        }
        event
    };
    parts(list).map(event).collect()
}

impl Row {
    pub fn person(&self) -> Value {
        let born = if self.born.is_empty() { Value::Null } else { json!(self.born) };
        let circumstances: Value = match self.circumstances {
            "" => json!({}),
            text => serde_json::from_str(text).unwrap_or_else(|why| panic!("{}: {why}", self.line)),
        };
        json!({
            "date_of_birth": born,
            "episodes": care(self.care),
            "events": events(self.events),
            "circumstances": circumstances,
        })
    }
}

/// Asks the engine and the naive model about every row.
pub fn check(rows: &[Row]) {
    let mut failures = Vec::new();
    for row in rows {
        let expect: Value = serde_json::from_str(row.expect)
            .unwrap_or_else(|why| panic!("{}: {why} in {}", row.line, row.expect));
        let person = row.person();
        let mut say = |who: &str, expect: &Value, answer: Value| {
            let misses = cases::misses(expect, &answer);
            if !misses.is_empty() {
                failures.push(format!("{} on {} ({who}): {}", row.line, row.as_of, misses.join("; ")));
            }
        };
        say("engine", &expect, engine::answer(&person, row.as_of));
        say("naive model", &for_the_model(&expect), naive::answer(&person, row.as_of));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The model only knows the exact rules.
fn for_the_model(expect: &Value) -> Value {
    let mut expect = expect.clone();
    let exact = |all: &Map<String, Value>| -> Map<String, Value> {
        let kept = all.iter().filter(|(id, _)| naive::EXACT.contains(&id.as_str()));
        kept.map(|(id, outcome)| (id.clone(), outcome.clone())).collect()
    };
    if let Some(entitlements) = expect["entitlements"].as_object().map(exact) {
        expect["entitlements"] = Value::Object(entitlements);
    } else {
        expect.as_object_mut().expect("an object").remove("entitlements");
    }
    expect
}
