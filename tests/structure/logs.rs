//! What is written down is what docs/logged.md says, and nothing else.

use super::{code_and_tests, files, read};
use onward::telemetry::ALLOWED;
use std::{collections::BTreeSet, path::PathBuf};

/// Literals of that shape that are no deeds: forms' keys, files, messages.
const NO_DEEDS: [&str; 15] = [
    "actix_identity",
    "coverage.csv",
    "education",
    "onward",
    "paths",
    "people.csv",
    "place.right",
    "place.room",
    "reason",
    "staff",
    "sw",
    "teams",
    "words",
    "young",
    "young_person",
];
/// What a form's key is used up for: kept beside the key, never in a log.
const KEYS: [&str; 17] = [
    "account.passphrase",
    "account.second_person",
    "advisers.given",
    "entitlement.together",
    "numbers.apart",
    "numbers.two",
    "second_look.answered",
    "second_look.sent",
    "opening.seen",
    "person.named",
    "record.close",
    "record.open",
    "user.add",
    "user.details",
    "user.disable",
    "user.enable",
    "user.role",
];

/// The code of the layers that write, without comments and tests.
fn code() -> Vec<(PathBuf, String)> {
    ["src/store", "src/usecases", "src/web", "src/cli", "src/demo", "src/telemetry.rs"]
        .into_iter()
        .flat_map(
            |folder| if folder.ends_with(".rs") { vec![folder.into()] } else { files(folder, &[".rs"]) },
        )
        .filter(|path: &PathBuf| {
            !path.components().any(|part| {
                ["tests", "tests.rs", "suite", "testing", "testing.rs", "examples"]
                    .iter()
                    .any(|not| part.as_os_str() == *not)
            })
        })
        .map(|path| {
            let text = read(&path);
            let code = code_and_tests(&text).0;
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code = lines.collect::<Vec<_>>().join("\n");
            (path, code)
        })
        .collect()
}

/// The first column of the tables of docs/logged.md.
fn listed() -> BTreeSet<String> {
    read("docs/logged.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned))
        .collect()
}

/// String literals like `thing.done`.
fn deeds() -> BTreeSet<String> {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let mut found = BTreeSet::new();
    for (_, code) in code() {
        for literal in code.split('"').skip(1).step_by(2) {
            let Some((thing, done)) = literal.split_once('.') else { continue };
            let none = NO_DEEDS.contains(&thing) || NO_DEEDS.contains(&literal) || KEYS.contains(&literal);
            if is_word(thing) && is_word(done) && !none {
                found.insert(literal.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_deed_that_is_noted_stands_in_the_list_and_every_line_of_the_list_is_noted() {
    let (listed, deeds) = (listed(), deeds());
    assert!(deeds.len() > 40, "{deeds:?}");
    let missing: Vec<_> = deeds.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&deeds).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not in docs/logged.md: {missing:?}; noted nowhere: {gone:?}"
    );
}

/// What stands before the bracket that closes a call.
fn within(rest: &str) -> &str {
    let mut open = 1_i32;
    let end = rest.char_indices().find(|(_, c)| {
        open += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        open == 0
    });
    end.map_or(rest, |(at, _)| &rest[..at])
}

/// The fields of every log line of ours: `name = …`, `%name`, `?name`, `name,` before the words.
fn logged_fields() -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    for (_, code) in code() {
        for call in ["error!(", "warn!(", "info!(", "debug!(", "trace!("] {
            for rest in code.split(&format!("tracing::{call}")).skip(1) {
                let arguments = within(rest);
                for argument in arguments.split(',').map(str::trim) {
                    if argument.starts_with('"') || argument.is_empty() {
                        continue;
                    }
                    let name = argument.split('=').next().unwrap_or_default().trim();
                    fields.insert(name.trim_start_matches(['%', '?']).to_owned());
                }
            }
        }
    }
    fields
}

#[test]
fn every_field_that_is_logged_may_be_and_none_is_dropped_without_a_word() {
    let (allowed, logged): (BTreeSet<String>, _) =
        (ALLOWED.iter().map(|field| (*field).to_owned()).collect(), logged_fields());
    assert!(logged.contains("reference") && logged.contains("milliseconds"), "{logged:?}");
    let dropped: Vec<_> = logged.difference(&allowed).collect();
    assert!(dropped.is_empty(), "these are logged and never written: {dropped:?}");
    let page = read("docs/logged.md");
    for field in ALLOWED {
        assert!(page.contains(&format!("`{field}`")), "docs/logged.md does not name the field {field}");
        let used = field == "message" || logged.contains(field);
        assert!(used, "nothing logs {field}: take it off the list");
    }
}

#[test]
fn every_test_that_an_abuse_case_names_is_there() {
    let page = format!("{}{}", read("docs/security-cases.md"), read("docs/source-pages.md"));
    let named: BTreeSet<&str> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| {
            word.matches('_').count() >= 3 && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        })
        .collect();
    assert!(named.len() > 40, "{named:?}");
    let sources: Vec<String> = ["src", "tests"]
        .into_iter()
        .flat_map(|folder| files(folder, &[".rs"]))
        .map(|path| read(&path))
        .collect();
    let is_there = |name: &&str| {
        let (test, both) = (format!("fn {name}("), format!("on_both!({name} =>"));
        sources.iter().any(|text| text.contains(&test) || text.contains(&both))
    };
    let missing: Vec<_> = named.into_iter().filter(|name| !is_there(name)).collect();
    assert!(
        missing.is_empty(),
        "docs/security-cases.md or docs/source-pages.md names tests that are not there: {missing:#?}"
    );
}
