//! Every worked case in `tests/cases/`, and every key it expects. A case that fails prints its title and why.

use crate::{engine, naive};
use serde_json::Value;

pub const PUBLIC: &str = include_str!("../../../../tests/cases/cases-public.json");

/// The keys in `expect` that an answer, in the naive model's words, does not match.
pub fn misses(expect: &Value, answer: &Value) -> Vec<String> {
    let mut misses = Vec::new();
    for (key, wanted) in expect.as_object().expect("an object") {
        let met = match key.as_str() {
            "entitlements" | "upcoming_from" => {
                for (id, wanted) in wanted.as_object().expect("an object") {
                    if answer[key][id] != *wanted {
                        misses.push(format!("{key}.{id}: wanted {wanted}, got {}", answer[key][id]));
                    }
                }
                true
            }
            "instead_include" | "needs_include" | "kind" => {
                let key = key.trim_end_matches("_include");
                // The naive model has no needs and no kinds.
                for (id, wanted) in wanted.as_object().expect("an object") {
                    let got = &answer[key][id];
                    let met = if wanted.is_array() { includes(got, wanted) } else { got == wanted };
                    if !answer[key].is_null() && !met {
                        misses.push(format!("{key}.{id}: wanted {wanted}, got {got}"));
                    }
                }
                true
            }
            "warnings_include" => includes(&answer["warnings"], wanted),
            "confirm_include" => includes(&answer["confirm"], wanted),
            "missing" => same_set(&answer["missing"], wanted),
            _ => answer[key] == *wanted,
        };
        if !met {
            misses.push(format!("{key}: wanted {wanted}, got {}", answer[key]));
        }
    }
    misses
}

/// Cases that an answerer gets wrong, each with its title, its reason, and the keys that differ.
pub fn failures(answer: impl Fn(&Value, &str) -> Value) -> Vec<String> {
    let document: Value = serde_json::from_str(PUBLIC).expect("the case document");
    let cases = document["cases"].as_array().expect("a list of cases");
    assert!(cases.len() >= 90, "only {} cases", cases.len());
    cases
        .iter()
        .filter_map(|case| {
            let as_of = case["as_of"].as_str().expect("a date");
            let misses = misses(&case["expect"], &answer(&case["person"], as_of));
            (!misses.is_empty()).then(|| {
                let told = |key: &str| case[key].as_str().unwrap_or_default().to_owned();
                format!(
                    "{} {}\n  because {}\n  {}",
                    told("id"),
                    told("title"),
                    told("why"),
                    misses.join("\n  ")
                )
            })
        })
        .collect()
}

fn includes(list: &Value, wanted: &Value) -> bool {
    let has = |one: &Value| list.as_array().is_some_and(|list| list.contains(one));
    wanted.as_array().expect("a list").iter().all(has)
}

fn same_set(list: &Value, wanted: &Value) -> bool {
    includes(list, wanted) && includes(wanted, list)
}

#[test]
fn the_naive_model_agrees_with_every_worked_case() {
    let failures = failures(naive::answer);
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_engine_answers_every_worked_case() {
    let failures = failures(engine::answer);
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
