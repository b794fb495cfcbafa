//! When the office is open: Monday to Friday, 9am to 5pm, except on bank holidays in England and Wales.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

/// The first hour of a working day.
const OPENS: u32 = 9;
/// The hour at which the working day ends.
const CLOSES: u32 = 17;

/// Whether somebody is in the office at this London time.
#[must_use]
pub fn open_at(now: NaiveDateTime) -> bool {
    working_day(now.date()) && (OPENS..CLOSES).contains(&now.hour())
}

/// When somebody is next in the office: the London time at which it opens. `None` only at the end of time.
#[must_use]
pub fn opens_after(now: NaiveDateTime) -> Option<NaiveDateTime> {
    let opening = NaiveTime::from_hms_opt(OPENS, 0, 0)?;
    // It is never closed for more than a few days in a row; three weeks are plenty.
    (0..21)
        .filter_map(|days| now.date().checked_add_days(Days::new(days)))
        .filter(|day| working_day(*day))
        .map(|day| day.and_time(opening))
        .find(|opens| *opens > now)
}

/// The day on which so many working days after it have begun. The day itself does not count.
#[must_use]
pub fn working_days_after(day: NaiveDate, days: u32) -> NaiveDate {
    let all = day.iter_days().skip(1).filter(|day| working_day(*day));
    all.take(days.try_into().unwrap_or(usize::MAX)).last().unwrap_or(day)
}

/// Monday to Friday, and no bank holiday.
#[must_use]
pub fn working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !bank_holiday(day)
}

/// A bank holiday in England and Wales by the standing rules. One-off proclaimed holidays are not known here.
#[must_use]
pub fn bank_holiday(day: NaiveDate) -> bool {
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
            .filter(|day| bank_holiday(*day))
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
