//! The languages that pages can be read in. English is whole; another one says what it has, and the rest in English.

use std::{collections::HashMap, sync::OnceLock};

use leaving_care_rules::messages::Messages;

use super::say::english;
use crate::web::view::{Dir, Language};

/// What ends an attribute. Written so that the quotes of this file stay in pairs.
const QUOTE: char = '\u{22}';

/// One language: its messages, and what it says for the sentences of the templates.
#[derive(Debug)]
pub struct Tongue {
    pub code: &'static str,
    pub name: &'static str,
    pub dir: Dir,
    pub messages: &'static Messages,
    /// By the English sentence.
    pub pages: HashMap<String, String>,
}

impl Tongue {
    /// For a page's frame.
    #[must_use]
    pub fn language(&self) -> Language {
        Language { code: self.code.into(), name: self.name.into(), dir: self.dir }
    }

    /// A template with the sentences that this language has: between two tags, and as an argument of a component. Anything with
    /// a placeholder in it stays as it is.
    #[must_use]
    pub fn template(&self, text: &str) -> String {
        let mut said = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['>', QUOTE]) {
            let (before, from) = rest.split_at(at);
            said.push_str(before);
            let mut chars = from.chars();
            let Some(open) = chars.next() else { break };
            said.push(open);
            let inside = chars.as_str();
            let close = if open == '>' { '<' } else { QUOTE };
            let sentence = inside.split(['<', '>', QUOTE, '{', '}']).next().unwrap_or_default();
            let ends = inside.get(sentence.len()..).is_some_and(|after| after.starts_with(close));
            match self.pages.get(sentence.trim()).filter(|_| ends) {
                Some(theirs) => {
                    said.push_str(&sentence.replace(sentence.trim(), theirs));
                    rest = inside.get(sentence.len()..).unwrap_or_default();
                    // A quote that ends a sentence begins none.
                    if close == QUOTE {
                        said.push(QUOTE);
                        rest = rest.get(1..).unwrap_or_default();
                    }
                }
                None => rest = inside,
            }
        }
        said.push_str(rest);
        said
    }
}

/// Every language but English. All of them are drafts: a page offers them in the demonstration only.
///
/// # Errors
/// Every mistake in the files. Then nothing starts.
pub fn others() -> Result<&'static [Tongue], String> {
    static ALL: OnceLock<Result<Vec<Tongue>, String>> = OnceLock::new();
    let load = || {
        let name = "templates/messages/ar.toml";
        let read = Messages::partly(name, include_str!("../../../templates/messages/ar.toml"), english()?);
        let pages = toml::from_str(include_str!("../../../templates/messages/ar-pages.toml"));
        Ok(vec![Tongue {
            code: "ar",
            name: "العربية",
            dir: Dir::Rtl,
            messages: Box::leak(Box::new(read.map_err(|why| why.to_string())?)),
            pages: pages.map_err(|why: toml::de::Error| format!("ar-pages.toml: {why}"))?,
        }])
    };
    ALL.get_or_init(load).as_deref().map_err(Clone::clone)
}

/// The language with this code, unless it is English.
#[must_use]
pub fn other(code: &str) -> Option<&'static Tongue> {
    others().ok()?.iter().find(|tongue| tongue.code == code)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_between_tags_or_as_an_argument_is_said_and_the_rest_stays_as_it_is() {
        let arabic = other("ar").unwrap();
        let home = arabic.pages.get("Home").unwrap();
        let said = arabic.template(
            r#"<h1>Home</h1> <p>Home is {{ x }}</p> {{ <button text="Home" href="/home" /> }} <b>Nothing</b> {% if a == "home" %}"#,
        );
        assert_eq!(
            said,
            format!(
                r#"<h1>{home}</h1> <p>Home is {{{{ x }}}}</p> {{{{ <button text="{home}" href="/home" /> }}}} <b>Nothing</b> {{% if a == "home" %}}"#
            )
        );
    }
}
