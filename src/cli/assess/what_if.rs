//! The changes in `--what-if`: a list of things that may happen, or facts laid over each person's own.

use chrono::NaiveDate;
use leaving_care_rules::Law;
use leaving_care_rules::impossible::Impossible;
use leaving_care_rules::person::Person;
use leaving_care_rules::what_if::{Change, Difference, difference, what_if};
use serde_json::Value;

/// What is supposed about each person.
#[derive(Debug, Clone, PartialEq)]
pub enum Supposed {
    /// Things that happen, one after another.
    Changes(Vec<Change>),
    /// Parts of the person document that then apply (JSON merge patch, RFC 7396: a list replaces a list).
    Facts(Value),
}

impl Supposed {
    /// Reads the file: a list of changes, one change, or part of a person document.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Supposed, serde_json::Error> {
        let value: Value = serde_json::from_str(text)?;
        if value.is_array() {
            return serde_json::from_value(value).map(Supposed::Changes);
        }
        if value.get("change").is_some() {
            return serde_json::from_value(value).map(|change| Supposed::Changes(vec![change]));
        }
        let facts = Supposed::Facts(value.get("person").unwrap_or(&value).clone());
        facts.over(&Person::default())?;
        Ok(facts)
    }

    /// Why this can't happen to somebody.
    pub fn impossible(&self, person: &Person) -> Option<Impossible> {
        match self {
            Supposed::Changes(changes) => changes.iter().find_map(|change| change.impossible(person)),
            Supposed::Facts(_) => self.over(person).ok()?.impossible(),
        }
    }

    /// The difference it makes; `None` without a date of birth.
    pub fn difference(&self, law: &Law, person: &Person, as_of: NaiveDate) -> Option<Difference> {
        match self {
            Supposed::Changes(changes) => what_if(law, person, as_of, changes),
            Supposed::Facts(_) => difference(law, person, &self.over(person).ok()?, as_of),
        }
    }

    fn over(&self, person: &Person) -> Result<Person, serde_json::Error> {
        let mut document = serde_json::to_value(person)?;
        if let Supposed::Facts(facts) = self {
            merge(&mut document, facts);
        }
        serde_json::from_value(document)
    }
}

/// Lays one document over another: null removes a key.
fn merge(document: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *document = patch.clone();
        return;
    };
    if !document.is_object() {
        *document = Value::Object(serde_json::Map::new());
    }
    if let Value::Object(document) = document {
        for (key, value) in patch {
            if value.is_null() {
                document.remove(key);
            } else if key == "education" {
                // A different course replaces the old one entirely, including its dates.
                document.insert(key.clone(), value.clone());
            } else {
                merge(document.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use leaving_care_rules::facts::FactId;
    use serde_json::json;

    #[test]
    fn a_patch_replaces_lists_and_removes_what_is_null() {
        let mut document = json!({ "a": [1, 2], "b": { "c": 1, "d": 2 } });
        merge(&mut document, &json!({ "a": [3], "b": { "c": null, "e": { "f": 1 } } }));
        assert_eq!(document, json!({ "a": [3], "b": { "d": 2, "e": { "f": 1 } } }));
    }

    #[test]
    fn a_different_course_keeps_nothing_of_the_old_one() {
        let mut document =
            json!({ "education": { "kind": "he", "start": "2024-09-01", "in_pathway_plan": true } });
        merge(&mut document, &json!({ "education": { "kind": "apprenticeship" } }));
        assert_eq!(document, json!({ "education": { "kind": "apprenticeship" } }));
    }

    #[test]
    fn a_list_of_changes_one_change_and_part_of_a_person_are_read() {
        let one = r#"{ "change": "care_ends", "on": "2026-12-24" }"#;
        assert_eq!(Supposed::read(one).unwrap(), Supposed::read(&format!("[{one}]")).unwrap());
        let facts = Supposed::read(r#"{ "circumstances": { "parent": true } }"#).unwrap();
        assert_eq!(
            facts.over(&Person::default()).unwrap().circumstances.answers.get(FactId::Parent),
            Some(true)
        );
    }

    #[test]
    fn a_fact_that_does_not_exist_is_refused_before_anyone_is_assessed() {
        let refused = Supposed::read(r#"{ "circumstances": { "parant": true } }"#).unwrap_err();
        assert!(refused.to_string().contains("parant"), "{refused}");
    }
}
