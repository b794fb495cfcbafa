//! How old a reader has to be.

pub fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '?', '!', ':']).map(str::trim).filter(|sentence| sentence.len() > 1).collect()
}

/// Flesch-Kincaid grade plus five years.
pub fn reading_age(text: &str) -> f64 {
    let words: Vec<&str> = text.split_whitespace().collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (sentences, words) = (sentences(text).len() as f64, words.len() as f64);
    0.39 * words / sentences + 11.8 * syllables as f64 / words - 15.59 + 5.0
}

/// Groups of vowels, not counting a silent e at the end.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let mut groups = 0;
    let mut before = false;
    for letter in word.chars() {
        groups += usize::from(is_vowel(letter) && !before);
        before = is_vowel(letter);
    }
    let silent = groups > 1 && word.ends_with('e') && !word.ends_with("le");
    (groups - usize::from(silent)).max(1)
}
