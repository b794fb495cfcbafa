//! `onward check`: is the database as it should be, and how is this installation set up?

use clap::Args;
use onward_store::check;
use std::{io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, place::Place};
use crate::{law, settings::Settings};

/// Check the database (tables, references, the chains of the logs) and print the settings without secrets.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    place: Place,
    /// The settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Check {
    /// Prints what was found; ends with a code that is not 0 where something is wrong. It changes nothing.
    ///
    /// # Errors
    /// The settings or the database can't be read.
    pub fn run(&self) -> Done {
        let settings = Settings::load(self.config.as_deref())?;
        let url = self.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "Settings")?;
        for (key, value) in settings.redacted() {
            writeln!(out, "  {key}: {value}")?;
        }
        writeln!(out, "Law: {}", law::offer_in_words(law::in_force(settings.offer.as_deref())?))?;
        writeln!(out, "Database {url}")?;
        let report = check::check(&url)?;
        for line in report.lines() {
            writeln!(out, "  {line}")?;
        }
        if report.is_well() {
            writeln!(out, "Everything is as it should be.")?;
            return Ok(ExitCode::SUCCESS);
        }
        writeln!(out, "Something is not as it should be: see above.")?;
        Ok(ExitCode::FAILURE)
    }
}
