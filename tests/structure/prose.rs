//! Words that code, documents and pages avoid: the lists in `words.toml`, explained in CONTRIBUTING.md.

use super::{files, lines_where, read};

#[derive(serde::Deserialize)]
struct Words {
    prose: Vec<String>,
    long_forms: Vec<String>,
}

fn words() -> Words {
    toml::from_str(&read("tests/structure/words.toml")).unwrap()
}

/// Whether a line contains one of these words or phrases, whatever its case, with no letter on either side.
fn says_one_of(line: &str, phrases: &[String]) -> bool {
    let line = line.to_lowercase();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    phrases.iter().any(|phrase| {
        line.match_indices(phrase.as_str()).any(|(at, found)| {
            !is_letter(line[..at].chars().next_back()) && !is_letter(line[at + found.len()..].chars().next())
        })
    })
}

#[test]
fn code_documents_and_pages_avoid_the_words_on_the_list() {
    let words = words();
    assert!(words.prose.len() > 5);
    let mut prose = files("src", &[".rs", ".toml", ".md"]);
    prose.extend(files("tests", &[".rs"]).into_iter().filter(|path| !path.ends_with("structure/prose.rs")));
    prose.extend(files("docs", &[".md"]));
    prose.extend(files("templates", &[".html", ".toml"]));
    prose.extend(["README.md", "SECURITY.md", "CHANGELOG.md"].map(Into::into));
    assert!(prose.len() > 500, "{}", prose.len());
    let found = lines_where(&prose, |line| says_one_of(line, &words.prose));
    assert_eq!(found, [""; 0], "CONTRIBUTING.md says what to write instead");
}

#[test]
fn young_people_read_short_forms() {
    let words = words();
    assert!(words.long_forms.contains(&"cannot".to_owned()));
    let mut pages = files("templates/young_person", &[".html"]);
    pages.extend(files("templates/public", &[".html"]));
    pages.extend(files("src/rules/catalogue", &[".toml"]));
    pages.push("templates/messages/en/young_person.toml".into());
    pages.push("src/rules/challenge.toml".into());
    let mut found = lines_where(&pages, |line| {
        // One sentence is quoted in the specification as it is.
        !line.trim_start().starts_with('#')
            && !line.contains("Your boss does not need to know.")
            && says_one_of(line, &words.long_forms)
    });
    found.extend(lines_where(&["src/rules/facts.toml".into()], |line| {
        line.starts_with("young.") && says_one_of(line, &words.long_forms)
    }));
    assert_eq!(found, [""; 0], "don't, can't, doesn't, didn't, won't");
}

#[test]
fn a_word_is_found_whole_and_in_any_case() {
    let list = ["spell".to_owned(), "became of".to_owned()];
    assert!(says_one_of("A Spell of care", &list) && says_one_of("what became of it", &list));
    assert!(!says_one_of("spelling, misspelt", &list) && !says_one_of("it became often", &list));
}
