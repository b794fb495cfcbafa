//! Single values in a return: days, and the numbers of children, pupils and homes.

use chrono::{Datelike, NaiveDate};

/// Why a text is not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADay {
    /// Not in any date format that we know.
    Form,
    /// A two-digit year, which may mean either century.
    ShortYear,
    /// The number that a spreadsheet stores for a day.
    Serial,
    /// A year that can't be right: before 1900 or after 2100.
    Year(u16),
    /// No such day in the calendar.
    NoSuchDay(u8, u8, u16),
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl NotADay {
    /// What is wrong and what to do about it.
    #[must_use]
    pub fn words(self, text: &str) -> (String, String) {
        let todo = "Write the day as DD/MM/YYYY, for example 30/04/2026.".to_owned();
        match self {
            Self::Form => (format!("'{}' is not a day.", super::problem::shown(text)), todo),
            Self::ShortYear => {
                let what = format!(
                    "'{}' has a year of two digits, which can mean two centuries.",
                    super::problem::shown(text)
                );
                (what, todo)
            }
            Self::Serial => {
                let what = format!("'{}' is a spreadsheet's number for a day.", super::problem::shown(text));
                (what, "Format the column as DD/MM/YYYY in the spreadsheet and save it again.".into())
            }
            Self::Year(year) => (format!("The year {year:04} can't be right."), "Correct the year.".into()),
            Self::NoSuchDay(day, month, year) => match MONTHS.get(usize::from(month).wrapping_sub(1)) {
                Some(name) => (format!("There is no {day} {name} {year}."), todo),
                None => (format!("There is no month {month}."), todo),
            },
        }
    }

    /// Whether the problem is the date format, not this one day: it usually affects a whole column.
    #[must_use]
    pub const fn is_a_habit(self) -> bool {
        matches!(self, Self::Form | Self::ShortYear | Self::Serial)
    }
}

/// Whether the day is written as the return requires: DD/MM/YYYY, with every digit.
#[must_use]
pub fn is_written_as_asked(text: &str) -> bool {
    matches!(text.as_bytes(), [_, _, b'/', _, _, b'/', _, _, _, _])
}

/// Reads a day: DD/MM/YYYY, or another form that can mean only one day, such as 2026-04-30, 1/5/2026 or 30-Apr-2026,
/// with or without a midnight after it.
///
/// # Errors
/// The text has another format, or there is no such day.
pub fn day(text: &str) -> Result<NaiveDate, NotADay> {
    if let &[d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4] = text.as_bytes() {
        let two = |a: u8, b: u8| Some(digit(a)? * 10 + digit(b)?);
        let year = || Some(u16::from(two(y1, y2)?) * 100 + u16::from(two(y3, y4)?));
        if let (Some(day), Some(month), Some(year)) = (two(d1, d2), two(m1, m2), year()) {
            return exists(day, month, year);
        }
    }
    let text = without_midnight(text);
    if !text.is_ascii() || text.len() > 20 {
        return Err(NotADay::Form);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match (text.len(), text.get(..4), text.get(4..6), text.get(6..)) {
            (8, Some(year), Some(month), Some(day)) => exists(number(day)?, number(month)?, whole(year)?),
            (5, ..) => Err(NotADay::Serial),
            _ => Err(NotADay::Form),
        };
    }
    let Some(separator) = text.chars().find(|letter| matches!(letter, '/' | '-' | '.' | ' ')) else {
        return Err(NotADay::Form);
    };
    let parts: Vec<&str> = text.split(separator).collect();
    let &[first, middle, last] = parts.as_slice() else { return Err(NotADay::Form) };
    if first.len() == 4 {
        return exists(number(last)?, number(middle)?, whole(first)?);
    }
    let (day, month) = (number(first)?, month_named(middle).map_or_else(|| number(middle), Ok)?);
    match last.len() {
        4 => exists(day, month, whole(last)?),
        2 => number(last).and(Err(NotADay::ShortYear)),
        _ => Err(NotADay::Form),
    }
}

/// What can only be first in a day of three numbers that doesn't begin with its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// 31/01/2025.
    Day,
    /// 01/31/2025, which is no day in the return.
    Month,
}

