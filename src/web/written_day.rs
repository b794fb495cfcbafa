//! A day in three boxes, as people write it, and what to do about it when it is none.

use chrono::NaiveDate;

use super::{
    account::pages::WrittenDay,
    dates::{MONTHS, name_and_last_day},
};

impl WrittenDay {
    /// The day, or what to do: it names the part that has to be mended. `what` is what the day is of: "date of birth".
    ///
    /// # Errors
    /// Words for the page.
    pub fn read(&self, what: &str, years: std::ops::RangeInclusive<i32>) -> Result<NaiveDate, String> {
        let (day, month, year) = (self.day.trim(), self.month.trim(), self.year.trim());
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return Err(format!("Enter your {what}"));
        }
        for (part, text) in [("day", day), ("month", month), ("year", year)] {
            if text.is_empty() {
                return Err(format!("Enter the {part} of your {what}"));
            }
        }
        let number = |text: &str, digits: usize| {
            (text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse::<u32>().ok())
                .flatten()
        };
        let day = number(day, 2).filter(|day| (1..=31).contains(day)).ok_or("Enter a day from 1 to 31")?;
        let month = number(month, 2).filter(|month| (1..=12).contains(month)).or_else(|| named(month));
        let month = month.ok_or("Enter a month from 1 to 12, or its name")?;
        let year = number(year, 4)
            .and_then(|year| i32::try_from(year).ok())
            .filter(|year| years.contains(year))
            .ok_or_else(|| format!("Enter a year from {} to {}, in 4 figures", years.start(), years.end()))?;
        NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| no_such_day(month, year))
    }
}

/// "April 2026 has 30 days. Enter a day from 1 to 30".
fn no_such_day(month: u32, year: i32) -> String {
    let (name, last) = name_and_last_day(month, year);
    format!("{name} {year} has {last} days. Enter a day from 1 to {last}")
}

/// The month whose name begins so, with three letters at least.
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
        WrittenDay { day: day.into(), month: month.into(), year: year.into() }
            .read("date of birth", 1990..=2020)
    }

    #[test]
    fn months_are_taken_as_numbers_and_as_names() {
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
    fn what_is_no_day_is_told_by_its_part() {
        let said = [
            (("", "", ""), "Enter your date of birth"),
            (("14", "", "2007"), "Enter the month of your date of birth"),
            (("31", "4", "2007"), "April 2007 has 30 days. Enter a day from 1 to 30"),
            (("29", "feb", "2007"), "February 2007 has 28 days. Enter a day from 1 to 28"),
            (("14", "3", "0203"), "Enter a year from 1990 to 2020, in 4 figures"),
            (("14", "3", "07"), "Enter a year from 1990 to 2020, in 4 figures"),
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
