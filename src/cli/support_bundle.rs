//! `onward support-bundle`: what somebody outside needs to help, and nothing about any person.

use clap::Args;
use onward_store::check;
use serde_json::{Map, Value};
use std::{
    fmt::Write as _,
    fs::OpenOptions,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{Done, Failed, place::Place};
use crate::{clock::Clock, law, settings::Settings, telemetry::ALLOWED};

/// So many of the newest lines of a log are taken.
const LINES: usize = 500;
/// A line that is longer is none of ours.
const LONGEST: usize = 4_000;

/// Write what somebody outside needs to help: versions, settings without secrets, the check of the database, how many rows
/// there are, and the last lines of the service's log. It names nobody: read it before you send it.
#[derive(Debug, Args)]
pub struct SupportBundle {
    #[command(flatten)]
    place: Place,
    /// The settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A file with the service's own log (what it wrote to standard error); may be given more than once.
    #[arg(long, value_name = "FILE")]
    log: Vec<PathBuf>,
    /// Where to write it. An existing file is not overwritten.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl SupportBundle {
    /// Writes the bundle.
    ///
    /// # Errors
    /// The settings, the database or a log can't be read; the file is there already.
    pub fn run(&self) -> Done {
        let settings = Settings::load(self.config.as_deref())?;
        let text = self.text(&settings)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&self.file).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|why| Failed(format!("{} can't be written: {why}", self.file.display())))?;
        writeln!(std::io::stdout(), "Written to {}. Read it before you send it.", self.file.display())?;
        Ok(ExitCode::SUCCESS)
    }

    /// The bundle as text.
    ///
    /// # Errors
    /// As [`Self::run`].
    fn text(&self, settings: &Settings) -> Result<String, Failed> {
        let url = self.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let law = law::in_force(settings.offer.as_deref(), settings.authority.as_deref())?;
        let mut text = String::new();
        // Writing to a string can't fail.
        let _ = writeln!(text, "onward {}\nwritten {}", env!("CARGO_PKG_VERSION"), Clock::system().now());
        let _ = writeln!(text, "system {} {}", std::env::consts::OS, std::env::consts::ARCH);
        let _ = writeln!(text, "database {url}\nlaw {}\n\n# Settings", law::offer_in_words(law));
        for (key, value) in settings.redacted() {
            let _ = writeln!(text, "{key}: {value}");
        }
        text.push_str("\n# Check\n");
        for line in check::check(&url)?.lines() {
            let _ = writeln!(text, "{line}");
        }
        text.push_str("\n# Rows\n");
        for (table, rows) in check::counts(&url)? {
            let _ = writeln!(text, "{table}: {rows}");
        }
        for log in &self.log {
            let _ = writeln!(text, "\n# Log");
            text.push_str(&last_lines(log)?);
        }
        Ok(text)
    }
}

/// The last lines of a log, with the allowed fields alone. What is no line of ours is only counted.
fn last_lines(log: &Path) -> Result<String, Failed> {
    let cant = |why: std::io::Error| Failed(format!("{} can't be read: {why}", log.display()));
    let file = std::fs::File::open(log).map_err(cant)?;
    let (mut lines, mut others) = (std::collections::VecDeque::new(), 0_usize);
    for line in BufReader::new(file).split(b'\n') {
        let line = line.map_err(cant)?;
        match allowed(&line) {
            Some(kept) => {
                lines.push_back(kept);
                if lines.len() > LINES {
                    lines.pop_front();
                }
            }
            None if line.is_empty() => {}
            None => others += 1,
        }
    }
    let mut text = String::new();
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "left out: {others} that are no lines of this service");
    Ok(text)
}

/// A line of ours with the fields that may be logged. Numbers of records in an address never are: a route is a pattern.
fn allowed(line: &[u8]) -> Option<Value> {
    if line.len() > LONGEST {
        return None;
    }
    let Ok(Value::Object(said)) = serde_json::from_slice(line) else { return None };
    let ours = said.get("target").and_then(Value::as_str).is_some_and(|target| target.starts_with("onward"));
    let fields = ["time", "level", "target"];
    let kept: Map<String, Value> = said
        .into_iter()
        .filter(|(name, value)| {
            (fields.contains(&name.as_str()) || ALLOWED.contains(&name.as_str()))
                && !value.is_object()
                && !value.is_array()
        })
        .collect();
    (ours && !kept.is_empty()).then_some(Value::Object(kept))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::demo;
    use onward_store::{DatabaseUrl, Store};

    #[test]
    fn a_support_bundle_of_the_borough_names_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_migrated(&DatabaseUrl::in_dir(folder.path())).unwrap();
        demo::fill::fill(&store, demo::TODAY, "a hash").unwrap();
        let log = folder.path().join("log");
        std::fs::write(
            &log,
            "{\"time\":\"2026-11-23T09:00:00Z\",\"level\":\"info\",\"target\":\"onward::web\",\"route\":\"/adviser/people/{person}\",\"status\":200,\"name\":\"Jay Linton\"}\n\
             {\"target\":\"hyper\",\"message\":\"Jay Linton\"}\nJay Linton was here\n",
        )
        .unwrap();
        let bundle = SupportBundle {
            place: Place { data_dir: Some(folder.path().to_owned()), ..Place::default() },
            config: None,
            log: vec![log],
            file: folder.path().join("bundle"),
        };
        let secret = "kJ8vQz2mXw7RtY4nLp9sBd3fGh6cVa1e";
        let settings = Settings::from_parts(&format!("secret = \"{secret}\""), &[]).unwrap();
        let text = bundle.text(&settings).unwrap();
        assert!(text.contains("persons: 60") && text.contains("access log: whole"), "{text}");
        assert!(
            text.contains("\"route\":\"/adviser/people/{person}\"") && text.contains("left out: 2"),
            "{text}"
        );
        assert!(!text.contains(secret) && !text.contains("\"name\""), "{text}");
        let people = demo::borough::children();
        let staff = demo::borough::staff();
        let words = people
            .iter()
            .flat_map(|child| [child.child, child.given, child.family])
            .chain(staff.iter().map(|worker| worker.name));
        for word in words {
            let stands = text.split(|c: char| !c.is_alphanumeric() && c != ' ').any(|part| part == word);
            assert!(!stands && !text.contains(&format!("MARK-{word}")), "{word} is in it");
        }
        assert!(!text.contains("Jay Linton") && !text.contains("Dawn Fairley"));
    }
}
