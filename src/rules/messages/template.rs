//! One sentence: words, placeholders, and choices by number.
//!
//! `{name}` takes anything; `{until:day}` only a date, `{sum:pounds}` only an amount, `{count:number}` only a number.
//! `{count|thing|things}` chooses by the number `count`: the plural forms of the language, in order. A form
//! contains words, not placeholders.

use super::plural::Plurals;

/// What may fill a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Takes {
    Any,
    /// A date, in words.
    Day,
    /// A whole number.
    Number,
    /// An amount in pence.
    Pounds,
    /// Another sentence from the files.
    Message,
    /// Several sentences or words, joined by "and".
    List,
}

impl Takes {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "any" => Self::Any,
            "day" => Self::Day,
            "number" => Self::Number,
            "pounds" => Self::Pounds,
            "message" => Self::Message,
            "list" => Self::List,
            _ => return None,
        })
    }
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Plain words.
    Words(String),
    /// A placeholder with this name.
    Place(String, Takes),
    /// Words chosen by the number in the placeholder with this name.
    Choice(String, Vec<String>),
}

/// The parts of a sentence.
///
/// # Errors
/// What is wrong with it, in words for whoever wrote the file.
pub(super) fn read(text: &str, plurals: Plurals) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').ok_or("a { without its }")?;
        if !words.is_empty() {
            pieces.push(Piece::Words(words.to_owned()));
        }
        pieces.push(read_place(place, plurals)?);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    Ok(pieces)
}

fn read_place(place: &str, plurals: Plurals) -> Result<Piece, String> {
    if let Some((name, forms)) = place.split_once('|') {
        let forms: Vec<String> = forms.split('|').map(str::to_owned).collect();
        if forms.len() != plurals.forms() {
            return Err(format!(
                "{{{place}}} has {} forms; this language has {}",
                forms.len(),
                plurals.forms()
            ));
        }
        return Ok(Piece::Choice(named(name)?, forms));
    }
    let (name, takes) = place.split_once(':').unwrap_or((place, "any"));
    let takes = Takes::of(takes).ok_or_else(|| format!("no place takes `{takes}`"))?;
    Ok(Piece::Place(named(name)?, takes))
}

fn named(name: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(plain) {
        Ok(name.to_owned())
    } else {
        Err(format!("a placeholder's name has lowercase letters, digits and _; not `{name}`"))
    }
}

/// The placeholders in a sentence, without duplicates, and what fills them. A choice on its own makes its placeholder a
/// number.
pub(super) fn places(pieces: &[Piece]) -> std::collections::BTreeMap<&str, Takes> {
    let mut found = std::collections::BTreeMap::new();
    for piece in pieces {
        match piece {
            Piece::Words(_) => {}
            Piece::Place(name, takes) => {
                let known = found.entry(name.as_str()).or_insert(*takes);
                *known = (*known).max(*takes);
            }
            Piece::Choice(name, _) => {
                found.insert(name.as_str(), Takes::Number);
            }
        }
    }
    found
}
