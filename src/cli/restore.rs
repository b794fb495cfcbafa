//! `onward restore`: restores a copy, after checking it, and overwrites nothing.

use clap::Args;
use onward_store::backup;
use std::{io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, Failed, place::Place, sealed};
use crate::settings::Settings;

/// Restore a copy. It is checked first, and an existing database is never overwritten.
#[derive(Debug, Args)]
pub struct Restore {
    /// The copy that `onward backup` wrote.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    place: Place,
    /// The settings file, if it says which database.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The file with the key that opens an encrypted copy.
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
    /// If a database already exists, move it aside (it is kept) and put the copy in its place.
    #[arg(long)]
    replace: bool,
}

impl Restore {
    /// Restores the copy.
    ///
    /// # Errors
    /// The copy is damaged, from another version or tampered with; a database already exists; it is in use.
    pub fn run(&self) -> Done {
        let settings = Settings::load(self.config.as_deref())?;
        let url = self.place.url(settings.database.as_ref().map(|url| url.reveal()))?;
        let restored = match &self.identity {
            Some(key) => {
                let keys = sealed::identities(key)?;
                backup::restore_sealed(&self.file, &url, self.replace, |from, into| {
                    sealed::unseal(&keys, from, into)
                })?
            }
            None if sealed::is_sealed(&self.file) => {
                return Err(Failed(format!(
                    "{} is encrypted; name the file with its key: --identity FILE",
                    self.file.display()
                )));
            }
            None => backup::restore(&self.file, &url, self.replace)?,
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{} was checked and put back to {url}", self.file.display())?;
        if let Some(aside) = restored.put_aside {
            writeln!(out, "what was there before is kept in {}", aside.display())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
