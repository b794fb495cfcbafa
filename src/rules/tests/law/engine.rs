//! The engine, called only through its document, with its answer put in the words of a case's `expect`.

use leaving_care_rules::{AssessmentLine, Law, Person, assess};
use serde_json::{Map, Value, json};

/// The law of England as built into the crate.
pub fn law() -> &'static Law {
    Law::england().unwrap_or_else(|why| panic!("the catalogue does not load:\n{why}"))
}

/// The engine's line of JSON.
pub fn line(person: &Value, as_of: &str) -> Value {
    let person: Person =
        serde_json::from_value(person.clone()).unwrap_or_else(|why| panic!("{why}\n{person}"));
    let assessment = assess(law(), &person, as_of.parse().expect("a date"));
    serde_json::to_value(AssessmentLine { id: "someone", law: law(), assessment: &assessment }).expect("JSON")
}

/// The engine's line with each entitlement reduced to its outcome, and the first days of upcoming ones alongside.
pub fn answer(person: &Value, as_of: &str) -> Value {
    in_case_words(line(person, as_of))
}

/// See [`answer`].
pub fn in_case_words(mut line: Value) -> Value {
    let mut outcomes = Map::new();
    let mut upcoming = Map::new();
    let mut beside = [Map::new(), Map::new(), Map::new()];
    for (id, entitlement) in line["entitlements"].as_object().expect("entitlements by id") {
        outcomes.insert(id.clone(), entitlement["outcome"].clone());
        for (key, map) in ["instead", "needs", "kind"].iter().zip(&mut beside) {
            map.insert(id.clone(), entitlement[key].clone());
        }
        if !entitlement["upcoming_from"].is_null() {
            upcoming.insert(id.clone(), entitlement["upcoming_from"].clone());
        }
    }
    line["entitlements"] = Value::Object(outcomes);
    line["upcoming_from"] = Value::Object(upcoming);
    for (key, map) in ["instead", "needs", "kind"].iter().zip(beside) {
        line[key] = Value::Object(map);
    }
    line
}

/// Where the engine and the naive model differ; empty when they agree. Warnings that the rules do not test are
/// the engine's own business, and so are periods with no end before 25.
pub fn differences(naive: &Value, engine: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (key, wanted) in naive.as_object().expect("an answer") {
        let got = match key.as_str() {
            "entitlements" | "upcoming_from" => only_ids_of_the_rules(&engine[key]),
            "instead" => only_ids_of(wanted, &engine[key]),
            "warnings" => tested(&engine[key]),
            "confirm" => confirm_of_the_rules(&engine[key]),
            _ => engine[key].clone(),
        };
        if sorted(wanted) != sorted(&got) {
            found.push(difference(key, wanted, &got));
        }
    }
    found
}

fn difference(key: &str, wanted: &Value, got: &Value) -> String {
    let (Some(wanted), Some(got)) = (wanted.as_object(), got.as_object()) else {
        return format!("{key}: the model says {wanted}, the engine {got}");
    };
    let mut all: Vec<&String> = wanted.keys().chain(got.keys()).collect();
    all.sort();
    all.dedup();
    let each = all
        .into_iter()
        .filter(|id| wanted.get(*id) != got.get(*id))
        .map(|id| format!("{key}.{id}: the model says {:?}, the engine {:?}", wanted.get(id), got.get(id)));
    each.collect::<Vec<_>>().join("\n  ")
}

fn only_ids_of_the_rules(all: &Value) -> Value {
    let kept =
        all.as_object().expect("by id").iter().filter(|(id, _)| crate::naive::EXACT.contains(&id.as_str()));
    Value::Object(kept.map(|(id, value)| (id.clone(), value.clone())).collect())
}

/// The engine's lists, limited to the ids that the model has.
fn only_ids_of(wanted: &Value, all: &Value) -> Value {
    let ids = wanted.as_object().expect("by id").keys();
    Value::Object(ids.map(|id| (id.clone(), all[id].clone())).collect())
}

/// Without the codes that the text of section 9 does not have.
fn confirm_of_the_rules(codes: &Value) -> Value {
    let own = ["detention_remand_or_sentence", "education_after_25", "temporary_move_from_home"];
    let kept = codes.as_array().into_iter().flatten();
    json!(kept.filter(|code| own.iter().all(|own| *code != own)).collect::<Vec<_>>())
}

fn tested(warnings: &Value) -> Value {
    let known = [
        "turning_18_soon",
        "turning_21_soon",
        "turning_25_soon",
        "setting_up_home_deadline",
        "six_months_home_approaching",
        "sixteenth_birthday_while_detained",
        "discharge_before_13_weeks",
        "discharge_before_16th_birthday",
        "left_care_just_before_16",
        "borderline_13_weeks",
        "short_breaks_excluded",
        "section17_check",
    ];
    let kept = warnings.as_array().into_iter().flatten();
    json!(kept.filter(|id| known.iter().any(|known| *id == known)).collect::<Vec<_>>())
}

fn sorted(value: &Value) -> Value {
    let Some(list) = value.as_array() else {
        return value.clone();
    };
    let mut list: Vec<String> = list.iter().map(Value::to_string).collect();
    list.sort();
    json!(list)
}
