//! When the office is open: Monday to Friday, 9am to 5pm, except on bank holidays in England and Wales.
//!
//! There is one calendar for everything that counts working days. It follows GOV.UK's published list for the years which that list
//! covers, one-off holidays included, and the standing rules for every other year. Whoever starts the service puts the list in
//! ([`follow`]); until then, and in tests, the standing rules are all there is.

use std::{
    collections::BTreeMap,
    ops::RangeInclusive,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

/// The first hour of a working day.
const OPENS: u32 = 9;
/// The hour at which the working day ends.
const CLOSES: u32 = 17;
/// A year of a list has so many bank holidays; one with fewer or more is no list that anybody should follow.
const IN_A_YEAR: RangeInclusive<usize> = 7..=12;

/// Bank holidays in England and Wales.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    listed: BTreeMap<NaiveDate, String>,
    /// The first and last year that the list covers.
    covers: Option<(i32, i32)>,
}

/// Why nobody should follow a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAList {
    #[error("it has no days")]
    Empty,
    #[error("{0} has {1} bank holidays")]
    Year(i32, usize),
    #[error("{0} is a Saturday or Sunday")]
    Weekend(NaiveDate),
    #[error("{0} is not a holiday in it")]
    Without(NaiveDate),
}

impl Calendar {
    /// From a published list: day and title. Every year from the first to the last day is covered whole.
    ///
    /// # Errors
    /// What is odd about it: a year with too few or too many days, a day at a weekend, or no Christmas.
    pub fn of_list(days: impl IntoIterator<Item = (NaiveDate, String)>) -> Result<Self, NotAList> {
        let listed: BTreeMap<NaiveDate, String> = days.into_iter().collect();
        let years = listed.keys().map(Datelike::year);
        let (Some(first), Some(last)) = (years.clone().min(), years.max()) else {
            return Err(NotAList::Empty);
        };
        if let Some(day) = listed.keys().find(|day| weekend(**day)) {
            return Err(NotAList::Weekend(*day));
        }
        for year in first..=last {
            let count = listed.keys().filter(|day| day.year() == year).count();
            if !IN_A_YEAR.contains(&count) {
                return Err(NotAList::Year(year, count));
            }
            // A day may be proclaimed and another moved, but Good Friday and Christmas stand in every list.
            let good_friday = easter(year).and_then(|day| day.checked_sub_days(Days::new(2)));
            let christmas = NaiveDate::from_ymd_opt(year, 12, if weekend_christmas(year) { 27 } else { 25 });
            for day in [good_friday, christmas].into_iter().flatten() {
                if !listed.contains_key(&day) {
                    return Err(NotAList::Without(day));
                }
            }
        }
        Ok(Self { listed, covers: Some((first, last)) })
    }

    /// The first and last year of the list that it follows; nothing where it follows the standing rules alone.
    #[must_use]
    pub const fn covers(&self) -> Option<(i32, i32)> {
        self.covers
    }

    /// What the list calls a day.
    #[must_use]
    pub fn title(&self, day: NaiveDate) -> Option<&str> {
        self.listed.get(&day).map(String::as_str)
    }

    /// A bank holiday in England and Wales.
    #[must_use]
    pub fn bank_holiday(&self, day: NaiveDate) -> bool {
        match self.covers {
            Some((first, last)) if (first..=last).contains(&day.year()) => self.listed.contains_key(&day),
            _ => standing_rule(day),
        }
    }

    /// Monday to Friday, and no bank holiday.
    #[must_use]
    pub fn working_day(&self, day: NaiveDate) -> bool {
        !weekend(day) && !self.bank_holiday(day)
    }

    /// The day on which so many working days after it have begun. The day itself does not count.
    #[must_use]
    pub fn working_days_after(&self, day: NaiveDate, days: u32) -> NaiveDate {
        let all = day.iter_days().skip(1).filter(|day| self.working_day(*day));
        all.take(days.try_into().unwrap_or(usize::MAX)).last().unwrap_or(day)
    }

    /// Whether somebody is in the office at this London time.
    #[must_use]
    pub fn open_at(&self, now: NaiveDateTime) -> bool {
        self.working_day(now.date()) && (OPENS..CLOSES).contains(&now.hour())
    }

    /// When somebody is next in the office: the London time at which it opens. `None` only at the end of time.
    #[must_use]
    pub fn opens_after(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let opening = NaiveTime::from_hms_opt(OPENS, 0, 0)?;
        // It is never closed for more than a few days in a row; three weeks are plenty.
        (0..21)
            .filter_map(|days| now.date().checked_add_days(Days::new(days)))
            .filter(|day| self.working_day(*day))
            .map(|day| day.and_time(opening))
            .find(|opens| *opens > now)
    }

    /// When the office last closed before this day: the London time. `None` only at the beginning of time.
    #[must_use]
    pub fn closed_before(&self, day: NaiveDate) -> Option<NaiveDateTime> {
        let mut before = day.pred_opt()?;
        while !self.working_day(before) {
            before = before.pred_opt()?;
        }
        NaiveTime::from_hms_opt(CLOSES, 0, 0).map(|closing| before.and_time(closing))
    }

