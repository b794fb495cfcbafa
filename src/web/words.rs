//! Days, spans and counts the way staff pages write them: design-system.md section 6.

pub mod filters;
mod say;

pub use say::{Day, Fill, Say, Showing, english, says};

use chrono::{Datelike, NaiveDate};
pub use onward_domain::counted::{counted as count, figure};

/// "Tuesday 24 November"; with the year when it is not this one.
#[must_use]
pub fn weekday(day: NaiveDate, today: NaiveDate) -> String {
    let year = if day.year() == today.year() { "" } else { " %Y" };
    day.format(&format!("%A %-d %B{year}")).to_string()
}

/// "24 November"; with the year when it is not this one.
#[must_use]
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { day.format("%-d %B").to_string() } else { full_day(day) }
}

/// "24 November 2026".
#[must_use]
pub fn full_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "today", "4 days ago", "9 weeks ago", "5 months ago": always next to the date itself.
#[must_use]
pub fn ago(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..=13 => format!("{days} days ago"),
        days @ 14..=119 => format!("{} weeks ago", days / 7),
        days @ 120..=729 => format!("{} months ago", days * 12 / 365),
        days => format!("{} years ago", days / 365),
    }
}

/// "today", "tomorrow", "3 days late", "" when it is further ahead.
#[must_use]
pub fn due(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        late @ ..=-1 => format!("{} late", count(late.unsigned_abs(), "day", "days")),
        _ => String::new(),
    }
}

/// "12 weeks and 4 days".
#[must_use]
pub fn weeks_and_days(days: i64) -> String {
    filters::weeks_and_days(days).to_string()
}

/// "a, b and c".
#[must_use]
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_written_the_way_people_say_them() {
        let today = on("2026-11-23");
        assert_eq!(weekday(on("2026-11-24"), today), "Tuesday 24 November");
        assert_eq!(weekday(on("2027-01-04"), today), "Monday 4 January 2027");
        assert_eq!(day(on("2025-09-05"), today), "5 September 2025");
        assert_eq!(ago(on("2026-09-21"), today), "9 weeks ago");
        assert_eq!(ago(on("2026-11-23"), today), "today");
        assert_eq!(due(on("2026-11-14"), today), "9 days late");
        assert_eq!(due(on("2026-11-22"), today), "1 day late");
        assert_eq!(due(on("2026-12-14"), today), "");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
