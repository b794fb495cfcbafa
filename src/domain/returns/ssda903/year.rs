//! The collection year: 1 April to 31 March.

use chrono::{Datelike, NaiveDate};
use std::{fmt, str::FromStr};

/// A year of the return, named after the calendar year in which it starts: `2025-26` runs from 1 April 2025 to 31 March
/// 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollectionYear(u16);

impl CollectionYear {
    /// The year that starts on 1 April of `start`; `None` outside 1990 to 2099.
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

    /// The year given by a file's path: from the last part of it that contains a year, looking at the file's own name
    /// first, then its folder and so on upwards. A year is two consecutive ones, as authorities write them: `2025-26`,
    /// `2025_26`, `2025-2026`, `2025 to 2026`, `24-25`, `202425`, with other words around it. A single year is
    /// ambiguous (does `2021` mean the
    /// year that begins in it, or the one that ends in it?), and so is a part with two different ones: then the result
    /// is `None`.
    ///
    /// # Errors
    /// The folder and the file's own name give two different years, in this order.
    pub fn in_path(path: &str) -> Result<Option<Self>, [Self; 2]> {
        let mut parts = path.split(['/', '\\']).rev();
        let name = parts.next().and_then(Self::in_text);
        let folder = parts.find_map(Self::in_text);
        match (folder, name) {
            (Some(folder), Some(name)) if folder != name => Err([folder, name]),
            (folder, name) => Ok(name.or(folder)),
        }
    }

    fn in_text(text: &str) -> Option<Self> {
        let plain: Vec<char> = text.chars().map(plain_dash).collect();
        // "15-16 year olds", "care leavers 17-18": beside ages only four digits are safely a year.
        let mut words = text.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase);
        let short = !words.any(|word| AGES.contains(&&*word));
        let mut told = (0..plain.len()).filter_map(|at| {
            let starts_fresh = at == 0 || !plain.get(at - 1).is_some_and(char::is_ascii_digit);
            if starts_fresh {
                Self::at_start(plain.get(at..)?, short && (at == 0 || !joins(plain.get(at - 1))))
            } else {
                None
            }
        });
        let first = told.next()?;
        told.all(|other| other == first).then_some(first)
    }

    /// A year at the start of a text. `alone`: nothing around it makes it part of a longer number or date, or an age.
    fn at_start(text: &[char], alone: bool) -> Option<Self> {
        let digits =
            |from: usize| text.iter().skip(from).take(9).take_while(|it| it.is_ascii_digit()).count();
        let value = |from: usize, many: usize| -> Option<u16> {
            text.get(from..from + many)?.iter().collect::<String>().parse().ok()
        };
        let first = digits(0);
        match first {
            6 | 8 => {
                // 202425 is a year where 25 can't be a month; 20242025 always is.
                let (start, end) = (value(0, 4)?, value(4, first - 4)?);
                let is_year = first == 8 || end > 12;
                if is_year && follows(start, end, first - 4) { Self::starting(start) } else { None }
            }
            2 | 4 => {
                let between = separator(text.get(first..)?)?;
                let from = first + between;
                let (start, second) = (value(0, first)?, digits(from));
                let end = value(from, second)?;
                // A date such as 2024-25-03 or 24-25-26 is not a year.
                let goes_on = joins(text.get(from + second))
                    && text.get(from + second + 1).is_some_and(char::is_ascii_digit);
                if goes_on || !follows(start, end, second) {
                    return None;
                }
                match (first, second) {
                    (4, 2 | 4) => Self::starting(start),
                    // 11-12 may be a day and a month; from 13-14 on it can't be.
                    (2, 2) if alone && start >= 13 && !before_a_month(text.get(from + second..)?) => {
                        Self::starting(if start >= 90 { 1900 } else { 2000 } + start)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// What says, beside two numbers of two digits, that they may be ages.
const AGES: [&str; 7] = ["age", "aged", "ages", "old", "olds", "leaver", "leavers"];

/// Whether a month comes next, so that the numbers before it are days: "24-25 March".
fn before_a_month(rest: &[char]) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let letters = rest.iter().skip_while(|it| !it.is_alphanumeric()).take_while(|it| it.is_alphabetic());
    let word = letters.collect::<String>().to_lowercase();
    word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&word))
}

/// Whether `end`, with this many digits, is the year after `start`.
const fn follows(start: u16, end: u16, digits: usize) -> bool {
    match digits {
        2 => end == (start + 1) % 100,
        4 => end == start + 1,
        _ => false,
    }
}

/// How many characters there are between the two halves of a year, if they are ones that belong there.
fn separator(text: &[char]) -> Option<usize> {
    let spaces = text.iter().take_while(|it| **it == ' ').count();
    let after = |from: usize| text.iter().skip(from).take_while(|it| **it == ' ').count();
    match text.get(spaces) {
        Some('-' | '_' | '.' | '&') => Some(spaces + 1 + after(spaces + 1)),
        Some('t' | 'T') if matches!(text.get(spaces + 1), Some('o' | 'O')) => {
            Some(spaces + 2 + after(spaces + 2))
        }
        _ => (spaces > 0).then_some(spaces),
    }
}

/// Whether a character before or after a number makes it part of something longer, such as a date.
fn joins(letter: Option<&char>) -> bool {
    matches!(letter, Some('-' | '.'))
}

/// Treats every kind of dash the same.
const fn plain_dash(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
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
        let letters: Vec<char> = text.trim().chars().map(plain_dash).collect();
        let whole = matches!(letters.len(), 5 | 7 | 9) && letters.last().is_some_and(char::is_ascii_digit);
        whole.then(|| Self::at_start(&letters, true)).flatten().ok_or(NotAYear)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_year_is_read_from_the_nearest_part_of_the_path() {
        let year = |path: &str| CollectionYear::in_path(path).ok().flatten().map(|year| year.to_string());
        assert_eq!(year("returns/2025-26/episodes.csv").as_deref(), Some("2025-26"));
        let both = CollectionYear::in_path("2025-26/episodes_2024_25.csv").unwrap_err();
        assert_eq!(
            both.map(|year| year.to_string()),
            ["2025-26", "2024-25"],
            "which of them, nobody can tell"
        );
        assert_eq!(year("SSDA903 2019-2020\\header.csv").as_deref(), Some("2019-20"));
        assert_eq!(year("1999-00/header.csv").as_deref(), Some("1999-00"));
        for name in [
            "24-25",
            "CLA 24-25 final",
            "SSDA903_2024_25_v2",
            "2024–25",
            "2024 - 2025",
            "2024 to 2025",
            "903_202425",
            "20242025",
            "2024.25",
            "2024-25 (2024-25)",
            "FY2024-25",
            "return 2024-25-draft",
            "care leavers 2024-25",
            "2024-25 to March",
            "return stage 2, 24-25, Marlow",
        ] {
            assert_eq!(year(&format!("{name}/header.csv")).as_deref(), Some("2024-25"), "{name}");
        }
    }

    #[test]
    fn an_ambiguous_name_gives_no_year() {
        for name in [
            "2025-27",
            "2025-04-01",
            "2021",
            "return_A",
            "11-12",
            "01-02",
            "201112",
            "2425",
            "24-25-26",
            "1-24-25",
            "15-16 year olds",
            "Ages 16-17",
            "care leavers 17-18",
            "24-25 March 2026",
            "2023-24 and 2024-25",
            "header",
            "",
        ] {
            assert_eq!(CollectionYear::in_path(name), Ok(None), "{name}");
        }
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