    /// Until when it is as it is at this London time, open or closed.
    #[must_use]
    pub fn until(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        if self.open_at(now) {
            return NaiveTime::from_hms_opt(CLOSES, 0, 0).map(|closing| now.date().and_time(closing));
        }
        self.opens_after(now)
    }
}

/// The calendar that everything counts by.
static FOLLOWED: RwLock<Option<Arc<Calendar>>> = RwLock::new(None);

/// From now on everything counts by this calendar.
pub fn follow(calendar: Calendar) {
    *FOLLOWED.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(calendar));
}

/// The calendar that everything counts by.
#[must_use]
pub fn followed() -> Arc<Calendar> {
    FOLLOWED.read().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default()
}

/// Whether somebody is in the office at this London time.
#[must_use]
pub fn open_at(now: NaiveDateTime) -> bool {
    followed().open_at(now)
}

/// When somebody is next in the office: the London time at which it opens. `None` only at the end of time.
#[must_use]
pub fn opens_after(now: NaiveDateTime) -> Option<NaiveDateTime> {
    followed().opens_after(now)
}

/// When the office last closed before this day: the London time. `None` only at the beginning of time.
#[must_use]
pub fn closed_before(day: NaiveDate) -> Option<NaiveDateTime> {
    followed().closed_before(day)
}

/// The day on which so many working days after it have begun. The day itself does not count.
#[must_use]
pub fn working_days_after(day: NaiveDate, days: u32) -> NaiveDate {
    followed().working_days_after(day, days)
}

/// Monday to Friday, and no bank holiday.
#[must_use]
pub fn working_day(day: NaiveDate) -> bool {
    followed().working_day(day)
}

fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn weekend_christmas(year: i32) -> bool {
    NaiveDate::from_ymd_opt(year, 12, 25).is_some_and(weekend)
}

/// A bank holiday in England and Wales by the standing rules. One-off proclaimed holidays are not known here.
fn standing_rule(day: NaiveDate) -> bool {
    let year = day.year();
    let fixed = |month, date| NaiveDate::from_ymd_opt(year, month, date);
    let easter = easter(year);
    let monday_after = |day: Option<NaiveDate>| day.map(moved_to_monday);
    // Christmas on a Saturday moves both days, to Monday and Tuesday. On a Friday or Sunday, only Boxing Day moves.
    let christmas = fixed(12, 25).map(|day| match day.weekday() {
        Weekday::Sat | Weekday::Sun => (12, 27),
        _ => (12, 25),
    });
    let boxing = fixed(12, 26).map(|day| match day.weekday() {
        Weekday::Sat | Weekday::Sun => (12, 28),
        _ => (12, 26),
    });
    let moved = |found: Option<(u32, u32)>| found.and_then(|(month, date)| fixed(month, date));
    [
        monday_after(fixed(1, 1)),
        easter.and_then(|day| day.checked_sub_days(Days::new(2))),
        easter.and_then(|day| day.checked_add_days(Days::new(1))),
        NaiveDate::from_weekday_of_month_opt(year, 5, Weekday::Mon, 1),
        last_monday(year, 5),
        last_monday(year, 8),
        moved(christmas),
        moved(boxing),
    ]
    .contains(&Some(day))
}

