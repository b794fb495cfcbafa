//! A day as exactly as somebody knows it, in words.

use leaving_care_rules::find_out::When;

use crate::web::words::{Day, Say, says::check::when as said};

/// "9 June 2008", "June 2008", "2008".
pub fn words(when: When) -> Say {
    match when {
        When::Day(day) => Say::day(day),
        When::Month(month) => {
            // "June 2008" is "1 June 2008" without its day.
            let words = Day::from(month).words();
            let mut parts = words.split_whitespace().skip(1);
            let (month, year) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            said::Month { month, year }.into()
        }
        When::Year(year) => said::Year { year: &year.to_string() }.into(),
    }
}
