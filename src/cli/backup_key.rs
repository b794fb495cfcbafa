//! `onward backup-key`: the key that opens copies, and the public half that seals them.

use clap::Args;
use std::{fs::OpenOptions, io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, Failed, sealed};

/// Make a key for encrypted copies: the file opens them, the printed line seals them.
#[derive(Debug, Args)]
pub struct BackupKey {
    /// The file to write, private to its owner; it must not exist yet.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl BackupKey {
    /// Writes the secret half and prints the public one.
    ///
    /// # Errors
    /// The file already exists, or can't be written.
    pub fn run(&self) -> Done {
        let (text, public) = sealed::new_key();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options
            .open(&self.file)
            .map_err(|why| Failed(format!("{} can't be written: {why}", self.file.display())))?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "The key is in {}. Without it no copy can be read: keep it off this machine, twice.",
            self.file.display()
        )?;
        writeln!(out, "{public}")?;
        Ok(ExitCode::SUCCESS)
    }
}
