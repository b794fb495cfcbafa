//! A day in three boxes, the way people write it, and what to do about it when it is invalid.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize};

use crate::web::words::{Day, Say, says};

/// Years that can matter for one of our people.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Separates the three boxes, on the way from the form to the field ([`super::join_days`]).
pub(super) const BETWEEN: char = '\u{1f}';

/// Three boxes for a day, as the person wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WrittenDay {
    /// The day of the month.
    pub day: String,
    /// The month, as a number or a name.
    pub month: String,
    pub year: String,
}

/// Months as people write them.
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

impl WrittenDay {
    /// From the three boxes.
    #[must_use]
    pub fn new(day: &str, month: &str, year: &str) -> Self {
        Self { day: day.to_owned(), month: month.to_owned(), year: year.to_owned() }
    }

    /// Nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.day, &self.month, &self.year].iter().all(|part| part.trim().is_empty())
    }

    /// The day, or what to do: it names the part that has to be corrected. `what` names the day: "your date of birth".
    ///
    /// # Errors
    /// Words for the page.
    pub fn read(&self, what: &Say) -> Result<NaiveDate, Say> {
        use says::forms::day as told;
        let (day, month, year) = (self.day.trim(), self.month.trim(), self.year.trim());
        if self.is_empty() {
            return Err(told::Missing { what: what.clone() }.into());
        }
        for (part, text) in [("day", day), ("month", month), ("year", year)] {
            if text.is_empty() {
                return Err(told::PartMissing { part, what: what.clone() }.into());
            }
        }
        let number = |text: &str, digits: usize| {
            (text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse::<u32>().ok())
                .flatten()
        };
        let day = number(day, 2).filter(|day| (1..=31).contains(day)).ok_or(told::Day)?;
        let month = number(month, 2).filter(|month| (1..=12).contains(month)).or_else(|| named(month));
        let month = month.ok_or(told::Month)?;
        let year = number(year, 4)
            .and_then(|year| i32::try_from(year).ok())
            .filter(|year| YEARS.contains(year))
            .ok_or_else(|| {
                Say::from(told::Year { first: &YEARS.start().to_string(), last: &YEARS.end().to_string() })
            })?;
        NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| no_such_day(month, year))
    }
}

impl From<NaiveDate> for WrittenDay {
    fn from(day: NaiveDate) -> Self {
        Self::new(&day.day().to_string(), &day.month().to_string(), &day.year().to_string())
    }
}

impl From<Option<NaiveDate>> for WrittenDay {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map(Self::from).unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for WrittenDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let joined = String::deserialize(deserializer)?;
        let mut boxes = joined.splitn(3, BETWEEN);
        let mut next = || boxes.next().unwrap_or_default();
        Ok(Self::new(next(), next(), next()))
    }
}

/// "April 2026 has 30 days. Enter a day from 1 to 30".
fn no_such_day(month: u32, year: i32) -> Say {
    let exists = |day: &u32| NaiveDate::from_ymd_opt(year, month, *day).is_some();
    let last = (28..=31).rev().find(exists).unwrap_or(28);
    // "April 2026" is "30 April 2026" without its day.
    let words = NaiveDate::from_ymd_opt(year, month, 1).map(|day| Day::from(day).words()).unwrap_or_default();
    let name = words.split_whitespace().nth(1).unwrap_or_default();
    says::forms::day::NoSuchDay { month: name, year: &year.to_string(), days: i64::from(last) }.into()
}

/// The month whose name begins like this, with at least three letters.
fn named(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('.').to_lowercase();
    let place = (text.len() >= 3).then(|| MONTHS.iter().position(|month| month.starts_with(&text))).flatten();
    let place = place.or_else(|| (text == "sept").then_some(8))?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::WrittenDay;
    use chrono::NaiveDate;

    fn read(day: &str, month: &str, year: &str) -> Result<NaiveDate, String> {
        WrittenDay::new(day, month, year)
            .read(&"your date of birth".into())
            .map_err(|words| words.to_string())
    }

    #[test]
    fn months_can_be_numbers_or_names() {
        for month in ["3", "03", "March", "mar", " MARCH "] {
            assert_eq!(
                read("14", month, "2007"),
                Ok(NaiveDate::from_ymd_opt(2007, 3, 14).unwrap()),
                "{month}"
            );
        }
        assert_eq!(read("1", "Sept.", "2007"), Ok(NaiveDate::from_ymd_opt(2007, 9, 1).unwrap()));
        assert!(read("29", "2", "2008").is_ok());
    }

    #[test]
    fn an_invalid_day_is_reported_by_the_part_that_is_wrong() {
        let said = [
            (("", "", ""), "Enter your date of birth"),
            (("14", "", "2007"), "Enter the month of your date of birth"),
            (("31", "4", "2007"), "April 2007 has 30 days. Enter a day from 1 to 30"),
            (("29", "feb", "2007"), "February 2007 has 28 days. Enter a day from 1 to 28"),
            (("14", "3", "0203"), "Enter a year from 1900 to 2100, with 4 digits"),
            (("14", "3", "07"), "Enter a year from 1900 to 2100, with 4 digits"),
            (("14", "13", "2007"), "Enter a month from 1 to 12, or its name"),
            (("14", "ma", "2007"), "Enter a month from 1 to 12, or its name"),
            (("32", "1", "2007"), "Enter a day from 1 to 31"),
            (("-1", "1", "2007"), "Enter a day from 1 to 31"),
            (("\u{661}", "1", "2007"), "Enter a day from 1 to 31"),
        ];
        for ((day, month, year), words) in said {
            assert_eq!(read(day, month, year), Err(words.to_owned()), "{day}/{month}/{year}");
        }
    }
}
