//! The law is data, and every line of it says where it comes from and on which day somebody looked.

use super::{files, read};
use std::collections::{BTreeMap, BTreeSet};

fn catalogue() -> Vec<(String, toml::Table)> {
    files("src/rules/catalogue", &[".toml"])
        .into_iter()
        .map(|path| {
            (
                path.display().to_string(),
                toml::from_str(&read(&path)).unwrap_or_else(|why| panic!("{path:?}: {why}")),
            )
        })
        .collect()
}

/// What is wrong with a `source`, which is one table or a list of them.
fn faults(source: Option<&toml::Value>) -> Vec<String> {
    let cited: Vec<_> = match source {
        Some(toml::Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let mut faults: Vec<_> = cited
        .iter()
        .filter_map(|one| {
            let cite = one.get("cite").and_then(toml::Value::as_str).unwrap_or_default();
            let mark = one.get("mark").and_then(toml::Value::as_str).unwrap_or_default();
            let checked = one.get("checked").is_some_and(toml::Value::is_datetime);
            (cite.len() < 8 || !["V", "M", "C"].contains(&mark) || !checked).then(|| format!("{one}"))
        })
        .collect();
    if cited.is_empty() {
        faults.push("no source".into());
    }
    faults
}

#[test]
fn every_entitlement_is_cited_and_says_when_somebody_looked() {
    let catalogue = catalogue();
    assert!(catalogue.len() > 20);
    let wrong: Vec<_> = catalogue
        .iter()
        .map(|(path, entry)| (path, faults(entry.get("source"))))
        .filter(|(_, faults)| !faults.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_entitlement_has_its_own_id() {
    for key in ["id"] {
        let mut seen = BTreeMap::new();
        for (path, entry) in catalogue() {
            let value = entry.get(key).unwrap_or_else(|| panic!("{path} has no {key}")).to_string();
            if let Some(other) = seen.insert(value.clone(), path.clone()) {
                panic!("{path} and {other} share the {key} {value}");
            }
        }
    }
}

#[test]
fn every_figure_is_cited_once_for_all_its_dates_or_at_each() {
    let figures: toml::Table = toml::from_str(&read("src/rules/figures.toml")).unwrap();
    let mut looked_at = 0;
    for (name, figure) in figures.iter().filter(|(_, figure)| figure.get("amount").is_some()) {
        looked_at += 1;
        if figure.get("source").is_some() {
            assert_eq!(faults(figure.get("source")), [""; 0], "{name}");
        } else {
            for dated in figure["amount"].as_array().unwrap() {
                assert_eq!(faults(dated.get("source")), [""; 0], "{name}");
            }
        }
    }
    assert!(looked_at > 3);
}

#[test]
fn every_figure_that_an_entitlement_pays_is_there() {
    let figures: toml::Table = toml::from_str(&read("src/rules/figures.toml")).unwrap();
    let paid: BTreeSet<_> = catalogue()
        .into_iter()
        .filter_map(|(_, entry)| Some(entry.get("amount")?.as_str()?.to_owned()))
        .collect();
    assert!(!paid.is_empty());
    let missing: Vec<_> = paid.iter().filter(|name| !figures.contains_key(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_reading_that_carries_a_code_is_on_the_page_of_readings_and_no_other_is() {
    use leaving_care_rules::assessment::{Confirm, Flag as _};
    let page = read("docs/law.md");
    let from = page.find("## Readings that carry a code").expect("the heading");
    let table = page[from..].lines().skip(1).take_while(|line| !line.starts_with("## "));
    let listed: BTreeSet<&str> =
        table.filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let codes: BTreeSet<&str> = Confirm::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(listed, codes);
}
