//! What no template may do, whoever wrote it.

use super::{code_and_tests, files, lines_where, read};

fn templates() -> Vec<std::path::PathBuf> {
    files("templates", &[".html", ".svg", ".txt"])
}

#[test]
fn nothing_is_marked_safe() {
    let found = lines_where(&templates(), |line| {
        let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        squeezed.contains("|safe") || squeezed.contains("autoescapefalse")
    });
    assert_eq!(found, [""; 0], "HTML only comes in as a component's body");
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

/// The content of `{% block title %}` on each page.
fn titles() -> Vec<(std::path::PathBuf, String)> {
    templates()
        .into_iter()
        .filter_map(|path| {
            let text = read(&path);
            let title = text.split("{% block title %}").nth(1)?.split("{% endblock").next()?.to_owned();
            Some((path, title)).filter(|(_, title)| !title.is_empty())
        })
        .collect()
}

#[test]
fn titles_contain_no_names() {
    let titles = titles();
    assert!(titles.len() > 20);
    let wrong: Vec<_> = titles
        .iter()
        .filter(|(_, title)| {
            // A title may be one of a few fixed ones chosen by the page struct; it may not be assembled from values.
            title.contains("{{") && title.trim() != "{{ title }}"
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_young_persons_browser_history_reveals_nothing_about_why_they_were_here() {
    let wrong: Vec<_> = titles()
        .into_iter()
        .filter(|(path, _)| !path.starts_with("templates/adviser") && !path.starts_with("templates/manager"))
        .filter(|(_, title)| {
            let title = title.to_lowercase();
            title.contains("{{") || SENSITIVE.iter().any(|word| title.contains(word))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

const SENSITIVE: [&str; 9] =
    ["care", "social", "entitle", "housing", "benefit", "council", "immigration", "custody", "complain"];

#[test]
fn every_page_has_a_struct_and_every_struct_is_rendered_by_a_test() {
    let sources: Vec<_> = files("src", &[".rs"]).into_iter().map(|path| (read(&path), path)).collect();
    let mut tested = String::new();
    for (text, path) in &sources {
        let whole_file_is_test = path.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            matches!(&*part, "tests" | "tests.rs" | "samples.rs")
        });
        tested.push_str(if whole_file_is_test { text } else { code_and_tests(text).1 });
    }
    let pages: Vec<_> = files("templates", &[".html"])
        .into_iter()
        .map(|path| path.strip_prefix("templates").unwrap().to_string_lossy().into_owned())
        .filter(|path| !path.starts_with("components/") && !path.starts_with("layouts/"))
        .collect();
    assert!(pages.len() > 20);
    let owners: Vec<_> =
        pages.iter().map(|page| (page, sources.iter().find_map(|(text, _)| owner(text, page)))).collect();
    let without: Vec<_> = owners.iter().filter(|(_, owner)| owner.is_none()).collect();
    assert!(without.is_empty(), "no page struct shows {without:?}");
    let untested: Vec<_> = owners
        .iter()
        .filter(|(page, _)| !BY_HTTP.contains(&page.as_str()))
        .filter(|(_, owner)| owner.as_ref().is_some_and(|name| !rendered(name, &sources, &tested)))
        .collect();
    assert!(untested.is_empty(), "no test renders {untested:?}");
}

/// These are made from the whole application, its settings and its clock: the journeys of tests/journeys/hub.rs render them.
const BY_HTTP: [&str; 2] = ["public/worried.html", "public/worried_sent.html"];

/// Whether tests name the struct, or a function that makes one.
fn rendered(page: &str, sources: &[(String, std::path::PathBuf)], tested: &str) -> bool {
    let makers = sources.iter().flat_map(|(text, _)| text.split("fn ").skip(1)).filter_map(|part| {
        let signature = part.split('{').next()?;
        let made = signature.split("->").nth(1)?;
        made.contains(page).then(|| part.split(['(', '<']).next().unwrap_or_default())
    });
    tested.contains(page) || makers.into_iter().any(|maker| tested.contains(&format!("{maker}(")))
}

/// The struct that names this template: the last type's name before the template's path.
fn owner(source: &str, page: &str) -> Option<String> {
    let before = source.split_once(&format!("\"{page}\""))?.0;
    before
        .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .find(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && word.contains(|c: char| c.is_ascii_lowercase())
        })
        .map(str::to_owned)
}

#[test]
fn every_component_is_rendered_by_a_test_or_used_on_a_page() {
    let components = files("templates/components", &[".html"]);
    let everything: String = templates().iter().map(read).collect();
    let tested: String = files("src/web", &["tests.rs"]).iter().map(read).collect();
    let unused: Vec<_> = components
        .iter()
        .flat_map(|path| {
            let text = read(path);
            text.split("{% component ")
                .skip(1)
                .map(|part| part.split(['(', ' ', '%']).next().unwrap().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|name| !tested.contains(&format!("\"{name}\"")))
        .filter(|name| {
            !["<", "</"].iter().any(|mark| {
                [" ", "/", "%", ">", "\n"]
                    .iter()
                    .any(|end| everything.contains(&format!("{mark}{name}{end}")))
            })
        })
        .collect();
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}

#[derive(serde::Deserialize)]
struct Words {
    never: Vec<String>,
}

#[test]
fn young_peoples_pages_use_none_of_the_words_we_never_use() {
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

/// The words in a line of a template: no tags, no expressions, no comments, no punctuation.
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

#[test]
fn every_form_that_posts_has_the_hidden_fields_against_forgery_and_double_submission() {
    let (mut forms, mut without) = (0, Vec::new());
    for path in templates() {
        for form in read(&path).split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            if form.split('>').next().unwrap_or_default().contains("method=\"post\"") {
                forms += 1;
                // A form that could not be saved carries every field it was sent with, including the token's.
                if !form.contains("<token />") && !form.contains("in unsaved.fields") {
                    without.push(path.clone());
                }
            }
        }
    }
    let token = read("templates/components/token.html");
    assert!(token.contains("name=\"csrf\"") && token.contains("name=\"once\""));
    assert!(forms > 20, "{forms}");
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn nothing_that_a_young_person_types_goes_into_an_address() {
    let own = |path: &std::path::PathBuf| {
        let path = path.to_string_lossy().into_owned();
        path.contains("templates/young_person/")
            || path.contains("templates/components/") && !path.contains("/staff_")
    };
    let mut looked = 0;
    let mut typed = Vec::new();
    for path in templates().into_iter().filter(own) {
        let text = read(&path);
        looked += 1;
        for form in text.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            if form.split('>').next().unwrap_or_default().contains("method=\"post\"") {
                continue;
            }
            let free = ["type=\"search\"", "type=\"text\"", "<textarea", "<field ", "<text_area "];
            if free.iter().any(|input| form.contains(input)) {
                typed.push(path.clone());
            }
        }
    }
    assert!(looked > 60, "{looked}");
    assert!(typed.is_empty(), "{typed:?}");
}
