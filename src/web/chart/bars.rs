//! One bar under another, each with its words and its number.

use super::Share;
use serde::Serialize;

/// Horizontal bars on one scale: the longest fills the width.
#[derive(Debug, Clone, Serialize)]
pub struct Bars {
    /// What the chart is, for someone who hears it.
    pub title: String,
    /// From top to bottom.
    pub bars: Vec<Bar>,
}

/// One line of [`Bars`].
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    /// Words above the bar, at its start.
    pub words: String,
    /// The number above the bar, at its end.
    pub value: String,
    /// Drawn in the second colour: this one is waiting for us.
    pub ours: bool,
    /// The part of the bar that is filled.
    pub filled: Share,
    /// The length of the whole bar.
    pub length: Share,
}

/// Words, the number as written, how much is filled, how long the bar is, whether it is waiting for us.
pub type Row = (String, String, i64, i64, bool);

impl Bars {
    /// Draws rows on the scale of the longest of them.
    #[must_use]
    pub fn draw(title: String, rows: Vec<Row>) -> Self {
        let longest = rows.iter().map(|row| row.3).max().unwrap_or(0);
        let bars = rows.into_iter().map(|(words, value, filled, length, ours)| Bar {
            words,
            value,
            ours,
            filled: Share::of(filled, longest),
            length: Share::of(length, longest),
        });
        Self { title, bars: bars.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bars, Share};

    #[test]
    fn the_longest_bar_fills_the_width_and_the_others_keep_its_scale() {
        let row = |words: &str, filled, length| (words.to_owned(), String::new(), filled, length, false);
        let drawn = Bars::draw("Gap".to_owned(), vec![row("told", 200, 400), row("asked", 100, 100)]);
        let seen: Vec<_> = drawn.bars.iter().map(|bar| (bar.filled, bar.length)).collect();
        assert_eq!(seen, [(Share::of(1, 2), Share::WHOLE), (Share::of(1, 4), Share::of(1, 4))]);
    }
}
