//! `onward rules`: the law as the program has it. A list, one whole entry, and the register for lawyers and managers.

mod changes;
mod register;

use super::{Done, Failed};
use clap::{Args, Subcommand};
use leaving_care_rules::Law;
use leaving_care_rules::catalogue::text_of;
use leaving_care_rules::entitlement::outcome::Entitlement;
use leaving_care_rules::figures::{Citation, Row, Unit};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// The law as this program has it.
#[derive(Debug, Clone, Args)]
pub struct Rules {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Clone, Subcommand)]
enum What {
    /// Every entitlement, one per line.
    List,
    /// One whole entitlement: words, rule, amounts, sources, state of the law.
    Show {
        /// Its id, as shown by `list`.
        id: String,
    },
    /// The register as a Markdown page: rule, provision, mark, and the tests that cover it.
    Register,
    /// What has changed in the law data since a day, which people in a group it affects, and how.
    Changes(changes::Changes),
}

impl Rules {
    /// Prints what was asked for.
    ///
    /// # Errors
    /// There is no entitlement with that id, or the page can't be written.
    pub fn run(&self) -> Done {
        let law = crate::law::england()?;
        let page = match &self.what {
            What::List => list(law),
            What::Register => register::page(law),
            What::Changes(changes) => changes.page(law)?,
            What::Show { id } => show(law, id).ok_or_else(|| {
                Failed(format!("there is no entitlement `{id}`; `onward rules list` has them all"))
            })?,
        };
        match io::stdout().write_all(page.as_bytes()) {
            Err(problem) if problem.kind() != io::ErrorKind::BrokenPipe => Err(problem.into()),
            _ => Ok(ExitCode::SUCCESS),
        }
    }
}

fn list(law: &Law) -> String {
    let mut page = String::new();
    for entry in law.entitlements() {
        let number = entry.number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        let (need, kind) = (word(&entry.need), word(&entry.kind));
        // Writing to a string can't fail.
        let _ = writeln!(page, "{number:>3}  {:<36}{kind:<12}{need:<16}{}", entry.id, entry.name);
    }
    page
}

/// One entitlement: the file it is written in, then what the file only refers to.
fn show(law: &Law, id: &str) -> Option<String> {
    let place = law.find(id)?.place();
    let entry = law.entitlements().get(place)?;
    let mut page = text_of(id).unwrap_or_default().to_owned();
    let _ = writeln!(page, "\n# state: {}", state(law, entry));
    if let Some(money) = &entry.money
        && let Some(figure) = law.figures().figure(&money.figure)
    {
        let _ = writeln!(page, "# amount: {} ({})", figure.name, word(&money.per));
        if figure.rows.is_empty() {
            let _ = writeln!(page, "#   no national amount; a council's offer may set one");
        }
        for row in &figure.rows {
            let _ = writeln!(page, "#   {}", amount(row, figure.unit));
        }
    }
    Some(page)
}

/// In force, passed and waiting, or repealed, in words.
fn state(law: &Law, entry: &Entitlement) -> String {
    if let Some(day) = entry.repealed.and_then(|day| day.date()) {
        return format!("repealed from {day}");
    }
    let waits = entry.commencement.as_ref().and_then(|id| law.figures().commencement(id));
    match waits.map(|waits| (waits, waits.from.and_then(|day| day.date()))) {
        None => "in force".to_owned(),
        Some((waits, Some(day))) => format!("in force from {day}: {}", waits.name),
        Some((waits, None)) => format!("passed, not in force: {}", waits.name),
    }
}

fn amount(row: &Row, unit: Unit) -> String {
    let (whole, part) = (row.hundredths / 100, row.hundredths % 100);
    let number = if part == 0 { whole.to_string() } else { format!("{whole}.{part:02}") };
    let mut text = match unit {
        Unit::Pounds => format!("£{number}"),
        Unit::Years => format!("{number} years"),
        Unit::Percent => format!("{number} per cent"),
    };
    for (word, day) in [("from", row.from.date()), ("until", row.until.date())] {
        if let Some(day) = day {
            let _ = write!(text, " {word} {day}");
        }
    }
    if row.from_age > 0 {
        let _ = write!(text, ", aged {} or more", row.from_age);
    }
    if row.until_age < u8::MAX {
        let _ = write!(text, ", under {}", row.until_age);
    }
    text
}

/// A source in a few words: the provision and its mark.
fn cited(source: &Citation) -> String {
    format!("{} \\[{:?}\\]", source.cite, source.mark)
}

/// The word used in documents for a value.
fn word(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).ok();
    word.as_ref().and_then(|word| word.as_str()).unwrap_or_default().replace('_', " ")
}
