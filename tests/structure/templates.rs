//! What no template may do, whoever wrote it.

use super::{files, lines_where, read};

fn templates() -> Vec<std::path::PathBuf> {
    files("templates", &[".html", ".svg", ".txt"])
}

#[test]
fn nothing_is_marked_safe() {
    let found = lines_where(&templates(), |line| {
        let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        squeezed.contains("|safe") || squeezed.contains("autoescapefalse")
    });
    assert_eq!(found, [""; 0], "HTML comes in only as a component's body");
}

#[test]
fn nothing_is_inline_so_that_the_content_security_policy_stays_strict() {
    let found = lines_where(&templates(), |line| {
        let line = line.to_lowercase();
        let handler = line.split_whitespace().any(|word| {
            word.strip_prefix("on").is_some_and(|rest| {
                rest.split_once('=')
                    .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()))
            })
        });
        line.contains(" style=")
            || line.contains("<style")
            || line.contains("javascript:")
            || handler
            || (line.contains("<script") && !line.contains(" src="))
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn no_outside_host_is_loaded() {
    let found = lines_where(&templates(), |line| {
        ["src=\"http", "src=\"//", "@import", "url(http", "<iframe", "<object"]
            .iter()
            .any(|word| line.contains(word))
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn titles_hold_no_names_and_nothing_sensitive() {
    let titles = lines_where(&templates(), |line| line.contains("<title"));
    let wrong: Vec<_> = titles
        .iter()
        .filter(|line| {
            let line = line.to_lowercase();
            ["name", "person.", "care", "social", "entitle", "housing"].iter().any(|word| {
                let title = line.split("<title").nth(1).unwrap_or_default();
                title.split("</title").next().unwrap_or_default().replace("service_name", "").contains(word)
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[derive(serde::Deserialize)]
struct Words {
    never: Vec<String>,
}

#[test]
fn what_a_young_person_reads_uses_none_of_the_words_that_we_never_use() {
    let words: Words = toml::from_str(&read("tests/structure/words.toml")).unwrap();
    assert!(words.never.len() > 5);
    let mut read_by_them = files("templates/young_person", &[".html"]);
    read_by_them.extend(files("templates/public", &[".html"]));
    read_by_them.extend(files("templates/errors", &[".html"]));
    let found = lines_where(&read_by_them, |line| {
        let plain = format!(" {} ", without_markup(line).to_lowercase());
        words.never.iter().any(|word| plain.contains(&format!(" {} ", word.to_lowercase())))
    });
    assert_eq!(found, [""; 0]);
}

/// The words of a line of a template: no tags, no expressions, no comments, no punctuation.
fn without_markup(line: &str) -> String {
    let mut text = String::new();
    let mut depth = 0_i32;
    for c in line.chars() {
        match c {
            '<' | '{' => depth += 1,
            '>' | '}' => depth -= 1,
            _ if depth <= 0 => text.push(if c.is_alphanumeric() || c == '-' || c == '\'' { c } else { ' ' }),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
