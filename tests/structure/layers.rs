//! The arrows between the packages, as Cargo sees them.

use super::{code_and_tests, files, lines_where, listed, read, root};
use std::process::Command;

#[test]
fn the_law_lists_four_crates_and_nothing_else() {
    assert_eq!(listed("leaving-care-rules", "normal"), ["chrono", "serde", "thiserror", "toml"]);
    assert_eq!(listed("leaving-care-rules", "build"), [""; 0]);
}

#[test]
fn the_domain_knows_the_law_and_no_layer_above_it() {
    let listed = listed("onward-domain", "normal");
    assert!(listed.contains(&"leaving-care-rules"));
    for above in ["onward-store", "onward", "diesel", "actix-web", "tokio", "tracing", "rand"] {
        assert!(!listed.contains(&above), "onward-domain lists {above}");
    }
}

#[test]
fn the_store_knows_domain_and_law_and_nothing_of_the_web() {
    let listed = listed("onward-store", "normal");
    assert!(listed.contains(&"onward-domain") && listed.contains(&"diesel"));
    for above in ["onward", "actix-web", "actix-session", "tera", "clap", "tokio"] {
        assert!(!listed.contains(&above), "onward-store lists {above}");
    }
}

#[test]
fn no_query_can_be_written_outside_the_store() {
    for kind in ["normal", "dev", "build"] {
        for name in ["onward", "onward-domain", "leaving-care-rules"] {
            let listed = listed(name, kind);
            assert!(!listed.iter().any(|krate| krate.starts_with("diesel")), "{name} lists diesel ({kind})");
        }
    }
}

#[test]
fn the_law_has_no_clock_no_thread_and_no_file_in_its_source() {
    let source: Vec<_> = files("src/rules", &[".rs"])
        .into_iter()
        .filter(|path| {
            !path
                .components()
                .any(|part| ["tests", "examples", "build.rs"].iter().any(|other| part.as_os_str() == *other))
        })
        .collect();
    assert!(!source.is_empty());
    let words =
        ["::now()", "std::fs", "std::net", "std::thread", "std::env", "std::time", "async fn", "println!"];
    let found: Vec<_> = source
        .iter()
        // The build script writes the list of facts, and is not part of the law.
        .filter(|path| !path.ends_with("src/rules/build.rs"))
        .flat_map(|path| {
            let text = read(path);
            // Tests may read the catalogue's folder.
            let code = code_and_tests(&text).0;
            let wrong = code.lines().filter(|line| {
                let line = line.trim_start();
                !line.starts_with("//") && words.iter().any(|word| line.contains(word))
            });
            wrong.map(|line| format!("{}: {}", path.display(), line.trim())).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn diesel_reaches_the_binary_only_through_the_store() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "-p",
            "onward",
            "-e",
            "normal",
            "--depth",
            "1",
            "--prefix",
            "none",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let direct: Vec<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(direct.contains(&"onward-store"), "{tree}");
    assert!(!direct.iter().any(|krate| krate.starts_with("diesel") || *krate == "libsqlite3-sys"), "{tree}");
}

#[test]
fn only_the_dialect_asks_which_database_it_is() {
    let source: Vec<_> = files("src/store", &[".rs"])
        .into_iter()
        .filter(|path| !["dialect.rs", "connection.rs"].iter().any(|name| path.ends_with(name)))
        .filter(|path| !path.components().any(|part| part.as_os_str() == "dialect"))
        .filter(|path| !path.components().any(|part| part.as_os_str() == "suite"))
        .collect();
    assert!(source.len() > 20);
    let found = lines_where(&source, |line| {
        line.contains("AnyConnection::Sqlite") || line.contains("AnyConnection::Postgres")
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn no_request_works_as_the_installation_itself() {
    let source: Vec<_> = ["src/web", "src/usecases"]
        .into_iter()
        .flat_map(|folder| files(folder, &[".rs"]))
        .filter(|path| !path.ends_with("testing.rs") && !path.ends_with("tests.rs"))
        .collect();
    assert!(source.len() > 20);
    let found = lines_where(&source, |line| line.contains(".system(") || line.contains("Task::"));
    assert_eq!(found, [""; 0]);
}
