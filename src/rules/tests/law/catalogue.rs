//! The catalogue as a whole: every number of the specification, no exact rule forgotten, and words that a young person
//! can read without help.

use crate::reading_age::{reading_age, sentences};
use crate::{engine, naive};
use leaving_care_rules::entitlement::outcome::Entitlement;
use leaving_care_rules::figures::Mark;

/// What a young person reads of an entry.
fn said(entry: &Entitlement) -> String {
    let own = [&entry.name, &entry.meaning, &entry.ask, &entry.evidence, &entry.refused];
    let parts = own.into_iter().chain(entry.rule.iter().filter_map(|line| line.ask.as_ref()));
    let parts = parts.map(|part| if part.ends_with(['.', '?']) { part.clone() } else { format!("{part}.") });
    parts.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_number_in_the_specification_is_there_and_every_exact_rule_has_its_file() {
    let entries = engine::law().entitlements();
    for number in 1..=70 {
        assert!(entries.iter().any(|entry| entry.number == Some(number)), "number {number} is missing");
    }
    assert_eq!(entries.len(), 80, "one file for each id that section 6 names");
    for id in naive::EXACT {
        assert!(engine::law().find(id).is_some(), "{id} is missing");
    }
}

#[test]
fn every_entry_says_where_it_was_read_and_on_which_day() {
    for entry in engine::law().entitlements() {
        assert!(!entry.source.is_empty(), "{} has no source", entry.id);
        for source in &entry.source {
            assert!(source.checked.is_some(), "{}: {} was never checked", entry.id, source.cite);
            assert!(matches!(source.mark, Mark::V | Mark::M | Mark::C));
        }
    }
}

#[test]
fn an_11_year_old_can_read_what_a_young_person_reads() {
    let mut all = String::new();
    for entry in engine::law().entitlements() {
        let text = said(entry);
        let longest = sentences(&text).iter().map(|sentence| sentence.split_whitespace().count()).max();
        assert!(longest <= Some(25), "{}: a sentence of {longest:?} words", entry.id);
        let age = reading_age(&text);
        assert!(age <= 12.0, "{}: reading age {age:.1}: {text}", entry.id);
        all.push_str(&text);
        all.push(' ');
    }
    let age = reading_age(&all);
    assert!(age <= 9.5, "the catalogue as a whole has a reading age of {age:.1}");
}

#[test]
fn no_entry_uses_jargon_where_there_is_a_plain_word() {
    let never = [
        "pathway plan",
        "local authority",
        "corporate parent",
        "personal adviser",
        "allocated",
        "placement",
        "transition",
        "submit",
        "please",
        "sorry",
        "invalid",
        "simply",
        "service user",
        "caseload",
        "UASC",
        "NEET",
    ];
    for entry in engine::law().entitlements() {
        let text = said(entry);
        for word in never {
            assert!(!text.to_lowercase().contains(&word.to_lowercase()), "{}: `{word}` in: {text}", entry.id);
        }
    }
}
