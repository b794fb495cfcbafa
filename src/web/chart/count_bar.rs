//! The 13 weeks as one bar: what counts, what is planned, what is still short of 91 days.

use super::Share;
use crate::web::words::Say;
use serde::Serialize;

/// Days towards 91, period after period, oldest first.
#[derive(Debug, Clone, Serialize)]
pub struct CountBar {
    /// The same in one sentence of numbers, for someone who hears it.
    pub says: Say,
    /// Periods that count, then planned days, then days short.
    pub segments: Vec<Segment>,
    /// Where the 91st day ends.
    pub needed_at: Share,
    /// The mark's label is before it, because there is no chart left after it.
    pub needed_before: bool,
}

/// One stretch of [`CountBar`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// `counts`, `planned` or `short`.
    pub kind: &'static str,
    /// Where it begins.
    pub x: Share,
    /// How long it is, less a hair's breadth if another follows.
    pub width: Share,
    /// Where its label begins.
    pub words_x: Share,
    /// How many days it has.
    pub days: i64,
    /// It is long enough for a label.
    pub labelled: bool,
    /// "Since 12 October 2026", beneath it.
    pub under: Option<Say>,
}

/// How many days the law requires: 13 weeks.
pub const NEEDED: i64 = 91;

impl CountBar {
    /// Draws periods (days, label beneath), then the planned days to come; `short` of 91 when those end.
    #[must_use]
    pub fn draw(says: Say, counted: &[(i64, Say)], planned: i64) -> Self {
        let so_far: i64 = counted.iter().map(|period| period.0).sum();
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
                days,
                labelled: width.at_least(24),
                under: under.filter(|_| width.at_least(24)),
            });
            day += days;
        }
        Self { says, segments, needed_at, needed_before: needed_at.at_least(50) }
    }
}

/// Where a stretch's label begins: after the mark of 91 if that would run through it.
fn words_from(x: Share, needed_at: Share) -> Share {
    if x <= needed_at && !x.until(needed_at).at_least(20) { needed_at } else { x }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::{CountBar, Say, Share};

    fn drawn(counted: &[(i64, &str)], planned: i64) -> CountBar {
        let counted: Vec<_> = counted.iter().map(|(days, under)| (*days, Say::words(*under))).collect();
        CountBar::draw(Say::words(""), &counted, planned)
    }

    #[test]
    fn kais_74_days_with_14_planned_leave_3_short_of_91() {
        let bar = drawn(&[(32, "Spring 2025"), (42, "Since 12 October 2026")], 14);
        let kinds: Vec<_> = bar.segments.iter().map(|segment| segment.kind).collect();
        assert_eq!(kinds, ["counts", "counts", "planned", "short"]);
        assert_eq!(bar.segments[3].x, Share::of(88, 91));
        assert_eq!(bar.needed_at, Share::WHOLE);
        assert_eq!((bar.segments[1].days, bar.segments[1].labelled), (42, true));
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
