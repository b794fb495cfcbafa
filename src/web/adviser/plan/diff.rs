//! What changed between two texts, word by word.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// A stretch of words that is in both texts, only in the new one, or only in the old one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bit {
    /// `same`, `new` or `gone`.
    pub is: &'static str,
    pub text: String,
}

/// The stretches in their order.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Bit> {
    let mut bits: Vec<Bit> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let is = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "new",
            ChangeTag::Delete => "gone",
        };
        match bits.last_mut() {
            Some(last) if last.is == is => last.text.push_str(change.value()),
            _ => bits.push(Bit { is, text: change.value().to_owned() }),
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn only_the_words_that_changed_are_marked() {
        let bits = words("Look at two flats near college", "Look at three flats near work");
        let said: Vec<_> = bits.iter().map(|bit| format!("{}:{}", bit.is, bit.text.trim())).collect();
        assert_eq!(
            said,
            ["same:Look at", "gone:two", "new:three", "same:flats near", "gone:college", "new:work"]
        );
        assert!(words("the same", "the same").iter().all(|bit| bit.is == "same"));
    }
}
