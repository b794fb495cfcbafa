//! A date as somebody wrote it in three boxes, and what to do when it is none.

use chrono::NaiveDate;

/// Day, month and year as written. Month names are taken, in full or by their first three letters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Written<'w> {
    /// As written.
    pub day: &'w str,
    /// As written.
    pub month: &'w str,
    /// As written.
    pub year: &'w str,
}

/// Months as people write them.
pub const MONTHS: [&str; 12] = [
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

impl Written<'_> {
    /// Nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [self.day, self.month, self.year].iter().all(|part| part.trim().is_empty())
    }

    /// The day, or what to do about the part that is wrong. `what` names the day: "the first day in care".
    ///
    /// # Errors
    /// The words for the field, which name the part.
    pub fn read(&self, what: &str, year_fits: impl Fn(i32) -> bool) -> Result<NaiveDate, String> {
        let missing: Vec<&str> = [("day", self.day), ("month", self.month), ("year", self.year)]
            .into_iter()
            .filter(|(_, written)| written.trim().is_empty())
            .map(|(part, _)| part)
            .collect();
        if missing.len() == 3 {
            return Err(format!("Enter {what}"));
        }
        if let Some(part) = missing.first() {
            return Err(format!("Enter the {part} of {what}"));
        }
        let month = month(self.month)
            .ok_or_else(|| format!("Enter the month of {what} as a number from 1 to 12, or its name"))?;
        let year: i32 = self
            .year
            .trim()
            .parse()
            .map_err(|_| format!("Enter the year of {what} with 4 figures, like 2026"))?;
        if !year_fits(year) {
            return Err(format!("Enter the year of {what} with 4 figures, like 2026"));
        }
        let day: u32 = self.day.trim().parse().map_err(|_| format!("Enter the day of {what} as a number"))?;
        NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
            let (name, last) = name_and_last_day(month, year);
            format!("Enter a day that exists: {name} {year} has {last} days")
        })
    }
}

/// A month's name, and the number of its last day in that year.
#[must_use]
pub fn name_and_last_day(month: u32, year: i32) -> (String, u32) {
    let place = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    let name = place
        .and_then(|place| MONTHS.get(place))
        .map_or_else(|| "the month".to_owned(), |name| capital(name));
    let exists = |day: &u32| NaiveDate::from_ymd_opt(year, month, *day).is_some();
    (name, (28..=31).rev().find(exists).unwrap_or(28))
}

fn month(written: &str) -> Option<u32> {
    let written = written.trim().to_lowercase();
    if let Ok(number) = written.parse::<u32>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let place = MONTHS
        .iter()
        .position(|name| *name == written || (written.len() == 3 && name.starts_with(&written)))?;
    u32::try_from(place + 1).ok()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::Written;

    fn read(day: &str, month: &str, year: &str) -> Result<String, String> {
        Written { day, month, year }
            .read("the day", |year| (1990..2100).contains(&year))
            .map(|day| day.to_string())
    }

    #[test]
    fn a_date_is_read_however_its_month_is_written() {
        for month in ["12", "December", " dec "] {
            assert_eq!(read("7", month, "2026"), Ok("2026-12-07".into()), "{month}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |day, month, year| read(day, month, year).unwrap_err();
        assert_eq!(wrong("31", "4", "2026"), "Enter a day that exists: April 2026 has 30 days");
        assert_eq!(wrong("29", "2", "2026"), "Enter a day that exists: February 2026 has 28 days");
        assert_eq!(wrong("1", "2", "0203"), "Enter the year of the day with 4 figures, like 2026");
        assert_eq!(
            wrong("1", "13", "2026"),
            "Enter the month of the day as a number from 1 to 12, or its name"
        );
        assert_eq!(wrong("1", "", "2026"), "Enter the month of the day");
        assert_eq!(wrong("", "", ""), "Enter the day");
        assert_eq!(wrong("x", "1", "2026"), "Enter the day of the day as a number");
    }
}