/// Whether a text can only have the day first, or only the month; `None` where it can have either, or has its year first.
#[must_use]
pub fn which_is_first(text: &str) -> Option<First> {
    let year_first = text.bytes().take_while(u8::is_ascii_digit).count() > 2;
    match day(text) {
        _ if year_first => None,
        Ok(day) => (day.day() > 12).then_some(First::Day),
        Err(NotADay::NoSuchDay(1..=12, 13..=31, _)) => Some(First::Month),
        Err(_) => None,
    }
}

const fn digit(byte: u8) -> Option<u8> {
    if byte.is_ascii_digit() { Some(byte - b'0') } else { None }
}

fn without_midnight(text: &str) -> &str {
    let text = text.strip_suffix('Z').unwrap_or(text);
    [" 00:00:00.000", "T00:00:00.000", " 00:00:00", "T00:00:00", " 00:00", " 0:00"]
        .into_iter()
        .find_map(|midnight| text.strip_suffix(midnight))
        .unwrap_or(text)
}

/// One or two digits.
fn number(text: &str) -> Result<u8, NotADay> {
    let fits = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().map_err(|_| NotADay::Form) } else { Err(NotADay::Form) }
}

/// Four digits.
fn whole(text: &str) -> Result<u16, NotADay> {
    let fits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().map_err(|_| NotADay::Form) } else { Err(NotADay::Form) }
}

/// `Apr` or `April`.
fn month_named(text: &str) -> Option<u8> {
    let is = |name: &&str| {
        text.eq_ignore_ascii_case(name) || name.get(..3).is_some_and(|short| text.eq_ignore_ascii_case(short))
    };
    MONTHS.iter().zip(1..).find(|(name, _)| is(name)).map(|(_, number)| number)
}

fn exists(day: u8, month: u8, year: u16) -> Result<NaiveDate, NotADay> {
    if !(1900..=2100).contains(&year) {
        return Err(NotADay::Year(year));
    }
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .ok_or(NotADay::NoSuchDay(day, month, year))
}

/// Whether the text is a day with unknown parts: `zz/zz/2016`, `zz/04/2016`, or a whole day.
#[must_use]
pub fn is_partly_known_day(text: &str) -> bool {
    let mut parts = text.split('/');
    let (Some(d), Some(m), Some(y), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let unknown = |part: &str| part.eq_ignore_ascii_case("zz") || part.eq_ignore_ascii_case("zzzz");
    if !unknown(d) {
        return day(text).is_ok();
    }
    let month = unknown(m) || (m.len() == 2 && m.parse::<u8>().is_ok_and(|m| (1..=12).contains(&m)));
    let year = unknown(y) || (y.len() == 4 && y.parse::<u16>().is_ok_and(|y| (1900..=2100).contains(&y)));
    month && year
}

/// Why a text is not a child's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAChild {
    /// It is empty.
    Blank,
    /// A spreadsheet has turned it into a number such as 1.23E+05 or 730.0.
    Spreadsheet,
    /// Characters that no local identifier has.
    Form,
}

/// Checks a child's local identifier: text, up to 20 letters, digits, `-`, `_` or `/`; leading zeros are part of it.
///
/// # Errors
/// The text can't be an identifier.
pub fn child(text: &str) -> Result<&str, NotAChild> {
    if text.is_empty() {
        return Err(NotAChild::Blank);
    }
    if text.len() <= 20
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/'))
    {
        return Ok(text);
    }
    let number =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'E' | b'e' | b','));
    Err(if number { NotAChild::Spreadsheet } else { NotAChild::Form })
}

/// Whether the text looks like a unique pupil number, or says why there is none (UN1 to UN5).
#[must_use]
pub fn is_pupil_number(text: &str) -> bool {
    if let &[b'U', b'N', b'1'..=b'5'] = text.as_bytes() {
        return true;
    }
    let [first, middle @ .., last] = text.as_bytes() else { return false };
    text.len() == 13
        && first.is_ascii_uppercase()
        && !matches!(first, b'I' | b'O' | b'S')
        && middle.iter().all(u8::is_ascii_digit)
        && (last.is_ascii_digit() || last.is_ascii_uppercase())
}

/// Whether the text looks like an Ofsted registration number.
#[must_use]
pub fn is_ofsted_number(text: &str) -> bool {
    let digits = |text: &str, many| text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit());
    text == "XXXXXXX" || digits(text, 7) || text.strip_prefix("SC").is_some_and(|rest| digits(rest, 6))
}