fn moved_to_monday(day: NaiveDate) -> NaiveDate {
    let days = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 5)
        .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 4))
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876.
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn days(year: i32) -> Vec<String> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        first
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| standing_rule(*day))
            .map(|day| day.to_string())
            .collect()
    }

    #[test]
    fn the_bank_holidays_match_the_governments_list() {
        assert_eq!(
            days(2026),
            [
                "2026-01-01",
                "2026-04-03",
                "2026-04-06",
                "2026-05-04",
                "2026-05-25",
                "2026-08-31",
                "2026-12-25",
                "2026-12-28"
            ]
        );
        assert_eq!(
            days(2027),
            [
                "2027-01-01",
                "2027-03-26",
                "2027-03-29",
                "2027-05-03",
                "2027-05-31",
                "2027-08-30",
                "2027-12-27",
                "2027-12-28"
            ]
        );
        assert_eq!(
            days(2028),
            [
                "2028-01-03",
                "2028-04-14",
                "2028-04-17",
                "2028-05-01",
                "2028-05-29",
                "2028-08-28",
                "2028-12-25",
                "2028-12-26"
            ]
        );
        // Christmas Day on a Sunday: Boxing Day stays where it is, and the Christmas holiday moves after it.
        assert_eq!(days(2033).split_off(6), ["2033-12-26", "2033-12-27"]);
    }

    /// The list for some years by the standing rules, with what is proclaimed beside.
    fn list(years: std::ops::RangeInclusive<i32>, beside: &[&str]) -> Vec<(NaiveDate, String)> {
        let all = years.flat_map(days).chain(beside.iter().map(|day| (*day).to_owned()));
        all.map(|day| (day.parse().unwrap(), "A holiday".to_owned())).collect()
    }

    #[test]
    fn a_proclaimed_day_closes_the_office_and_years_outside_the_list_follow_the_rules() {
        let calendar = Calendar::of_list(list(2022..=2024, &["2023-05-08"])).unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(
            calendar.bank_holiday(day("2023-05-08")) && !Calendar::default().bank_holiday(day("2023-05-08"))
        );
        assert_eq!(calendar.working_days_after(day("2023-05-05"), 1), day("2023-05-09"));
        assert!(calendar.bank_holiday(day("2026-12-28")) && calendar.covers() == Some((2022, 2024)));
        assert_eq!(calendar.title(day("2024-12-25")), Some("A holiday"));
    }

    #[test]
    fn a_list_that_lies_is_followed_by_nobody() {
        let odd = |days: Vec<(NaiveDate, String)>| Calendar::of_list(days).unwrap_err();
        assert_eq!(odd(Vec::new()), NotAList::Empty);
        assert_eq!(odd(list(2026..=2026, &["2026-12-26"])), NotAList::Weekend("2026-12-26".parse().unwrap()));
        let every: Vec<_> = "2026-01-01"
            .parse::<NaiveDate>()
            .unwrap()
            .iter_days()
            .take(365)
            .filter(|day| !weekend(*day))
            .map(|day| (day, String::new()))
            .collect();
        assert!(matches!(odd(every), NotAList::Year(2026, 261)));
        let mut without = list(2026..=2026, &["2026-11-02"]);
        without.retain(|(day, _)| day.to_string() != "2026-12-25");
        assert_eq!(odd(without), NotAList::Without("2026-12-25".parse().unwrap()));
        let gap: Vec<_> = list(2024..=2024, &[]).into_iter().chain(list(2026..=2026, &[])).collect();
        assert_eq!(odd(gap), NotAList::Year(2025, 0));
    }

    /// The same, counted another way: from the list as text, a day at a time, with the weekday worked out from the number of days
    /// since a known Monday.
    fn counted(from: NaiveDate, days: u32, listed: &std::collections::BTreeSet<String>) -> NaiveDate {
        let monday: NaiveDate = "2024-01-01".parse().unwrap();
        let (mut day, mut left) = (from, days);
        while left > 0 {
            day = day.succ_opt().unwrap();
            let of_week = (day - monday).num_days().rem_euclid(7);
            left -= u32::from(of_week < 5 && !listed.contains(&day.to_string()));
        }
        day
    }

    proptest::proptest! {
        #[test]
        fn working_days_agree_with_an_independent_count(from in 0_i64..2_900, days in 0_u32..60) {
            let list = list(2020..=2028, &["2022-09-19", "2023-05-08"]);
            let listed = list.iter().map(|(day, _)| day.to_string()).collect();
            let calendar = Calendar::of_list(list).unwrap();
            let from = "2020-01-01".parse::<NaiveDate>().unwrap() + chrono::TimeDelta::days(from);
            proptest::prop_assert_eq!(calendar.working_days_after(from, days), counted(from, days, &listed));
        }

        /// Minute by minute from any moment until somebody is in the office, through weekends, holidays and changes of the clock:
        /// what people see on a wall is what counts.
        #[test]
        fn the_next_opening_agrees_with_a_walk_of_the_clock(minutes in 0_i64..4_000_000) {
            let calendar = Calendar::of_list(list(2020..=2028, &["2022-09-19"])).unwrap();
            let start: NaiveDateTime = "2020-01-01T00:00:00".parse().unwrap();
            let now = start + chrono::TimeDelta::minutes(minutes);
            let mut at = now + chrono::TimeDelta::minutes(1);
            while !(at.hour() == 9 && at.minute() == 0 && calendar.working_day(at.date())) {
                at += chrono::TimeDelta::minutes(1);
            }
            proptest::prop_assert_eq!(calendar.opens_after(now), Some(at));
            let until = calendar.until(now).unwrap();
            proptest::prop_assert!(until > now);
            let before = until - chrono::TimeDelta::minutes(1);
            proptest::prop_assert_eq!(calendar.open_at(before.max(now)), calendar.open_at(now));
            proptest::prop_assert_ne!(calendar.open_at(until), calendar.open_at(now));
        }
    }

    #[test]
    fn the_office_is_open_from_nine_to_five_on_working_days() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        assert!(open_at(at("2026-11-23T09:00:00")) && open_at(at("2026-11-23T16:59:59")));
        for closed in
            ["2026-11-23T08:59:59", "2026-11-23T17:00:00", "2026-11-22T12:00:00", "2026-12-25T12:00:00"]
        {
            assert!(!open_at(at(closed)), "{closed}");
        }
        assert_eq!(opens_after(at("2026-11-22T19:40:00")), Some(at("2026-11-23T09:00:00")));
        assert_eq!(opens_after(at("2026-12-24T17:30:00")), Some(at("2026-12-29T09:00:00")));
        assert_eq!(opens_after(at("2026-11-23T08:00:00")), Some(at("2026-11-23T09:00:00")));
    }
}
