//! An audience's handlers never import another audience's.

use super::{files, lines_where};

const AUDIENCES: [&str; 7] =
    ["public", "young_person", "adviser", "manager", "reviewing", "hub", "administrator"];

/// Lines in one audience's `folder` that name another audience's module in the same layer.
fn crossings(layer: &str) -> Vec<String> {
    let mut found = Vec::new();
    for mine in AUDIENCES {
        let sources = files(&format!("src/{layer}/{mine}"), &[".rs"]);
        found.extend(lines_where(&sources, |line| {
            let code = line.trim_start();
            !code.starts_with("//")
                && AUDIENCES.iter().any(|other| {
                    *other != mine
                        && (code.contains(&format!("{layer}::{other}::"))
                            || code.contains(&format!("super::super::{other}::")))
                })
        }));
    }
    found
}

#[test]
fn no_audience_imports_the_handlers_of_another() {
    assert_eq!(crossings("web"), [""; 0]);
}

#[test]
fn no_audience_imports_the_use_cases_of_another() {
    assert_eq!(crossings("usecases"), [""; 0]);
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
