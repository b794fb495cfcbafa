//! Days as plain numbers, and the three pieces of calendar that the rules need (rules 1.1 to 1.6).

use chrono::{Datelike, NaiveDate};

/// A day, counted from the first day of year 1.
pub type Day = i32;

/// The day for a written date. Panics on anything else: this is a test.
pub fn day(text: &str) -> Day {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .unwrap_or_else(|why| panic!("{text}: {why}"))
        .num_days_from_ce()
}

/// The date of a day, as written in a case.
pub fn written(day: Day) -> String {
    split(day).format("%Y-%m-%d").to_string()
}

/// The `n`-th birthday: 1 March for 29 February in a common year (1.2).
pub fn birthday(birth: Day, n: i32) -> Day {
    let date = split(birth);
    same_day_or_first_of_next(date.year() + n, date.month(), date.day())
}

/// The same day of the month `n` months later, or the first of the month after (1.6).
pub fn after_months(from: Day, n: i32) -> Day {
    let date = split(from);
    let months = date.year() * 12 + date.month0() as i32 + n;
    same_day_or_first_of_next(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, date.day())
}

/// The last 31 August strictly before a day (entry 30).
pub fn academic_year_start(on: Day) -> Day {
    let year = split(on).year();
    let this_year = ymd(year, 8, 31);
    if this_year < on { this_year } else { ymd(year - 1, 8, 31) }
}

fn same_day_or_first_of_next(year: i32, month: u32, day: u32) -> Day {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date.num_days_from_ce(),
        None if month == 12 => ymd(year + 1, 1, 1),
        None => ymd(year, month + 1, 1),
    }
}

/// A day by its numbers.
pub fn ymd(year: i32, month: u32, day: u32) -> Day {
    NaiveDate::from_ymd_opt(year, month, day).unwrap().num_days_from_ce()
}

fn split(day: Day) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day).unwrap()
}
