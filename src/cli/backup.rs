//! `onward backup`: a whole copy of the database while the service goes on.

use clap::Args;
use onward_store::backup;
use std::{io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, place::Place};
use crate::settings::Settings;

/// Write a copy of the embedded database, as it is at one moment, while the service goes on.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write; it must not be there yet.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    place: Place,
    /// The settings file, where it says which database.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Backup {
    /// Writes the copy; it is there whole or not at all.
    ///
    /// # Errors
    /// There is such a file; the disk is full; the database is PostgreSQL, which has tools of its own.
    pub fn run(&self) -> Done {
        let settings = Settings::load(self.config.as_deref())?;
        let url = self.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        backup::backup(&url, &self.file)?;
        let size = std::fs::metadata(&self.file)?.len();
        writeln!(std::io::stdout(), "{url} was copied to {} ({size} bytes)", self.file.display())?;
        Ok(ExitCode::SUCCESS)
    }
}
