//! A migration is written once for both databases, or once for each where they need different text. The store's own test
//! checks that they give the same schema.

use super::{files, read, root};
use std::{collections::BTreeSet, fs};

fn names(tree: &str) -> BTreeSet<String> {
    fs::read_dir(root().join("migrations").join(tree))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn text(tree: &str, name: &str, file: &str) -> String {
    fs::read_to_string(root().join("migrations").join(tree).join(name).join(file)).unwrap_or_default()
}

#[test]
fn a_migration_is_for_both_databases_or_there_is_one_for_each() {
    let (both, sqlite, postgresql) = (names("both"), names("sqlite"), names("postgresql"));
    assert!(both.len() > 10);
    assert_eq!(sqlite, postgresql);
    let twice: Vec<_> = both.intersection(&sqlite).collect();
    assert!(twice.is_empty(), "in migrations/both and in a database's own tree: {twice:?}");
}

#[test]
fn what_reads_the_same_on_both_databases_is_written_once() {
    for name in names("sqlite") {
        let same = ["up.sql", "down.sql"]
            .iter()
            .all(|file| text("sqlite", &name, file) == text("postgresql", &name, file));
        assert!(!same, "{name} says the same twice: move it to migrations/both");
    }
}

#[test]
fn every_migration_can_be_taken_back() {
    for tree in ["both", "sqlite", "postgresql"] {
        for name in names(tree) {
            for file in ["up.sql", "down.sql"] {
                let says = text(tree, &name, file);
                let mut lines = says.lines().map(str::trim);
                let statements = lines.any(|line| !line.is_empty() && !line.starts_with("--"));
                assert!(statements, "migrations/{tree}/{name}/{file} says nothing");
            }
        }
    }
}

/// A row whose noun is declared with `row!` can hold a word that this version doesn't know; `onward check` must find it.
#[test]
fn onward_check_reads_every_table_whose_rows_are_declared() {
    let checked = read("src/store/check/values.rs");
    let declared: Vec<_> = files("src/store/rows", &[".rs"])
        .iter()
        .flat_map(|path| {
            let text = read(path);
            let rows = text.lines().filter_map(|line| line.strip_prefix("row!("));
            rows.filter_map(|row| Some(row.split(", ").nth(1)?.trim_end_matches(',').to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(declared.len() > 30, "{declared:?}");
    let unread: Vec<_> = declared
        .iter()
        .filter(|table| {
            !checked.lines().any(|line| {
                line.trim().starts_with(&format!("{table}:"))
                    || line.trim().starts_with(&format!("{table} by "))
            })
        })
        .collect();
    assert!(unread.is_empty(), "add them to src/store/check/values.rs: {unread:?}");
}
