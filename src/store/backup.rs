//! Copying the database while it is in use, and restoring a copy.

use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::{
    check::{ChainState, check},
    connection::{DatabaseUrl, Use},
    dialect,
    error::{StoreError, StoreResult},
};

/// Writes a copy of the embedded database as of one moment, while others carry on working. The file is only readable by
/// its owner, and is either complete or not there at all.
///
/// # Errors
/// The file already exists; the disk is full; the database is PostgreSQL, which has its own tools.
pub fn backup(url: &DatabaseUrl, file: &Path) -> StoreResult<()> {
    whole_or_not_at_all(file, |part| {
        private(part)?;
        dialect::copy_into(&mut dialect::connect(url, Use::Read)?, part)
    })
}

/// The same, passing every byte through `seal` before it reaches a disk, so that the contents are never unencrypted
/// anywhere but in memory. The whole copy is held in memory meanwhile.
///
/// # Errors
/// As for [`backup`], and any error from `seal`.
pub fn backup_sealed(
    url: &DatabaseUrl,
    file: &Path,
    seal: impl FnOnce(&[u8], File) -> std::io::Result<()>,
) -> StoreResult<()> {
    whole_or_not_at_all(file, |part| {
        let out = private(part)?;
        dialect::with_copy(&mut dialect::connect(url, Use::Read)?, |bytes| Ok(seal(bytes, out)?))
    })
}

/// Writes a file next to its final place and moves it there once it is complete.
fn whole_or_not_at_all(file: &Path, write: impl FnOnce(&Path) -> StoreResult<()>) -> StoreResult<()> {
    if file.exists() {
        return Err(StoreError::File(format!("{} already exists; choose another name", file.display())));
    }
    let part = part_of(file);
    remove_abandoned(file);
    let _left_over = fs::remove_file(&part);
    let result = write(&part).and_then(|()| put_in_place(&part, file));
    if result.is_err() {
        let _removed = fs::remove_file(&part);
    }
    result
}

/// Where a copy is written until it is whole: beside its place, with the number of this process.
#[must_use]
pub fn part_of(file: &Path) -> PathBuf {
    beside(file, &format!(".{}.part", std::process::id()))
}

/// Removes what copies left in this folder whose process is gone: it was killed, and could not.
fn remove_abandoned(file: &Path) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.strip_suffix(".part"))
            .and_then(|name| name.rsplit('.').next());
        let Some(number) = number.filter(|number| number.parse::<u32>().is_ok()) else { continue };
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(number).exists() {
            let _removed = fs::remove_file(entry.path());
        }
    }
}

/// Where the checksum of a copy lies that is not encrypted.
#[must_use]
pub fn checksum_of(file: &Path) -> PathBuf {
    beside(file, ".sha256")
}

/// Writes the checksum of a finished copy beside it, as `sha256sum` writes it; an encrypted copy has its own inside.
///
/// # Errors
/// The file can't be read, or the checksum not be written.
pub fn write_checksum(file: &Path) -> StoreResult<String> {
    let sum = checksum(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let at = checksum_of(file);
    let _old = fs::remove_file(&at);
    let mut out = private(&at)?;
    std::io::Write::write_all(&mut out, format!("{sum}  {name}\n").as_bytes())?;
    out.sync_all()?;
    Ok(sum)
}

/// Is the copy what it was when its checksum was written? True where there is none to compare with.
fn as_it_was_written(file: &Path) -> StoreResult<bool> {
    let Ok(kept) = fs::read_to_string(checksum_of(file)) else { return Ok(true) };
    Ok(kept.split_whitespace().next() == Some(checksum(file)?.as_str()))
}

fn checksum(file: &Path) -> StoreResult<String> {
    let mut sum = Sha256::new();
    std::io::copy(&mut File::open(file)?, &mut Hashing(&mut sum))?;
    Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Feeds what is written to a checksum.
struct Hashing<'s>(&'s mut Sha256);

impl std::io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What putting a copy back did with what was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the existing database was moved to; `None` if there was none.
    pub put_aside: Option<PathBuf>,
}

/// Restores a copy, after checking that it is complete, that this version can read it, and that its logs are unaltered.
/// An existing database is never overwritten: without `replace` the restore is refused, with it the old one is moved
/// aside.
///
/// # Errors
/// The copy is damaged, from another version, or tampered with; a database already exists; it is in use.
pub fn restore(file: &Path, to: &DatabaseUrl, replace: bool) -> StoreResult<Restored> {
    restore_sealed(file, to, replace, |mut sealed, mut open| std::io::copy(&mut sealed, &mut open).map(drop))
}

