//! Habits that no lint checks.

use super::{code_and_tests, files, lines_where, read};

#[test]
fn no_test_is_ignored_and_nothing_is_marked_as_unfinished() {
    let mut sources = files("src", &[".rs"]);
    sources.extend(
        files("tests", &[".rs", ".mjs"]).into_iter().filter(|path| !path.ends_with("structure/source.rs")),
    );
    assert!(sources.len() > 10);
    let found = lines_where(&sources, |line| {
        ["#[ignore", "todo!(", "unimplemented!(", "FIXME", ".skip(", "test.todo"].iter().any(|word| {
            // Only in the browser tests' language does `.skip(` skip a test; in Rust it belongs to an iterator.
            line.contains(word) && (*word != ".skip(" || line.contains("test.skip("))
        })
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_law_in_force_is_chosen_in_one_place_and_passed_to_everything_else() {
    let sources: Vec<_> = files("src", &[".rs"])
        .into_iter()
        .filter(|path| {
            // It works out only a status, which no offer changes.
            let of_status = path.ends_with("src/domain/withheld.rs");
            !of_status
                && !path.starts_with("src/rules")
                && !path.ends_with("tests.rs")
                && !path.ends_with("testing.rs")
        })
        .filter(|path| {
            !path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "suite")
        })
        .collect();
    let asks = |path: &std::path::PathBuf| {
        let text = read(path);
        // Tests are at the end of a file.
        let code = code_and_tests(&text).0.to_owned();
        ["Law::england(", ".with_offer(", "Law::load("].iter().any(|word| code.contains(word))
    };
    let asking: Vec<_> = sources.iter().filter(|path| asks(path)).collect();
    assert_eq!(
        asking,
        [std::path::Path::new("src/law.rs")],
        "these would answer from a different law than the rest"
    );
    // Only what starts a command asks for the law in force.
    let choosing: Vec<_> = sources
        .iter()
        .filter(|path| {
            let text = read(path);
            let code = code_and_tests(&text).0.to_owned();
            ["law::in_force(", "law::england(", "law::demonstration("].iter().any(|word| code.contains(word))
        })
        .filter(|path| !path.starts_with("src/cli") && !path.starts_with("src/demo"))
        .collect();
    assert!(choosing.is_empty(), "{choosing:?}");
}

#[test]
fn no_file_is_too_long_to_read_in_one_sitting() {
    let long: Vec<_> = files("src", &[".rs"])
        .into_iter()
        .map(|path| (read(&path).lines().count(), path))
        .filter(|(lines, path)| *lines > 600 && !path.components().any(|part| part.as_os_str() == "tests"))
        .collect();
    assert!(long.is_empty(), "about 400 lines per file; these need splitting: {long:?}");
}

#[test]
fn every_allow_has_a_reason() {
    // Clippy checks allow and expect; this checks those inside cfg_attr too.
    let sources = files("src", &[".rs"]);
    let found: Vec<_> = sources
        .iter()
        .filter_map(|path| {
            let text = read(path);
            let wrong = text.match_indices("cfg_attr(").any(|(at, _)| {
                let attribute: String = text[at..].chars().take_while(|c| *c != ']').collect();
                (attribute.contains("allow(") || attribute.contains("expect("))
                    && !attribute.contains("reason")
            });
            wrong.then(|| path.display().to_string())
        })
        .collect();
    assert_eq!(found, [""; 0]);
}
