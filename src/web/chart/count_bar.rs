//! The 13 weeks as one bar: what counts, what is planned, what is still short of 91 days.

use super::Share;
use crate::web::words::{count, figure};
use serde::Serialize;

/// Days towards 91, spell after spell, oldest first.
#[derive(Debug, Clone, Serialize)]
pub struct CountBar {
    /// What the picture is, for someone who hears it.
    pub title: String,
    /// The same in one sentence of numbers.
    pub says: String,
    /// Spells that count, then planned days, then days short.
    pub segments: Vec<Segment>,
    /// Where the 91st day ends.
    pub needed_at: Share,
    /// The mark's words stand before it, because nothing of the chart is left after it.
    pub needed_before: bool,
}

/// One stretch of [`CountBar`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// `counts`, `planned` or `short`.
    pub kind: &'static str,
    /// Where it begins.
    pub x: Share,
    /// How long it is, less a hair's breadth where another follows.
    pub width: Share,
    /// Where its words begin.
    pub words_x: Share,
    /// "32 days", where it is long enough to hold the words.
    pub words: Option<String>,
    /// "Since 12 October 2026", beneath it.
    pub under: Option<String>,
}

/// How many days the law asks for: 13 weeks.
pub const NEEDED: i64 = 91;

impl CountBar {
    /// Draws spells (days, words beneath), then the days planned to come; `short` of 91 when those end.
    #[must_use]
    pub fn draw(title: String, says: String, counted: &[(i64, String)], planned: i64) -> Self {
        let so_far: i64 = counted.iter().map(|spell| spell.0).sum();
        let short = (NEEDED - so_far - planned).max(0);
        let whole = (so_far + planned).max(NEEDED);
        let needed_at = Share::of(NEEDED, whole);
        let mut segments = Vec::new();
        let mut day = 0;
        let stretches = counted
            .iter()
            .map(|(days, under)| ("counts", *days, Some(under.clone())))
            .chain([("planned", planned, None), ("short", short, None)])
            .filter(|stretch| stretch.1 > 0);
        for (kind, days, under) in stretches {
            let (x, end) = (Share::of(day, whole), Share::of(day + days, whole));
            let width = x.until(end);
            segments.push(Segment {
                kind,
                x,
                width: if width.at_least(2) { Share(width.0 - 26) } else { width },
                words_x: Share(words_from(x, needed_at).0 + 127),
                words: width.at_least(24).then(|| words(kind, days)),
                under: under.filter(|_| width.at_least(24)),
            });
            day += days;
        }
        Self { title, says, segments, needed_at, needed_before: needed_at.at_least(50) }
    }
}

/// Where a stretch's words begin: after the mark of 91 where it would run through them.
fn words_from(x: Share, needed_at: Share) -> Share {
    if x <= needed_at && !x.until(needed_at).at_least(20) { needed_at } else { x }
}

fn words(kind: &str, days: i64) -> String {
    match kind {
        "planned" => format!("{} planned", figure(days)),
        "short" => format!("{} short", figure(days)),
        _ => count(days, "day", "days"),
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::{CountBar, Share};

    fn drawn(counted: &[(i64, &str)], planned: i64) -> CountBar {
        let counted: Vec<_> = counted.iter().map(|(days, under)| (*days, (*under).to_owned())).collect();
        CountBar::draw(String::new(), String::new(), &counted, planned)
    }

    #[test]
    fn kais_74_days_with_14_planned_leave_3_short_of_91() {
        let bar = drawn(&[(32, "Spring 2025"), (42, "Since 12 October 2026")], 14);
        let kinds: Vec<_> = bar.segments.iter().map(|segment| segment.kind).collect();
        assert_eq!(kinds, ["counts", "counts", "planned", "short"]);
        assert_eq!(bar.segments[3].x, Share::of(88, 91));
        assert_eq!(bar.needed_at, Share::WHOLE);
        assert_eq!(bar.segments[1].words.as_deref(), Some("42 days"));
    }

    #[test]
    fn four_years_in_care_put_the_mark_of_91_near_the_start() {
        let bar = drawn(&[(1461, "Since 2021")], 0);
        assert_eq!(bar.segments.len(), 1);
        assert_eq!(bar.needed_at, Share::of(91, 1461));
        assert!(!bar.needed_before);
    }

    #[test]
    fn someone_never_in_care_has_91_days_to_go() {
        let bar = drawn(&[], 0);
        assert_eq!(
            bar.segments.iter().map(|segment| (segment.kind, segment.x)).collect::<Vec<_>>(),
            [("short", Share(0))]
        );
    }
}
