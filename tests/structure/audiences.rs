//! An audience's code does not import another audience's, but for what stands in a list that may only get shorter.

use super::{code_and_tests, files, lines_where, read};
use std::collections::BTreeSet;

const AUDIENCES: [&str; 9] = [
    "public",
    "young_person",
    "adviser",
    "manager",
    "reviewing",
    "hub",
    "administrator",
    "partner",
    "practitioner",
];

/// What still crosses: who imports, and the module of another audience. It belongs below both.
const CROSSINGS: [&str; 19] = [
    "usecases: adviser imports young_person::receipts",
    "usecases: manager imports adviser::Answered",
    "usecases: manager imports adviser::override_answer",
    "usecases: manager imports adviser::plan",
    "usecases: manager imports adviser::see_entitlement",
    "usecases: manager imports adviser::talk",
    "usecases: manager imports adviser::today",
    "usecases: young_person imports adviser::consider",
    "usecases: young_person imports adviser::plan",
    "web: adviser imports young_person::receipts",
    "web: adviser imports young_person::thing",
    "web: hub imports public::worried",
    "web: manager imports adviser::Decided",
    "web: manager imports adviser::MessagesPage",
    "web: manager imports adviser::plan",
    "web: manager imports adviser::rule_says",
    "web: manager imports adviser::trace",
    "web: manager imports adviser::who",
    "web: young_person imports public::help",
];

/// The paths that a `use` names, each written out.
fn written_out(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        return if tree.is_empty() { Vec::new() } else { vec![tree.to_owned()] };
    };
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for letter in rest.chars() {
        match letter {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += i32::from(letter == '{') - i32::from(letter == '}');
                parts.last_mut().unwrap().push(letter);
            }
        }
    }
    let all = parts.iter().flat_map(|part| written_out(part));
    all.map(|path| format!("{}{path}", head.trim())).collect()
}

/// Every path that a file's code imports.
fn imports(text: &str) -> Vec<String> {
    let code = format!("\n{}", code_and_tests(text).0);
    let statements = ["\nuse ", "\npub use ", "\npub(super) use ", "\npub(crate) use "];
    let trees = statements.iter().flat_map(|begins| code.split(begins).skip(1));
    trees.filter_map(|rest| rest.split_once(';')).flat_map(|(tree, _)| written_out(tree)).collect()
}

fn crossings(layer: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for mine in AUDIENCES {
        let mut sources = files(&format!("src/{layer}/{mine}"), &[".rs"]);
        sources.retain(|path| !path.to_string_lossy().contains("tests"));
        for path in sources {
            for import in imports(&read(&path)) {
                let Some(rest) = import.strip_prefix(&format!("crate::{layer}::")) else { continue };
                let mut parts = rest.split("::");
                let other = parts.next().unwrap_or_default();
                if other != mine && AUDIENCES.contains(&other) {
                    let module = parts.next().unwrap_or_default();
                    found.insert(format!("{layer}: {mine} imports {other}::{module}"));
                }
            }
        }
    }
    found
}

#[test]
fn no_audience_imports_another_but_where_it_is_known() {
    let known: BTreeSet<String> = CROSSINGS.iter().map(|each| (*each).to_owned()).collect();
    let mut found = crossings("web");
    found.extend(crossings("usecases"));
    assert_eq!(found, known);
}

#[test]
fn a_use_is_written_out_however_it_is_nested() {
    let text = "use crate::{\n    web::{\n        adviser::who::Who,\n        form::{Form, Sheet},\n    },\n};\n#[cfg(test)]\nmod tests;\n";
    let all = ["crate::web::adviser::who::Who", "crate::web::form::Form", "crate::web::form::Sheet"];
    assert_eq!(imports(text), all);
}

#[test]
fn use_cases_know_nothing_of_pages_and_requests() {
    let found = lines_where(&files("src/usecases", &[".rs"]), |line| {
        let code = line.trim_start();
        !code.starts_with("//")
            && ["actix_web", "crate::web", "tera::"].iter().any(|word| code.contains(word))
    });
    assert_eq!(found, [""; 0]);
}
