//! Everything that is kept about somebody is in their own data, or there is a reason why not.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde::Deserialize;

/// The files of tables about one person each. The others hold accounts, returns, the hub, logs and the directory.
const GROUPS: [&str; 5] = ["own", "records", "pathway", "reviewing", "desk"];

#[derive(Deserialize)]
struct Lists {
    download: BTreeMap<String, String>,
    left_out: BTreeMap<String, String>,
}

fn lists() -> Lists {
    toml::from_str(&fs::read_to_string("tests/structure/my_data.toml").unwrap()).unwrap()
}

/// Tables as they are declared, and those of every other group that name a person.
fn tables() -> BTreeSet<String> {
    let mut all: BTreeSet<String> = ["persons", "break_glass"].map(str::to_owned).into();
    for group in GROUPS {
        let text = fs::read_to_string(format!("src/store/schema/{group}.rs")).unwrap();
        for table in text.split("diesel::table! {").skip(1) {
            all.insert(table.trim_start().split([' ', '(']).next().unwrap().to_owned());
        }
    }
    all
}

#[test]
fn every_table_about_a_person_is_in_their_data_or_says_why_not() {
    let lists = lists();
    let known: BTreeSet<String> = lists.download.keys().chain(lists.left_out.keys()).cloned().collect();
    assert_eq!(known.len(), lists.download.len() + lists.left_out.len(), "a table is in one list");
    assert_eq!(tables(), known);
    assert!(lists.left_out.values().all(|why| why.split_whitespace().count() > 3), "a reason is a sentence");
}

#[test]
fn every_section_and_every_name_in_it_has_its_words() {
    let (lists, code) = (lists(), fs::read_to_string("src/usecases/young_person/my_data.rs").unwrap());
    let words: toml::Table =
        toml::from_str(&fs::read_to_string("templates/messages/en/mine.toml").unwrap()).unwrap();
    let quoted = |after: &str| -> BTreeSet<String> {
        let parts = code.split(after).skip(1);
        parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
    };
    let sections = quoted("section(\"");
    for section in &sections {
        assert!(words["section"].get(section).is_some(), "no heading for {section}");
    }
    for (table, section) in &lists.download {
        assert!(sections.contains(section), "{table}: there is no section {section}");
    }
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("\": ") {
        names.insert(code[..at].rsplit('"').next().unwrap().to_owned());
    }
    for name in names {
        assert!(words["cell"].get(&name).is_some(), "no words for {name}");
    }
}
