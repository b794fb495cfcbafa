//! `onward people apply FILE`: names and advisers from a file, on the first day.

use clap::{Args, Subcommand};
use std::{io::Write as _, path::PathBuf, process::ExitCode};

pub mod apply;

use self::apply::{Does, Outcome, apply, read, would_do};
use super::{Done, Failed, place::Place};
use crate::clock::Clock;
use onward_domain::counted::counted as count;

/// A file of everybody in the largest service is nowhere near this size.
const LARGEST_FILE: u64 = 8 * 1024 * 1024;
/// The exit code for input that can't be read at all.
const UNREADABLE: u8 = 2;

/// Manage people's names and advisers from the server itself.
#[derive(Debug, Args)]
pub struct People {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Enter names and allocate advisers from a CSV file.
    Apply(Apply),
}

/// Enter names and allocate advisers from a CSV file: all of it, or nothing if any line can't be applied.
///
/// Columns, in any order: child (the number of the return), name ("First names Family name", or "Family name, First
/// names"; or first_names and family_name apart), known_as (the name they use), adviser (the adviser's email), from (the
/// adviser's first day; today without one), adviser_phone (the adviser's work number) and adviser_team (the name of their
/// team, which has to be there). All but child may be empty. Ends with 0 when it is done or there is nothing to
/// do, 1 when a line can't be done and nothing was changed, 2 when the file can't be read.
#[derive(Debug, Args)]
struct Apply {
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// Do it. Without this, it says line by line what it would do and changes nothing.
    #[arg(long)]
    write: bool,
    /// Overwrite existing names, and replace existing advisers.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    place: Place,
}

impl People {
    /// Does it.
    ///
    /// # Errors
    /// The database can't be opened or refuses.
    pub fn run(&self) -> Done {
        let Act::Apply(asked) = &self.act;
        asked.run()
    }
}

impl Apply {
    fn run(&self) -> Done {
        let bytes = match self.bytes() {
            Ok(bytes) => bytes,
            Err(why) => return unreadable(&why.0),
        };
        let people = match read(&bytes) {
            Ok(people) => people,
            Err(why) => return unreadable(&why),
        };
        let (store, now, replace) = (self.place.open()?, Clock::system().moment(), self.replace);
        let old_encoding = people.old_encoding;
        let outcome = if self.write {
            store.write(move |tx| apply(tx, &people, replace, now))?
        } else {
            store.read(|tx| would_do(tx, &people, replace, now))?
        };
        say(&report(&outcome, old_encoding, self.write))?;
        Ok(ExitCode::from(u8::from(!outcome.problems.is_empty())))
    }

    fn bytes(&self) -> Result<Vec<u8>, Failed> {
        let cant = |why: std::io::Error| Failed(format!("{} can't be read: {why}", self.file.display()));
        let about = std::fs::metadata(&self.file).map_err(cant)?;
        if about.len() > LARGEST_FILE {
            return Err(Failed(format!(
                "{} is larger than 8 MB. No file of people is.",
                self.file.display()
            )));
        }
        std::fs::read(&self.file).map_err(cant)
    }
}

fn unreadable(why: &str) -> Done {
    eprintln!("onward: {why}");
    Ok(ExitCode::from(UNREADABLE))
}

/// What is done or would be, line by line, then what can't be, then the counts.
fn report(outcome: &Outcome, old_encoding: Option<u32>, write: bool) -> String {
    let mut lines: Vec<String> = outcome.does.iter().map(does).collect();
    lines.extend(old_encoding.map(|line| {
        format!(
            "The file is not in UTF-8 (line {line}). It was read as Windows-1252: look at names with accents."
        )
    }));
    lines.extend(outcome.problems.iter().map(|problem| {
        let child = problem.child.as_ref().map(|child| format!(", child {child}")).unwrap_or_default();
        format!("line {}{child}: CAN'T BE DONE: {}", problem.line, problem.words)
    }));
    let names = outcome.does.iter().filter(|does| does.name.is_some()).count();
    let advisers = outcome.does.iter().filter(|does| does.adviser.is_some()).count();
    let colleagues = outcome.does.iter().filter(|does| does.colleague.is_some()).count();
    let nothing = outcome.does.iter().filter(|does| does.nothing()).count();
    lines.push(format!(
        "{}, {}, {} with nothing to do, {} that can't be done.",
        count(names, "name", "names"),
        count(advisers, "adviser", "advisers"),
        count(nothing, "line", "lines"),
        count(outcome.problems.len(), "thing", "things")
    ));
    lines.push(
        match (outcome.problems.is_empty(), names + advisers + colleagues, write) {
            (false, ..) => "Nothing was changed. Fix these lines and run it again.",
            (true, 0, _) => "Nothing to do: all of it is so already.",
            (true, _, true) => "Done, exactly this.",
            (true, _, false) => "Nothing was changed. Run it again with --write to do this.",
        }
        .to_owned(),
    );
    lines.join("\n") + "\n"
}

fn does(does: &Does) -> String {
    let mut parts = Vec::new();
    if let Some(name) = &does.name {
        let over = if does.replaces_name { " over the name that is here" } else { "" };
        parts.push(format!("write the name {name}{over}"));
    }
    if let Some((adviser, from)) = &does.adviser {
        let over = if does.replaces_adviser { " in place of the adviser they have" } else { "" };
        parts.push(format!("give {adviser} from {from}{over}"));
    }
    if let Some(colleague) = &does.colleague {
        parts.push(format!("write {colleague}'s number or team"));
    }
    if parts.is_empty() {
        parts.push("nothing to do".to_owned());
    }
    format!("line {}, child {}: {}", does.line, does.child, parts.join("; "))
}

/// Prints, and does not mind if the reader has gone away.
fn say(text: &str) -> Result<(), Failed> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(why) if why.kind() != std::io::ErrorKind::BrokenPipe => Err(why.into()),
        _ => Ok(()),
    }
}
