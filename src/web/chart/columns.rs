//! Two columns beside each other on one scale: what comes in and what goes out, each made of its parts.

use serde::Serialize;

/// A part of a column: its words, its sum as it is written, how much.
pub type Part = (String, String, i64);

/// Two columns, drawn in a box 296 wide and 318 high.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// From the foot up.
    pub first: Vec<Block>,
    /// From the foot up.
    pub second: Vec<Block>,
    /// What the lower one lacks: a dashed box on top of it.
    pub gap: Option<Gap>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Its words.
    pub words: String,
    /// Its sum.
    pub sum: String,
    /// Its upper edge.
    pub top: i64,
    /// How high.
    pub height: i64,
    /// Words and sum have a line each.
    pub two_lines: bool,
    /// Where the words stand.
    pub text: i64,
}

/// The missing part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The first column is the lower one.
    pub first: bool,
    /// Its upper edge.
    pub top: i64,
    /// How high.
    pub height: i64,
}

const TOP: i64 = 28;
const FOOT: i64 = 301;
/// Between two parts.
const SPACE: i64 = 3;
/// A lower part has no room for words: it is one of the others.
const LEAST: i64 = 24;
/// From this height words and sum have a line each.
const TWO_LINES: i64 = 44;

impl Columns {
    /// Draws both; nothing where there is nothing. Parts without room for words are put together as `others`.
    #[must_use]
    pub fn draw(
        first: Vec<Part>,
        second: Vec<Part>,
        others: &dyn Fn(i64) -> (String, String),
    ) -> Option<Self> {
        let whole = |parts: &[Part]| parts.iter().map(|part| part.2).sum::<i64>();
        let (one, other) = (whole(&first), whole(&second));
        let most = one.max(other);
        if most <= 0 {
            return None;
        }
        let scale = |sum: i64| sum.saturating_mul(FOOT - TOP) / most;
        let lower = scale(one.min(other));
        let gap = (one != other).then(|| Gap {
            first: one < other,
            top: TOP,
            height: (FOOT - TOP - lower - SPACE).max(4),
        });
        Some(Self {
            first: stack(grouped(first, &scale, others), &scale),
            second: stack(grouped(second, &scale, others), &scale),
            gap,
        })
    }
}

fn grouped(
    parts: Vec<Part>,
    scale: &dyn Fn(i64) -> i64,
    others: &dyn Fn(i64) -> (String, String),
) -> Vec<Part> {
    let (mut large, small): (Vec<Part>, Vec<Part>) =
        parts.into_iter().filter(|part| part.2 > 0).partition(|part| scale(part.2) >= LEAST);
    large.sort_by_key(|part| std::cmp::Reverse(part.2));
    match small.as_slice() {
        [] => {}
        [_] => large.extend(small),
        _ => {
            let sum = small.iter().map(|part| part.2).sum();
            let (words, written) = others(sum);
            large.push((words, written, sum));
        }
    }
    large
}

fn stack(parts: Vec<Part>, scale: &dyn Fn(i64) -> i64) -> Vec<Block> {
    let mut foot = FOOT;
    let mut blocks = Vec::with_capacity(parts.len());
    for (words, sum, much) in parts {
        let height = (scale(much) - SPACE).max(4);
        let top = foot - height;
        let two_lines = height >= TWO_LINES;
        let text = if two_lines { top + height / 2 - 4 } else { top + height / 2 + 5 };
        let words = fit(words, if two_lines { 14 } else { 8 });
        blocks.push(Block { words, sum, top, height, two_lines, text });
        foot = top - SPACE;
    }
    blocks
}

/// The words as far as there is room for them; the table has them whole.
fn fit(words: String, most: usize) -> String {
    if words.chars().count() <= most {
        return words;
    }
    let start: String = words.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn part(words: &str, much: i64) -> Part {
        (words.to_owned(), format!("£{}", much / 100), much)
    }

    fn others(sum: i64) -> (String, String) {
        ("Other".to_owned(), format!("£{}", sum / 100))
    }

    #[test]
    fn the_higher_column_fills_the_box_and_the_lower_has_a_gap_of_what_it_lacks() {
        let first = vec![part("Wages", 17_400), part("Universal Credit", 7_100)];
        let second =
            vec![part("Rent", 8_800), part("Bills", 6_500), part("Food", 5_000), part("Other", 5_400)];
        let drawn = Columns::draw(first, second, &others).unwrap();
        assert_eq!(
            drawn.second.iter().map(|block| block.height + SPACE).sum::<i64>(),
            272,
            "rounded down at each part"
        );
        let gap = drawn.gap.unwrap();
        assert!(gap.first && gap.height > 4, "{gap:?}");
        assert!(drawn.first.iter().all(|block| block.top > gap.top + gap.height), "{drawn:?}");
        assert_eq!(drawn.first.first().map(|block| block.words.as_str()), Some("Wages"));
    }

    #[test]
    fn parts_without_room_for_words_stand_together_and_nothing_draws_nothing() {
        let second = vec![part("Rent", 50_000), part("Water", 900), part("Phone", 800), part("Bus", 0)];
        let drawn = Columns::draw(vec![part("Wages", 60_000)], second, &others).unwrap();
        let words: Vec<_> =
            drawn.second.iter().map(|block| (block.words.as_str(), block.sum.as_str())).collect();
        assert_eq!(words, [("Rent", "£500"), ("Other", "£17")]);
        assert_eq!(Columns::draw(Vec::new(), Vec::new(), &others), None);
        let even = Columns::draw(vec![part("Wages", 100)], vec![part("Rent", 100)], &others).unwrap();
        assert_eq!(even.gap, None);
    }
}
