//! The words that a young person reads, from `templates/messages/young_person.toml`. Staff's pages quote some of them.

use std::{collections::HashMap, sync::OnceLock};

static MESSAGES: &str = include_str!("../../templates/messages/young_person.toml");

/// The sentence with this key, with its places filled in. A key that is not there reads as itself, so that a page
/// never breaks over a word; a test looks that every key that the code names is there.
#[must_use]
pub fn say(key: &str, places: &[(&str, &str)]) -> String {
    let mut text = all().get(key).map_or_else(|| key.to_owned(), Clone::clone);
    for (name, value) in places {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// The sentence, where there is one with this key.
#[must_use]
pub fn perhaps(key: &str) -> Option<String> {
    all().get(key).cloned()
}

/// "1 thing is yours now." or "8 things are yours now.": `key_one` or `key_many` with {count}.
#[must_use]
pub fn counted(one: &str, many: &str, count: usize) -> String {
    if count == 1 { say(one, &[]) } else { say(many, &[("count", &count.to_string())]) }
}

fn all() -> &'static HashMap<String, String> {
    static ALL: OnceLock<HashMap<String, String>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut flat = HashMap::new();
        if let Ok(table) = MESSAGES.parse::<toml::Table>() {
            flatten("", &table, &mut flat);
        }
        flat
    })
}

fn flatten(before: &str, table: &toml::Table, into: &mut HashMap<String, String>) {
    for (key, value) in table {
        let path = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match value {
            toml::Value::Table(inner) => flatten(&path, inner, into),
            toml::Value::String(text) => {
                into.insert(path, text.clone());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::{MESSAGES, all, say};
    use leaving_care_rules::{Law, assess};
    use onward_domain::{
        access::{Purpose, Right},
        entitlement::EntitlementAct,
    };

    #[test]
    fn every_message_that_the_code_names_is_there_with_its_places() {
        assert!(MESSAGES.parse::<toml::Table>().is_ok());
        let mut named = 0;
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/web");
        let mut files = vec![std::path::PathBuf::from(folder).join("happened.rs")];
        let own = std::fs::read_dir(format!("{folder}/young_person")).unwrap();
        files.extend(own.map(|file| file.unwrap().path()));
        for file in files {
            let text = std::fs::read_to_string(file).unwrap();
            for call in ["say(\"", "counted(\""] {
                for rest in text.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap();
                    if !key.contains('{') {
                        assert!(all().contains_key(key), "no message {key}");
                        named += 1;
                    }
                }
            }
        }
        assert!(named > 30, "{named}");
    }

    #[test]
    fn every_purpose_every_right_and_every_status_has_its_words() {
        for purpose in Purpose::ALL.iter() {
            assert!(all().contains_key(&format!("purpose.{}", purpose.word())), "{}", purpose.word());
        }
        for right in Right::ALL.iter().filter(|right| **right != Right::Refused) {
            assert!(all().contains_key(&format!("looked.{}", right.word())), "{}", right.word());
        }
        for word in [
            "none",
            "eligible",
            "relevant",
            "former_relevant",
            "former_relevant_education",
            "qualifying",
            "needs_information",
        ] {
            assert!(all().contains_key(&format!("called.{word}.meaning")), "{word}");
        }
    }

    #[test]
    fn every_fact_that_the_law_may_ask_for_has_words_of_its_own() {
        // Someone of whom only the birthday is known is asked for everything that there is to ask.
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        let law = Law::england().unwrap();
        let mut asked = 0;
        for born in ["2010-01-01", "2008-06-01", "2007-01-01", "2004-01-01"] {
            let person = leaving_care_rules::Person {
                date_of_birth: Some(day(born)),
                ..leaving_care_rules::Person::default()
            };
            let answer = assess(law, &person, day("2026-11-23"));
            for fact in
                answer.missing.iter().chain(answer.entitlements.iter().flat_map(|answer| &answer.needs))
            {
                let key = crate::web::young_person::fact_key(fact);
                assert!(all().contains_key(&key), "no words for {fact}");
                asked += 1;
            }
        }
        assert!(asked > 20, "{asked}");
    }

    #[test]
    fn everything_that_can_be_done_to_a_record_has_words() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store");
        let mut deeds = Vec::new();
        for part in ["repo", "repo/returns", "scope"] {
            let files = std::fs::read_dir(format!("{folder}/{part}")).unwrap();
            for path in files.map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
                let text = std::fs::read_to_string(&path).unwrap();
                let named = |call: &str| {
                    text.split(call)
                        .skip(1)
                        .map(|rest| rest.split('"').next().unwrap().to_owned())
                        .collect::<Vec<_>>()
                };
                deeds.extend(named("changed(\""));
                for thing in named(" word \"") {
                    deeds.extend(["added", "corrected", "withdrawn"].map(|done| format!("{thing}.{done}")));
                }
            }
        }
        assert!(deeds.len() > 25, "{deeds:?}");
        for deed in deeds {
            assert!(all().contains_key(&format!("done.{}", deed.replace('.', "_"))), "{deed}");
        }
        for act in EntitlementAct::ALL {
            assert!(all().contains_key(&format!("done.entitlement_{act}")), "{act}");
        }
    }

    #[test]
    fn a_sentence_is_filled_in() {
        assert_eq!(say("state.from", &[("day", "4 January 2027")]), "From 4 January 2027");
        assert_eq!(say(concat!("no", ".such"), &[]), "no.such", "a page never breaks over a word");
    }
}
