//! The collection year: 1 April to 31 March.

use chrono::{Datelike, NaiveDate};
use std::{fmt, str::FromStr};

/// A year of the return, named by the calendar year in which it starts: `2025-26` runs from 1 April 2025 to 31 March 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollectionYear(u16);

impl CollectionYear {
    /// The year that starts on 1 April of `start`; nothing outside 1990 to 2099.
    #[must_use]
    pub const fn starting(start: u16) -> Option<Self> {
        if start >= 1990 && start < 2100 { Some(Self(start)) } else { None }
    }

    /// The year in which a day falls.
    #[must_use]
    pub fn of(day: NaiveDate) -> Option<Self> {
        let year = if day.month() >= 4 { day.year() } else { day.year() - 1 };
        u16::try_from(year).ok().and_then(Self::starting)
    }

    /// 1 April.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(i32::from(self.0), 4, 1).unwrap_or(NaiveDate::MIN)
    }

    /// 31 March.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(i32::from(self.0) + 1, 3, 31).unwrap_or(NaiveDate::MAX)
    }

    /// The year after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The calendar year in which it starts.
    #[must_use]
    pub const fn start(self) -> u16 {
        self.0
    }

    /// The year that a file's path tells: the last part of it that holds a year such as `2025-26`,
    /// `2025_26` or `2025-2026`, the file's own name first, then its folder and so on upwards.
    #[must_use]
    pub fn in_path(path: &str) -> Option<Self> {
        path.split(['/', '\\']).rev().find_map(Self::in_text)
    }

    fn in_text(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        (0..bytes.len()).find_map(|at| {
            let starts_fresh = at == 0 || !bytes.get(at - 1).is_some_and(u8::is_ascii_digit);
            starts_fresh.then(|| Self::at_start(bytes.get(at..)?)).flatten()
        })
    }

    fn at_start(bytes: &[u8]) -> Option<Self> {
        let run = |from: usize| {
            let digits: Vec<u8> =
                bytes.get(from..)?.iter().take(5).copied().take_while(u8::is_ascii_digit).collect();
            let number: u16 = std::str::from_utf8(&digits).ok()?.parse().ok()?;
            Some((digits.len(), number))
        };
        let (4, start) = run(0)? else { return None };
        if !matches!(bytes.get(4), Some(b'-' | b'_' | b' ' | b'.')) {
            return None;
        }
        let follows = match run(5)? {
            (2, short) => short == (start + 1) % 100,
            (4, long) => long == start + 1,
            _ => false,
        };
        if follows { Self::starting(start) } else { None }
    }
}

impl fmt::Display for CollectionYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// The text is not a collection year such as `2025-26`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a collection year; write it as 2025-26")]
pub struct NotAYear;

impl FromStr for CollectionYear {
    type Err = NotAYear;
    fn from_str(text: &str) -> Result<Self, NotAYear> {
        Self::at_start(text.as_bytes()).filter(|_| text.len() == 7 || text.len() == 9).ok_or(NotAYear)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_year_is_read_from_the_nearest_part_of_the_path() {
        let year = |path| CollectionYear::in_path(path).map(|year| year.to_string());
        assert_eq!(year("returns/2025-26/episodes.csv").as_deref(), Some("2025-26"));
        assert_eq!(year("2025-26/episodes_2024_25.csv").as_deref(), Some("2024-25"));
        assert_eq!(year("SSDA903 2019-2020\\header.csv").as_deref(), Some("2019-20"));
        assert_eq!(year("1999-00/header.csv").as_deref(), Some("1999-00"));
        assert_eq!(year("2025-27/header.csv"), None, "not two years that follow");
        assert_eq!(year("2025-04-01/header.csv"), None, "a day, not a year");
        assert_eq!(year("header.csv"), None);
    }

    #[test]
    fn the_first_of_april_starts_the_year() {
        let of = |y, m, d| CollectionYear::of(NaiveDate::from_ymd_opt(y, m, d).unwrap()).unwrap().to_string();
        assert_eq!(of(2026, 3, 31), "2025-26");
        assert_eq!(of(2026, 4, 1), "2026-27");
        assert_eq!("2025-26".parse::<CollectionYear>().unwrap().last_day().to_string(), "2026-03-31");
        assert!("2025-2".parse::<CollectionYear>().is_err());
    }
}
