//! `onward migrate`: brings the tables up to this version, or undoes the newest migration.

use clap::Args;
use onward_domain::counted::counted;
use onward_store::migrate;
use std::{io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, place::Place};
use crate::settings::Settings;

/// Bring the database's tables up to this version. Creates the database and its folder if they do not exist.
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    place: Place,
    /// The settings file, if it says which database.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Undo the newest migration; rows in the tables it made are lost.
    #[arg(long)]
    down: bool,
    /// Say what would be done, and do nothing.
    #[arg(long, conflicts_with = "down")]
    dry_run: bool,
}

impl Migrate {
    /// Does it, and says which migrations were applied.
    ///
    /// # Errors
    /// The database can't be opened, is newer than this version, or a migration failed and was undone.
    pub fn run(&self) -> Done {
        let settings = Settings::load(self.config.as_deref())?;
        let url = self.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let mut out = std::io::stdout().lock();
        if self.down {
            match migrate::down(&url)? {
                Some(name) => writeln!(out, "taken back: {name}")?,
                None => writeln!(out, "there is no change to take back")?,
            }
            return Ok(ExitCode::SUCCESS);
        }
        if self.dry_run {
            let state = migrate::state(&url)?;
            for name in &state.pending {
                writeln!(out, "would apply: {name}")?;
            }
            let to_apply = counted(state.pending.len(), "change", "changes");
            writeln!(out, "{to_apply} to apply, {} applied before", state.applied.len())?;
            return Ok(ExitCode::SUCCESS);
        }
        let done = migrate::up(&url)?;
        for name in &done {
            writeln!(out, "applied: {name}")?;
        }
        writeln!(out, "{url} is up to date ({} applied now)", counted(done.len(), "change", "changes"))?;
        Ok(ExitCode::SUCCESS)
    }
}
