//! What keeps the web floor a pattern that the next page can copy: docs/decisions/0040.

use super::{code_and_tests, files, read};
use std::path::{Path, PathBuf};

/// Sentences in Rust under `src/web`, outside tests. May only fall: words stand in templates and message files.
const SENTENCES: usize = 49;

/// The code in a file: no tests, no comments.
fn code(path: &Path) -> String {
    let text = read(path.to_str().unwrap_or_default());
    let code = code_and_tests(&text).0;
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn web() -> Vec<PathBuf> {
    let is_test = |path: &Path| {
        path.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            ["tests", "tests.rs", "testing.rs", "page_check.rs", "samples.rs"].contains(&&*part)
        })
    };
    files("src/web", &[".rs"])
        .into_iter()
        .filter(|path| !is_test(path) && !path.ends_with("words/generate.rs"))
        .collect()
}

/// String literals of three words or more.
fn sentences(code: &str) -> usize {
    let literals = code.split('"').skip(1).step_by(2);
    let is_word =
        |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || "’'-,.?".contains(c));
    literals.filter(|literal| literal.split_whitespace().filter(is_word).count() >= 3).count()
}

#[test]
fn words_are_in_templates_and_message_files() {
    let web = web();
    assert!(web.len() > 60);
    let mut found: Vec<(usize, PathBuf)> =
        web.into_iter().map(|path| (sentences(&code(&path)), path)).filter(|(count, _)| *count > 0).collect();
    found.sort_by(|one, other| other.cmp(one));
    let all: usize = found.iter().map(|(count, _)| count).sum();
    assert!(all <= SENTENCES, "{all} sentences are in Rust, {SENTENCES} at most: {found:#?}");
}

#[test]
fn a_literal_of_three_words_is_a_sentence_and_a_key_is_not() {
    assert_eq!(sentences(r#"let a = "Enter the day"; let b = "adviser/fact.html"; let c = "is-done"; "#), 1);
}

#[test]
fn no_handler_opens_a_record_or_queries_a_repository() {
    // These pass transactions and scopes on: the desk to use cases, the others to sessions and to who is signed in.
    let doors = [
        "src/web/desk.rs",
        "src/web/extract/signed_in.rs",
        "src/web/account/session_store.rs",
        "src/web/account/unsaved/mod.rs",
    ];
    let found: Vec<_> = web()
        .into_iter()
        .filter(|path| !doors.iter().any(|door| path == Path::new(door)))
        .filter(|path| {
            let code = code(path);
            [".open(tx", ".open(ask", "tx.users()", "tx.accounts()", "record()."]
                .iter()
                .any(|word| code.contains(word))
        })
        .collect();
    assert!(found.is_empty(), "these open records or query repositories themselves: {found:#?}");
}
