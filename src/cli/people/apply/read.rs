//! Reads a file of people: which columns it has, and what each line says.

use chrono::NaiveDate;
use onward_domain::{
    person::Identity,
    returns::ssda903::{
        decode::{Decoded, decode},
        problem::shown,
        read::rows_of,
    },
};
use std::collections::HashMap;

use super::Problem;
use crate::usecases::{
    account::names::{fold, is_email},
    write_name::Names,
};

/// The columns that a file may have.
const COLUMNS: [&str; 9] = [
    "child",
    "name",
    "first_names",
    "family_name",
    "known_as",
    "adviser",
    "from",
    "adviser_phone",
    "adviser_team",
];

/// A file of people.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// The lines that can be read.
    pub lines: Vec<Line>,
    /// The lines that can't.
    pub problems: Vec<Problem>,
    /// The first line with a character in an old encoding: names with accents need checking.
    pub old_encoding: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file.
    pub number: u32,
    /// Whose: the number in the return.
    pub child: String,
    /// The name they go by; `None` if the line gives no name.
    pub names: Option<NewNames>,
    /// The adviser's email, normalised.
    pub adviser: Option<String>,
    /// The adviser's first day; today if the line gives none.
    pub from: Option<NaiveDate>,
    /// The adviser's work number.
    pub phone: Option<String>,
    /// The name of the adviser's team.
    pub team: Option<String>,
}

/// What a line says about somebody's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNames {
    /// Including the name they use: the line's, or the first of their first names.
    names: Names,
    /// The line gives no name they use: one that somebody has entered stays.
    keep_known_as: bool,
}

impl NewNames {
    /// The names to enter for this person.
    #[must_use]
    pub fn over(&self, identity: &Identity) -> Names {
        if self.keep_known_as && identity.has_name() {
            self.names.known_as(&identity.known_as)
        } else {
            self.names.clone()
        }
    }
}

/// Reads a file.
///
/// # Errors
/// A sentence if it is not a table, or its columns are not those of a file of people.
pub fn read(bytes: &[u8]) -> Result<People, String> {
    let mut people = People::default();
    let text = match decode(bytes) {
        Decoded::Text(text) => text.into_owned(),
        Decoded::Windows1252 { text, line } => {
            people.old_encoding = Some(line);
            text
        }
        Decoded::Refused(why) => {
            let (what, todo) = why.words();
            return Err(format!("{what} {todo}"));
        }
    };
    let mut rows = rows_of(&text);
    let Some((_, Some(heading))) = rows.next() else {
        return Err("The first line must name the columns: child, name, adviser".into());
    };
    let columns = columns(&heading)?;
    let mut seen: HashMap<String, u32> = HashMap::new();
    for (number, row) in rows {
        match row.filter(|row| row.len() == columns.len()) {
            Some(row) => line(number, &columns, &row, &mut seen, &mut people),
            None => people.problems.push(Problem {
                line: number,
                child: None,
                words: format!("the line has not {} values, or its quotes are wrong", columns.len()),
            }),
        }
    }
    Ok(people)
}

/// The columns in the order of the file.
fn columns(heading: &[String]) -> Result<Vec<&'static str>, String> {
    let mut columns = Vec::with_capacity(heading.len());
    for written in heading {
        let folded = written.trim().to_lowercase().replace([' ', '-'], "_");
        let Some(column) = COLUMNS.iter().find(|column| **column == folded) else {
            return Err(format!(
                "There is no column “{}”. The columns are: {}",
                shown(written),
                COLUMNS.join(", ")
            ));
        };
        if columns.contains(column) {
            return Err(format!("The column “{column}” appears twice"));
        }
        columns.push(*column);
    }
    let has = |column: &str| columns.contains(&column);
    if !has("child") {
        return Err("There must be a column “child” with the number of the return".into());
    }
    if has("name") && (has("first_names") || has("family_name")) {
        return Err("Give names in “name”, or in “first_names” and “family_name”, not in both".into());
    }
    if columns.len() < 2 {
        return Err("There must be a name or an adviser as well as “child”".into());
    }
    Ok(columns)
}

fn line(
    number: u32,
    columns: &[&'static str],
    row: &[String],
    seen: &mut HashMap<String, u32>,
    people: &mut People,
) {
    let of = |column: &str| {
        let value = columns.iter().zip(row).find(|(name, _)| **name == column).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    };
    let child = of("child").map(str::to_owned);
    let mut wrong = Vec::new();
    match &child {
        None => wrong.push("there is no number of the return".to_owned()),
        Some(child) => {
            if let Some(earlier) = seen.insert(child.clone(), number) {
                wrong.push(format!("line {earlier} is about the same person. Keep one of them"));
            }
        }
    }
    let names = names(of("name"), (of("first_names"), of("family_name")), of("known_as"))
        .map_err(|words| wrong.push(words))
        .ok()
        .flatten();
    let adviser = of("adviser").map(fold);
    if adviser.as_ref().is_some_and(|adviser| !is_email(adviser)) {
        wrong.push(format!("{} is no email address", shown(of("adviser").unwrap_or_default())));
    }
    let from = of("from").and_then(|from| {
        let day = day(from);
        if day.is_none() {
            wrong.push(format!("{} is no day. Write it like 2026-11-23 or 23/11/2026", shown(from)));
        }
        day
    });
    if of("from").is_some() && adviser.is_none() {
        wrong.push("there is a first day and no adviser".to_owned());
    }
    let (phone, team) = (of("adviser_phone").map(str::to_owned), of("adviser_team").map(str::to_owned));
    if (phone.is_some() || team.is_some()) && adviser.is_none() {
        wrong.push("there is an adviser's number or team and no adviser".to_owned());
    }
    if phone.as_ref().is_some_and(|phone| phone.chars().count() > 30) {
        wrong.push("the adviser's number is longer than 30 characters".to_owned());
    }
    match child.clone().filter(|_| wrong.is_empty()) {
        Some(child) => people.lines.push(Line { number, child, names, adviser, from, phone, team }),
        None => people.problems.extend(wrong.into_iter().map(|words| Problem {
            line: number,
            child: child.as_deref().map(shown),
            words,
        })),
    }
}

/// The names on a line; `None` if it gives none.
fn names(
    whole: Option<&str>,
    parts: (Option<&str>, Option<&str>),
    known_as: Option<&str>,
) -> Result<Option<NewNames>, String> {
    let (first, family) = match (whole, parts) {
        (Some(whole), _) => match whole.split_once(',') {
            Some((family, first)) => (first.trim(), family.trim()),
            None => match whole.rsplit_once(' ') {
                Some((first, family)) => (first.trim(), family),
                None => (whole, ""),
            },
        },
        (None, (first, family)) => (first.unwrap_or_default(), family.unwrap_or_default()),
    };
    let used = known_as.or_else(|| first.split(' ').find(|part| !part.is_empty()));
    match used {
        None if family.is_empty() => Ok(None),
        None => Err("there is a family name but no first name and no name they use".to_owned()),
        Some(used) => match Names::read(used, first, family) {
            Ok(names) => Ok(Some(NewNames { names, keep_known_as: known_as.is_none() })),
            Err(wrong) => Err(wrong.first().map(|(_, why)| format!("the name: {why}")).unwrap_or_default()),
        },
    }
}

/// A day as written in the return, or as programs write it.
fn day(written: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d/%m/%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(written, form).ok())
        .filter(|_| written.len() == 10)
}
