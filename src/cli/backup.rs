//! `onward backup`: a complete copy of the database while the service is running.

use clap::Args;
use onward_store::{backup, check};
use std::{io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, Failed, place::Place, sealed};
use crate::{settings::Settings, usecases::documents::folder_of};

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
        stop_cleanly(backup::part_of(&self.file))?;
        if recipients.is_empty() {
            backup::backup(&url, &self.file)?;
        } else {
            backup::backup_sealed(&url, &self.file, |open, file| sealed::seal(&recipients, open, file))?;
        }
        let size = std::fs::metadata(&self.file)?.len();
        let how = if recipients.is_empty() { "as it is, not encrypted" } else { "encrypted" };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{url} was copied to {} ({size} bytes, {how})", self.file.display())?;
        if recipients.is_empty() {
            let sum = backup::write_checksum(&self.file)?;
            writeln!(out, "its checksum lies beside it: {sum}")?;
        }
        if let Some(folder) = folder_of(&settings, &url).filter(|folder| folder.exists()) {
            writeln!(out, "large papers are not in it: copy {} too", folder.display())?;
        }
        writeln!(out, "chain head: {}", heads?)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Whoever stops a backup leaves nothing of it: what was written so far is removed. What a killed one left, the next backup
/// in that folder removes.
#[cfg_attr(
    unix,
    expect(
        clippy::disallowed_methods,
        reason = "a signal ends the program as it would have; reading alone was under way, and no commit waits"
    )
)]
fn stop_cleanly(part: PathBuf) -> Result<(), Failed> {
    #[cfg(unix)]
    {
        use actix_web::rt::{
            System,
            signal::unix::{SignalKind, signal},
        };
        std::thread::Builder::new()
            .name("stop".into())
            .spawn(move || {
                System::new().block_on(async move {
                    let kinds = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()];
                    let waiting: Vec<_> = kinds
                        .into_iter()
                        .filter_map(|kind| signal(kind).ok())
                        .map(|mut signal| Box::pin(async move { signal.recv().await }))
                        .collect();
                    if waiting.is_empty() {
                        return;
                    }
                    futures_util::future::select_all(waiting).await;
                    let _removed = std::fs::remove_file(&part);
                    eprintln!("onward: the backup was stopped, and nothing of it was left");
                    std::process::exit(130);
                });
            })
            .map_err(Failed::because)?;
    }
    #[cfg(not(unix))]
    drop(part);
    Ok(())
}
