//! `onward backup`: a complete copy of the database while the service is running.

use clap::Args;
use onward_store::{backup, check};
use std::{io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, place::Place, sealed};
use crate::settings::Settings;

/// Write a copy of the embedded database, as of one moment, while the service is running.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write; it must not exist yet.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Encrypt the copy so that only the holder of this public age key's secret half can read it; may be given several
    /// times. `onward backup-key` makes one.
    #[arg(long, value_name = "KEY")]
    recipient: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// The settings file, if it says which database.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Backup {
    /// Writes the copy; it is either complete or not there at all.
    ///
    /// # Errors
    /// The file already exists; the disk is full; the database is PostgreSQL, which has its own tools.
    pub fn run(&self) -> Done {
        let settings = Settings::load(self.config.as_deref())?;
        let url = self.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let recipients = sealed::recipients(&self.recipient)?;
        // Read before the copy is taken, so that the copy holds at least this.
        let heads = check::heads(&url);
        if recipients.is_empty() {
            backup::backup(&url, &self.file)?;
        } else {
            backup::backup_sealed(&url, &self.file, |open, file| sealed::seal(&recipients, open, file))?;
        }
        let size = std::fs::metadata(&self.file)?.len();
        let how = if recipients.is_empty() { "as it is, not encrypted" } else { "encrypted" };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{url} was copied to {} ({size} bytes, {how})", self.file.display())?;
        writeln!(out, "chain head: {}", heads?)?;
        Ok(ExitCode::SUCCESS)
    }
}
