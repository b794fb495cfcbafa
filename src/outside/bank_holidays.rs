//! GOV.UK's list of bank holidays: fetched, read from a file on a closed network, or the dated copy that every Onward brings along.

use chrono::NaiveDate;
use onward_domain::office::Calendar;
use serde::Deserialize;
use std::path::PathBuf;

use super::client::{Client, NotHad};

/// Where GOV.UK publishes it.
const HOST: &str = "www.gov.uk";
const AT: &str = "https://www.gov.uk/bank-holidays.json";
/// The list has about 35 kilobytes.
const MOST: u64 = 512 * 1024;

/// The copy that Onward brings along, in GOV.UK's own form, and the day of it.
pub const BROUGHT: &str = include_str!("bank-holidays.json");
/// The day on which it was compared with the published list.
pub const BROUGHT_ON: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 27) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Whoever has the list.
pub trait HasTheList: Send {
    /// Who that is, for whoever reads where a copy came from.
    fn name(&self) -> String;

    /// The list as it is now.
    ///
    /// # Errors
    /// Why there is none.
    fn list(&self) -> Result<String, NotHad>;
}

/// GOV.UK itself.
#[derive(Debug)]
pub struct GovUk(Client);

impl GovUk {
    /// # Errors
    /// The system's own certificates can't be read.
    pub fn new() -> Result<Self, NotHad> {
        Client::new([HOST.to_owned()]).map(Self)
    }
}

impl HasTheList for GovUk {
    fn name(&self) -> String {
        "GOV.UK".to_owned()
    }

    fn list(&self) -> Result<String, NotHad> {
        self.0.text(AT, MOST)
    }
}

/// A file that somebody put there.
#[derive(Debug)]
pub struct OfAFile(pub PathBuf);

impl HasTheList for OfAFile {
    fn name(&self) -> String {
        self.0.display().to_string()
    }

    fn list(&self) -> Result<String, NotHad> {
        let text = std::fs::read_to_string(&self.0).map_err(|why| NotHad::File(why.to_string()))?;
        if u64::try_from(text.len()).unwrap_or(u64::MAX) > MOST {
            Err(NotHad::TooLarge(MOST))
        } else {
            Ok(text)
        }
    }
}

/// Says what it is told to: for tests.
#[derive(Debug)]
pub struct Recorded(pub Result<String, NotHad>);

impl HasTheList for Recorded {
    fn name(&self) -> String {
        "GOV.UK".to_owned()
    }

    fn list(&self) -> Result<String, NotHad> {
        self.0.clone()
    }
}

#[derive(Deserialize)]
struct Published {
    #[serde(rename = "england-and-wales")]
    england_and_wales: Division,
}

#[derive(Deserialize)]
struct Division {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    title: String,
    date: NaiveDate,
}

/// The calendar of a list in GOV.UK's form.
///
/// # Errors
/// It is no such list, or an odd one.
pub fn read(text: &str) -> Result<Calendar, NotHad> {
    let published: Published = serde_json::from_str(text).map_err(|why| NotHad::Unusable(why.to_string()))?;
    let days = published.england_and_wales.events.into_iter().map(|event| (event.date, event.title));
    Calendar::of_list(days).map_err(|why| NotHad::Unusable(why.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_copy_that_is_brought_along_is_a_list_and_agrees_with_the_standing_rules_but_for_what_was_proclaimed()
     {
        let (listed, rules) = (read(BROUGHT).unwrap(), Calendar::default());
        let (first, last) = listed.covers().unwrap();
        let mut odd: Vec<String> = Vec::new();
        let mut day = NaiveDate::from_ymd_opt(first, 1, 1).unwrap();
        while day <= NaiveDate::from_ymd_opt(last, 12, 31).unwrap() {
            if listed.bank_holiday(day) != rules.bank_holiday(day) {
                odd.push(day.to_string());
            }
            day = day.succ_opt().unwrap();
        }
        assert_eq!(
            odd,
            [
                "2020-05-04",
                "2020-05-08",
                "2022-05-30",
                "2022-06-02",
                "2022-06-03",
                "2022-09-19",
                "2023-05-08"
            ]
        );
        assert_eq!(listed.title("2026-12-28".parse().unwrap()), Some("Boxing Day"));
    }

    #[test]
    fn what_is_no_list_is_refused_and_says_why() {
        for odd in [
            "",
            "[]",
            "{}",
            "<html>",
            "{\"england-and-wales\": {\"events\": []}}",
            "{\"england-and-wales\": {\"events\": [{\"title\": \"X\", \"date\": \"2026-13-01\"}]}}",
            "{\"england-and-wales\": {\"events\": [{\"title\": \"X\", \"date\": \"2026-12-25\"}]}}",
        ] {
            assert!(matches!(read(odd), Err(NotHad::Unusable(_))), "{odd}");
        }
        let file = OfAFile("/nowhere/bank-holidays.json".into());
        assert!(matches!(file.list(), Err(NotHad::File(_))));
    }
}
