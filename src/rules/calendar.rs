//! Days, birthdays and months as leaving care law counts them.
//!
//! A day is a whole number, so that spans of days can be compared and counted without a calendar; only birthdays,
//! months and 31 August need one, and those are here.

use chrono::{Datelike, Months, NaiveDate};
use std::fmt;

/// Thirteen weeks, the time in care that the law requires: 91 whole days. CPR reg 40(1).
pub const THIRTEEN_WEEKS: i32 = 91;

/// One calendar day, or one of the two ends of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Before every day: the start of a span that has always held.
    pub const BEGINNING: Day = Day(i32::MIN);
    /// After every day: the end of a span that is still running.
    pub const END: Day = Day(i32::MAX);

    pub fn of(date: NaiveDate) -> Day {
        Day(date.num_days_from_ce())
    }

    /// The date of this day; `None` for the two ends of time.
    pub fn date(self) -> Option<NaiveDate> {
        match self {
            Day::BEGINNING | Day::END => None,
            Day(number) => NaiveDate::from_num_days_from_ce_opt(number),
        }
    }

    /// The day this many days later (earlier, if negative). The ends of time stay where they are.
    pub fn plus(self, days: i32) -> Day {
        match self {
            Day::BEGINNING | Day::END => self,
            Day(number) => Day(number.saturating_add(days)),
        }
    }

    pub fn eve(self) -> Day {
        self.plus(-1)
    }

    /// How many days from this day (counted) to `end` (not counted); 0 when `end` is not later.
    pub fn days_until(self, end: Day) -> i32 {
        end.0.saturating_sub(self.0).max(0)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (*self, self.date()) {
            (Day::BEGINNING, _) => f.write_str("beginning"),
            (Day::END, _) => f.write_str("end"),
            (_, Some(date)) => write!(f, "{date}"),
            (Day(number), None) => write!(f, "day {number}"),
        }
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Day {
        Day::of(date)
    }
}

/// The day on which someone reaches an age: the start of the anniversary of their birth. Family Law Reform Act 1969
/// s.9.
///
/// For someone born on 29 February, the birthday in a common year is 1 March (a reading: no statute says so).
pub fn birthday(born: NaiveDate, age: u8) -> NaiveDate {
    let year = born.year().saturating_add(i32::from(age));
    born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(NaiveDate::MAX)
}

/// The start of the day on which a continuous period of `months` from `start` is complete.
///
/// The same day of the month or, if the month has no such day, the first of the next.
pub fn after_months(start: NaiveDate, months: u32) -> NaiveDate {
    let Some(later) = start.checked_add_months(Months::new(months)) else { return NaiveDate::MAX };
    if later.day() == start.day() { later } else { later.succ_opt().unwrap_or(NaiveDate::MAX) }
}

/// [`after_months`] for a day; the ends of time stay where they are.
pub(crate) fn day_after_months(start: Day, months: u32) -> Day {
    start.date().map_or(start, |date| Day::of(after_months(date, months)))
}

/// The first 31 August on or after a day: the last day of the academic year that includes it.
pub fn thirty_first_august_from(day: NaiveDate) -> NaiveDate {
    let this_year = NaiveDate::from_ymd_opt(day.year(), 8, 31).unwrap_or(NaiveDate::MAX);
    if this_year >= day {
        this_year
    } else {
        NaiveDate::from_ymd_opt(day.year().saturating_add(1), 8, 31).unwrap_or(NaiveDate::MAX)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_leap_day_birthday_is_the_first_of_march_in_common_years() {
        let born = day("2008-02-29");
        assert_eq!(birthday(born, 16), day("2024-02-29"));
        assert_eq!(birthday(born, 18), day("2026-03-01"));
    }

    #[test]
    fn a_month_without_that_day_runs_to_the_first_of_the_next() {
        assert_eq!(after_months(day("2025-08-31"), 6), day("2026-03-01"));
        assert_eq!(after_months(day("2023-08-29"), 6), day("2024-02-29"));
        assert_eq!(after_months(day("2024-02-29"), 3), day("2024-05-29"));
        assert_eq!(after_months(day("2025-11-30"), 3), day("2026-03-01"));
        assert_eq!(after_months(day("2026-02-01"), 6), day("2026-08-01"));
    }

    #[test]
    fn the_thirty_first_of_august_belongs_to_the_year_it_ends() {
        assert_eq!(thirty_first_august_from(day("2026-08-31")), day("2026-08-31"));
        assert_eq!(thirty_first_august_from(day("2026-09-01")), day("2027-08-31"));
    }

    #[test]
    fn the_first_day_counts_and_the_last_does_not() {
        assert_eq!(Day::of(day("2026-03-02")).days_until(Day::of(day("2026-05-31"))), 90);
        assert_eq!(Day::of(day("2026-03-02")).days_until(Day::of(day("2026-06-01"))), THIRTEEN_WEEKS);
        assert_eq!(Day::END.plus(-1), Day::END);
    }
}
