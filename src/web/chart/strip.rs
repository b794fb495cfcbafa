//! A strip of days: when each period was, between birthdays and today.

use super::Share;
use crate::web::words::Say;
use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

/// Periods along a line of days, with marks and years.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    /// The same in one sentence, for someone who hears it.
    pub says: Say,
    /// In order of their beginning.
    pub periods: Vec<Period>,
    /// Birthdays, above the line.
    pub birthdays: Vec<Mark>,
    /// Today, below the line; absent if it is outside.
    pub today: Option<Mark>,
    /// 1 January of each year that has room for its label.
    pub years: Vec<Mark>,
}

/// How a period is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// Every day of it counts.
    Counts,
    /// Has not happened yet.
    Planned,
    /// None of it counts.
    LeftOut,
}

/// One period on the strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    /// How it is drawn.
    pub kind: PeriodKind,
    /// Where it begins.
    pub x: Share,
    /// How long it is; never too thin to be seen.
    pub width: Share,
}

/// A day with a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Where it stands.
    pub x: Share,
    /// "16", "today", "2025".
    pub words: String,
    /// `start`, `middle` or `end`: which part of the label is on the mark.
    pub anchor: &'static str,
    /// Only on wide screens.
    pub wide_only: bool,
}

/// What a strip is drawn from: periods as `[start, end)`.
#[derive(Debug, Clone)]
pub struct StripDays {
    /// Periods with how they are drawn.
    pub periods: Vec<(NaiveDate, NaiveDate, PeriodKind)>,
    /// Birthdays worth a mark, with the age.
    pub birthdays: Vec<(NaiveDate, u32)>,
    /// The day the page is about.
    pub today: NaiveDate,
}

impl Strip {
    /// Draws the days from a little before the first period to a little after the last; `None` without periods.
    #[must_use]
    pub fn draw(says: Say, days: &StripDays) -> Option<Self> {
        let first = days.periods.iter().map(|period| period.0).min()?;
        let last =
            days.periods.iter().map(|period| period.1).max()?.max(first.checked_add_days(Days::new(90))?);
        let room = u64::try_from((last - first).num_days() / 25).unwrap_or(4).max(4);
        let scale = Scale {
            from: first.checked_sub_days(Days::new(room))?,
            until: last.checked_add_days(Days::new(room))?,
        };
        let mut periods: Vec<Period> = days
            .periods
            .iter()
            .map(|&(start, end, kind)| {
                let x = scale.place(start);
                Period { kind, x, width: x.until(scale.place(end)).max(Share(45)) }
            })
            .collect();
        periods.sort_by_key(|period| (period.x, period.kind));
        let birthdays = days
            .birthdays
            .iter()
            .filter(|(day, _)| scale.holds(*day))
            .map(|(day, age)| scale.mark(*day, age.to_string(), "middle"))
            .collect();
        let today = scale.holds(days.today).then(|| scale.mark(days.today, "today".to_owned(), "middle"));
        let years = scale.years(today.as_ref());
        Some(Self { says, periods, birthdays, today, years })
    }
}

struct Scale {
    from: NaiveDate,
    until: NaiveDate,
}

impl Scale {
    fn place(&self, day: NaiveDate) -> Share {
        Share::of((day - self.from).num_days(), (self.until - self.from).num_days())
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }

    fn mark(&self, day: NaiveDate, words: String, anchor: &'static str) -> Mark {
        let x = self.place(day);
        let anchor = if x.at_least(94) {
            "end"
        } else if x.at_least(5) {
            anchor
        } else {
            "start"
        };
        Mark { x, words, anchor, wide_only: false }
    }

    /// Years whose labels meet neither each other nor today's; on a phone every label needs more room.
    fn years(&self, today: Option<&Mark>) -> Vec<Mark> {
        let mut years: Vec<Mark> = Vec::new();
        let mut last_on_phone: Option<Share> = None;
        for year in self.from.year()..=self.until.year() {
            let Some(day) = NaiveDate::from_ymd_opt(year, 1, 1) else { continue };
            let shown = self.mark(day.max(self.from), year.to_string(), "start");
            let meets =
                |other: Share, room: u32| !other.until(shown.x).max(shown.x.until(other)).at_least(room);
            let on_today = |room| today.is_some_and(|today| meets(today.x, room));
            if shown.x.at_least(95) || on_today(6) || years.last().is_some_and(|last| meets(last.x, 5)) {
                continue;
            }
            let wide_only = on_today(22) || last_on_phone.is_some_and(|last| meets(last, 14));
            if !wide_only {
                last_on_phone = Some(shown.x);
            }
            years.push(Mark { wide_only, anchor: "start", ..shown });
        }
        years
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{PeriodKind, Say, Share, Strip, StripDays};
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn kai() -> StripDays {
        StripDays {
            periods: vec![
                (day("2026-10-12"), day("2026-11-23"), PeriodKind::Counts),
                (day("2024-05-02"), day("2024-06-20"), PeriodKind::LeftOut),
                (day("2026-11-23"), day("2026-12-07"), PeriodKind::Planned),
            ],
            birthdays: vec![(day("2024-10-14"), 14), (day("2026-10-14"), 16), (day("2028-10-14"), 18)],
            today: day("2026-11-23"),
        }
    }

    #[test]
    fn kais_periods_stand_in_order_and_only_birthdays_within_the_strip_are_marked() {
        let strip = Strip::draw(Say::words(""), &kai()).unwrap();
        let kinds: Vec<_> = strip.periods.iter().map(|period| period.kind).collect();
        assert_eq!(kinds, [PeriodKind::LeftOut, PeriodKind::Counts, PeriodKind::Planned]);
        let ages: Vec<_> = strip.birthdays.iter().map(|mark| mark.words.as_str()).collect();
        assert_eq!(ages, ["14", "16"]);
        assert_eq!(strip.today.unwrap().words, "today");
    }

    #[test]
    fn a_single_night_can_still_be_seen() {
        let periods = vec![
            (day("2016-01-01"), day("2016-01-02"), PeriodKind::LeftOut),
            (day("2026-01-01"), day("2026-01-02"), PeriodKind::Counts),
        ];
        let strip =
            Strip::draw(Say::words(""), &StripDays { periods, birthdays: vec![], today: day("2026-11-23") })
                .unwrap();
        assert!(strip.periods.iter().all(|period| period.width >= Share(45)));
    }

    #[test]
    fn someone_never_in_care_has_no_strip() {
        let empty = StripDays { periods: vec![], birthdays: vec![], today: day("2026-11-23") };
        assert!(Strip::draw(Say::words(""), &empty).is_none());
    }
}