/// Whether the text looks like a postcode, with or without its space, in either case.
#[must_use]
pub fn is_postcode(text: &str) -> bool {
    let mut letters = [0u8; 7];
    let mut many = 0usize;
    for byte in text.bytes().filter(|byte| *byte != b' ') {
        let Some(place) = letters.get_mut(many) else { return false };
        *place = byte.to_ascii_uppercase();
        many += 1;
    }
    let Some((outward, inward)) =
        letters.get(..many).and_then(|all| all.split_at_checked(many.saturating_sub(3)))
    else {
        return false;
    };
    let inward =
        matches!(inward, [d, a, b] if d.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase());
    let outward = matches!(outward, [first, .., last] if first.is_ascii_uppercase() && last.is_ascii_alphanumeric())
        && outward.iter().any(u8::is_ascii_digit);
    inward && outward
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_two_digits_two_digits_four_digits_and_exists() {
        assert_eq!(day("29/02/2008").map(|day| day.to_string()).as_deref(), Ok("2008-02-29"));
        assert_eq!(day("31/04/2025"), Err(NotADay::NoSuchDay(31, 4, 2025)));
        assert_eq!(day("29/02/2025"), Err(NotADay::NoSuchDay(29, 2, 2025)));
        assert_eq!(day("01/13/2025"), Err(NotADay::NoSuchDay(1, 13, 2025)));
        assert_eq!(day("01/04/0203"), Err(NotADay::Year(203)));
        let first_of_may = Ok("2009-05-01".parse().unwrap_or_default());
        for one in [
            "2009-05-01",
            "1/5/2009",
            "01-05-2009",
            "1.5.2009",
            "01-May-2009",
            "1 may 2009",
            "20090501",
            "2009-05-01 00:00:00",
            "01/05/2009 00:00",
        ] {
            assert_eq!(day(one), first_of_may, "{one}");
        }
        assert_eq!(day("01/04/25"), Err(NotADay::ShortYear));
        assert_eq!(day("01-May-09"), Err(NotADay::ShortYear));
        assert_eq!(day("45413"), Err(NotADay::Serial));
        for wrong in ["", "zz/zz/2016", "०१/०४/२०२५", "April 2025", "01/04/2025 13:45", "1/5/20091", "5/2009"]
        {
            assert_eq!(day(wrong), Err(NotADay::Form), "{wrong}");
        }
        assert_eq!(NotADay::NoSuchDay(31, 4, 2025).words("").0, "There is no 31 April 2025.");
        assert_eq!(NotADay::Year(203).words("").0, "The year 0203 can't be right.");
    }

    #[test]
    fn a_permanence_day_may_have_unknown_parts() {
        for fine in ["zz/zz/2016", "zz/04/2016", "zz/zz/zzzz", "14/04/2016", "ZZ/ZZ/2016"] {
            assert!(is_partly_known_day(fine), "{fine}");
        }
        for wrong in ["2016", "zz/13/2016", "31/04/2016", "zz/zz/16", "", "zz/zz/2016/1"] {
            assert!(!is_partly_known_day(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_childs_number_is_text_and_a_spreadsheets_number_is_not() {
        assert_eq!(child("000730"), Ok("000730"));
        assert_eq!(child(""), Err(NotAChild::Blank));
        assert_eq!(child("1.23E+05"), Err(NotAChild::Spreadsheet));
        assert_eq!(child("730.0"), Err(NotAChild::Spreadsheet));
        assert_eq!(child("=cmd()"), Err(NotAChild::Form));
    }

    #[test]
    fn pupil_home_and_place_numbers_have_their_formats() {
        assert!(
            is_pupil_number("U802263318436") && is_pupil_number("UN2") && is_pupil_number("A12345678901B")
        );
        assert!(!is_pupil_number("I802263318436") && !is_pupil_number("UN6") && !is_pupil_number(""));
        assert!(is_ofsted_number("SC057306") && is_ofsted_number("2784410") && !is_ofsted_number("SC1"));
        assert!(
            is_postcode("bs1 1aa")
                && is_postcode("BS207GX")
                && is_postcode("M1 1AA")
                && !is_postcode("BRISTOL")
        );
    }
}
