//! Both databases have the same migrations. The store's own test checks that they give the same schema.

use super::root;
use std::{collections::BTreeSet, fs};

fn names(backend: &str) -> BTreeSet<String> {
    fs::read_dir(root().join("migrations").join(backend))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn both_trees_have_the_same_names() {
    let (sqlite, postgresql) = (names("sqlite"), names("postgresql"));
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, postgresql);
}

#[test]
fn every_migration_can_be_taken_back() {
    for backend in ["sqlite", "postgresql"] {
        for name in names(backend) {
            for file in ["up.sql", "down.sql"] {
                let path = root().join("migrations").join(backend).join(&name).join(file);
                let text = fs::read_to_string(&path).unwrap_or_default();
                let statements =
                    text.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with("--"));
                assert!(statements, "{} says nothing", path.display());
            }
        }
    }
}
