//! Rule 3.8: put both extremes in the place of every unknown fact and see whether the answers agree.

use super::calendar::{Day, birthday, day, written};
use super::entitlements::EXACT;
use super::facts::{Known, date, flag, list};
use super::status::Life;
use serde_json::{Map, Value, json};

/// The full answer of the naive model, in the words of a case's `expect`. Parts that the rules leave open where a fact
/// is unknown are left out.
pub fn answer(person: &Value, as_of: &str) -> Value {
    let on = day(as_of);
    if person.get("date_of_birth").is_none_or(Value::is_null) {
        return without_birth_date();
    }
    let facts = unknowns(person);
    if facts.is_empty() {
        let mut answer = plain_answer(person, on);
        answer.insert("missing".to_owned(), json!([]));
        return Value::Object(answer);
    }
    let variants: Vec<Map<String, Value>> = (0..1_usize << facts.len())
        .map(|choice| plain_answer(&with_extremes(person, &facts, choice, on), on))
        .collect();
    let differs = |key: &str| variants.iter().any(|other| other[key] != variants[0][key]);
    let mut answer = Map::new();
    for key in ["duty_stage", "route", "looked_after", "qualifying_days"] {
        let value = if differs(key) { Value::Null } else { variants[0][key].clone() };
        answer.insert(key.to_owned(), value);
    }
    let (status, missing) = if differs("status") {
        let missing = (0..facts.len())
            .filter(|bit| {
                (0..variants.len())
                    .any(|choice| variants[choice]["status"] != variants[choice ^ (1 << bit)]["status"])
            })
            .map(|bit| facts[bit].clone())
            .collect();
        (json!("needs_information"), missing)
    } else {
        (variants[0]["status"].clone(), Vec::new())
    };
    answer.insert("status".to_owned(), status);
    answer.insert("missing".to_owned(), json!(missing));
    answer.insert("entitlements".to_owned(), agreed_outcomes(&variants));
    Value::Object(answer)
}

/// The document with every combination of extremes in the place of its unknown facts.
pub fn variants(person: &Value, as_of: &str) -> Vec<Value> {
    if person.get("date_of_birth").is_none_or(Value::is_null) {
        return Vec::new();
    }
    let facts = unknowns(person);
    (0..1_usize << facts.len()).map(|choice| with_extremes(person, &facts, choice, day(as_of))).collect()
}

/// The unknown facts by name, in the order of the document.
pub fn unknowns(person: &Value) -> Vec<String> {
    let mut facts = Vec::new();
    if person.get("episodes").is_none_or(Value::is_null) {
        facts.push("episodes".to_owned());
    }
    for (i, episode) in list(person, "episodes").iter().enumerate() {
        for key in ["start", "legal_status"] {
            if episode.get(key).is_none_or(Value::is_null) {
                facts.push(format!("episodes[{i}].{key}"));
            }
        }
        if flag(episode, "end_unknown") == Some(true) && date(episode, "end").is_none() {
            facts.push(format!("episodes[{i}].end"));
        }
    }
    for (i, event) in list(person, "events").iter().enumerate() {
        if event["type"] == "returned_home" && event.get("with").is_none_or(Value::is_null) {
            facts.push(format!("events[{i}].with"));
        }
    }
    facts
}

/// The document with one extreme in the place of each unknown: bit `n` of `choice` picks for fact `n`.
fn with_extremes(person: &Value, facts: &[String], choice: usize, on: Day) -> Value {
    let second = |fact: &str| {
        let bit = facts.iter().position(|known| known == fact);
        bit.map(|bit| choice >> bit & 1 == 1)
    };
    let birth = date(person, "date_of_birth").expect("a birth date");
    let mut full = person.clone();
    if let Some(in_care) = second("episodes") {
        full["episodes"] = if in_care {
            json!([{"start": written(birthday(birth, 14)), "end": null, "legal_status": "V2"}])
        } else {
            json!([])
        };
    }
    let mut previous_end = None;
    for (i, episode) in full["episodes"].as_array_mut().expect("a list").iter_mut().enumerate() {
        if let Some(second) = second(&format!("episodes[{i}].legal_status")) {
            episode["legal_status"] = json!(if second { "V4" } else { "V2" });
        }
        if let Some(second) = second(&format!("episodes[{i}].start")) {
            let start =
                if second { previous_end.unwrap_or(birth) } else { date(episode, "end").unwrap_or(on) };
            episode["start"] = json!(written(start));
        }
        if let Some(second) = second(&format!("episodes[{i}].end")) {
            episode["end"] = if second { json!(written(on)) } else { episode["start"].clone() };
        }
        previous_end = date(episode, "end");
    }
    for (i, event) in list(&full, "events").iter().enumerate() {
        let mut event = event.clone();
        if let Some(second) = second(&format!("events[{i}].with")) {
            event["with"] = json!(if second { "relative_no_pr" } else { "parent" });
            full["events"][i] = event;
        }
    }
    full
}

fn plain_answer(person: &Value, on: Day) -> Map<String, Value> {
    let life = Life::of(Known::read(person));
    let now = life.standing(on);
    let mut entitlements = Map::new();
    let mut upcoming = Map::new();
    for id in EXACT {
        let (outcome, from) = life.outlook(id, on);
        entitlements.insert(id.to_owned(), json!(outcome));
        if let Some(from) = from {
            upcoming.insert(id.to_owned(), json!(written(from)));
        }
    }
    let answer = json!({
        "status": now.status,
        "duty_stage": now.stage,
        "route": now.route,
        "looked_after": life.days.ordinary(on),
        "qualifying_days": life.days.qualifying_days(on),
        "entitlements": entitlements,
        "upcoming_from": upcoming,
        "dates": life.dates(on),
        "next_change": life.next_change(on),
        "responsible_authority": life.responsible_authority(on),
        "warnings": life.warnings(on),
        "confirm": life.confirm(on),
    });
    match answer {
        Value::Object(answer) => answer,
        _ => unreachable!(),
    }
}

fn agreed_outcomes(variants: &[Map<String, Value>]) -> Value {
    let agreed = EXACT.iter().map(|&id| {
        let outcome = |variant: &Map<String, Value>| variant["entitlements"][id].clone();
        let first = outcome(&variants[0]);
        let same = variants.iter().all(|variant| outcome(variant) == first);
        let answer = if same { first } else { json!("needs_information") };
        (id.to_owned(), answer)
    });
    Value::Object(agreed.collect())
}

fn without_birth_date() -> Value {
    let outcomes: Map<String, Value> =
        EXACT.iter().map(|&id| (id.to_owned(), json!("needs_information"))).collect();
    json!({
        "status": "needs_information",
        "duty_stage": null,
        "route": null,
        "looked_after": null,
        "qualifying_days": null,
        "missing": ["date_of_birth"],
        "entitlements": outcomes,
    })
}
