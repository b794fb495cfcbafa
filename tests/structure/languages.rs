//! What a second language says for the templates' sentences belongs to sentences that are still there.

use super::{files, root};
use std::collections::BTreeMap;

#[test]
fn every_translated_sentence_stands_in_a_template_as_it_is() {
    let text = std::fs::read_to_string(root().join("templates/messages/ar-pages.toml")).unwrap();
    let pages: BTreeMap<String, String> = toml::from_str(&text).unwrap();
    assert!(pages.len() > 50, "{}", pages.len());
    let templates: String = files("templates", &[".html"])
        .iter()
        .map(|path| std::fs::read_to_string(root().join(path)).unwrap())
        .collect();
    let lost: Vec<&String> = pages
        .keys()
        .filter(|english| {
            let stands = |open: &str, close: &str| templates.contains(&format!("{open}{english}{close}"));
            !stands(">", "<") && !stands("\"", "\"")
        })
        .collect();
    assert_eq!(lost, [""; 0], "no template says these any more");
}