/// The same from a copy written by [`backup_sealed`]; `unseal` reads the first file and writes the second.
///
/// # Errors
/// As for [`restore`], and any error from `unseal`.
pub fn restore_sealed(
    file: &Path,
    to: &DatabaseUrl,
    replace: bool,
    unseal: impl FnOnce(File, &File) -> std::io::Result<()>,
) -> StoreResult<Restored> {
    let DatabaseUrl::Sqlite(target) = to else {
        return Err(StoreError::File(
            "a PostgreSQL database is put back with its own tools: pg_restore --dbname=DATABASE FILE; then `onward check` says \
             whether its tables, references and logs are as they should be"
                .into(),
        ));
    };
    if target.exists() && !replace {
        return Err(StoreError::File(format!(
            "there is a database at {} already; nothing was changed. To put it aside first, say so with --replace",
            target.display()
        )));
    }
    if file.is_file() && !as_it_was_written(file)? {
        return Err(StoreError::File(format!(
            "{} is not as it was written: its checksum lies beside it and is another. Take another copy",
            file.display()
        )));
    }
    // The copy is checked beside its future place, so that the file given is only ever read.
    let part = beside(target, ".restoring");
    let result = copy(file, &part, unseal).and_then(|()| sound(&part)).and_then(|()| {
        let put_aside = if target.exists() { Some(put_aside(to, target)?) } else { None };
        put_in_place(&part, target)?;
        Ok(Restored { put_aside })
    });
    for left in ["", "-wal", "-shm"] {
        let _removed = fs::remove_file(beside(&part, left));
    }
    result
}

fn copy(from: &Path, to: &Path, unseal: impl FnOnce(File, &File) -> std::io::Result<()>) -> StoreResult<()> {
    if !from.is_file() {
        return Err(StoreError::File(format!("{} is not a file that can be read", from.display())));
    }
    let source = File::open(from)
        .map_err(|why| StoreError::File(format!("{} can't be read: {why}", from.display())))?;
    dialect::make_folder_of(to)?;
    let _left_over = fs::remove_file(to);
    let copy = private(to)?;
    unseal(source, &copy)?;
    copy.sync_all()?;
    Ok(())
}

/// Whether this file is a complete database that this version can read.
fn sound(file: &Path) -> StoreResult<()> {
    let not_one =
        |_| StoreError::File("the file is not a copy of an Onward database, or it is damaged".into());
    let report = check(&DatabaseUrl::Sqlite(file.to_owned())).map_err(not_one)?;
    if let Some(unknown) = report.schema.unknown.first() {
        return Err(StoreError::NewerSchema(unknown.clone()));
    }
    if report.schema.applied.is_empty() {
        return Err(StoreError::File("the file is not a copy of an Onward database".into()));
    }
    if let Some(wrong) = report.file.iter().flatten().chain(&report.dangling).next() {
        return Err(StoreError::File(format!("the copy is damaged: {wrong}")));
    }
    if let Some(strange) = report.strange.iter().flatten().next() {
        return Err(StoreError::Tampered(format!("copy's schema ({strange})")));
    }
    if let Some(wrong) = report.unreadable.first() {
        return Err(StoreError::File(format!("the copy is damaged: {wrong}")));
    }
    if let Some(wrong) = report.openings.first() {
        return Err(StoreError::Tampered(format!("copy's list of opened records ({wrong})")));
    }
    for (log, state) in [("access log", &report.access_log), ("audit trail", &report.audit_trail)] {
        if let Some(ChainState::BrokenAt { row, why }) = state {
            return Err(StoreError::Tampered(format!("copy's {log} (row {row} {why})")));
        }
    }
    Ok(())
}

/// Gives the existing database a second name next to it. Its first name goes to the copy in a single rename after this,
/// so that there is a database at every moment.
fn put_aside(url: &DatabaseUrl, target: &Path) -> StoreResult<PathBuf> {
    // Anyone using it holds its journal; taking the write lock and checkpointing the journal shows that nobody is.
    dialect::take_over(&mut dialect::connect(url, Use::Write)?)?;
    let free = (1..1_000)
        .map(|number| beside(target, &format!(".before-restore-{number}")))
        .find(|name| !name.exists())
        .ok_or_else(|| StoreError::File("too many databases are put aside already".into()))?;
    fs::hard_link(target, &free)?;
    // Empty since the checkpoint; left next to the copy, it would be mistaken for the copy's own.
    for journal in ["-wal", "-shm"] {
        let _removed = fs::remove_file(beside(target, journal));
    }
    Ok(free)
}

/// The path with something appended to its last part.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn private(path: &Path) -> StoreResult<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|why| match StoreError::from(why) {
        StoreError::File(why) => StoreError::File(format!("{} can't be written: {why}", path.display())),
        other => other,
    })
}

/// Gives a finished file its name, durably.
fn put_in_place(part: &Path, name: &Path) -> StoreResult<()> {
    File::open(part)?.sync_all()?;
    fs::rename(part, name)?;
    let folder = name.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()?;
    Ok(())
}
