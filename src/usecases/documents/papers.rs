//! Where the bytes of papers lie: sealed, small ones in the database, large ones in files of a folder beside it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use onward_domain::{
    document::{Document, DocumentFile, Scan},
    id::DocumentId,
};
use onward_store::{DatabaseUrl, StoreResult, repo::documents::Lies};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::file::Ready;
use crate::{
    outside::scan::{Scans, Verdict},
    settings::Settings,
    usecases::account::secrets::{Keys, Purpose},
};

/// Up to so many bytes lie in the database.
const SMALL: usize = 64 * 1024;
/// What a file's name ends with.
const ENDS: &str = ".sealed";

/// What keeping papers needs, beside the database.
#[derive(Debug, Clone)]
pub struct Papers {
    pub keys: Keys,
    /// Where large ones lie; `None`: all lie in the database.
    pub folder: Option<PathBuf>,
    /// Who looks for viruses; `None`: nobody.
    pub scanner: Option<Arc<dyn Scans>>,
}

/// A scanner found something in it. Nothing of it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Infected;

/// A file on its way: sealed, and on the disk if it is large.
#[derive(Debug)]
pub struct Laid {
    pub id: DocumentId,
    pub file: DocumentFile,
    pub sealed: Option<String>,
}

/// The folder for large papers: the one of the settings, or beside the embedded database.
#[must_use]
pub fn folder_of(settings: &Settings, url: &DatabaseUrl) -> Option<PathBuf> {
    settings.documents.clone().or_else(|| url.folder().map(|folder| folder.join("documents")))
}

impl Papers {
    /// As the settings say.
    #[must_use]
    pub fn of(settings: &Settings, url: &DatabaseUrl, keys: Keys) -> Self {
        let scanner = settings.scan.clone().map(|clamd| -> Arc<dyn Scans> { Arc::new(clamd) });
        Self { keys, folder: folder_of(settings, url), scanner }
    }

    /// Has a file looked at. What cannot be asked is asked again later; the file waits.
    ///
    /// # Errors
    /// [`Infected`].
    pub fn scanned(&self, file: &[u8]) -> Result<Scan, Infected> {
        let Some(scanner) = &self.scanner else { return Ok(Scan::NotScanned) };
        match scanner.scan(file) {
            Ok(Verdict::Clean) => Ok(Scan::Clean),
            Ok(Verdict::Infected) => {
                tracing::warn!(
                    what = "scan",
                    why = "a virus was found in a file that was sent",
                    "it was not kept"
                );
                Err(Infected)
            }
            Err(why) => {
                tracing::warn!(what = "scan", why = %why, "the file waits");
                Ok(Scan::Waiting)
            }
        }
    }

    /// Seals a file, and lays it beside the database if it is large. `came`: as it was sent.
    ///
    /// # Errors
    /// The disk's own.
    pub fn lay(&self, ready: &Ready, came: &[u8], scan: Scan) -> StoreResult<Laid> {
        let id = DocumentId::new();
        let sealed = self.keys.seal_bytes(Purpose::Document, &ready.bytes);
        let beside = self.folder.as_ref().filter(|_| sealed.len() > SMALL);
        if let Some(folder) = beside {
            write_down(folder, id, &sealed)?;
        }
        let file = DocumentFile {
            format: ready.format,
            size: i64::try_from(ready.bytes.len()).unwrap_or(i64::MAX),
            mark: self.keys.hash(Purpose::Document, &STANDARD.encode(Sha256::digest(came))),
            sealed_hash: hash_of(&sealed),
            beside: beside.is_some(),
            scan,
        };
        let here = beside.is_none().then(|| STANDARD.encode(&sealed));
        Ok(Laid { id, file, sealed: here })
    }

    /// The file of a document, if it lies as it was laid.
    #[must_use]
    pub fn opened(&self, document: &Document, here: Option<&str>) -> Option<Vec<u8>> {
        let sealed = if document.file.beside {
            fs::read(path_of(self.folder.as_ref()?, document.id)).ok()?
        } else {
            STANDARD.decode(here?).ok()?
        };
        self.keys.unseal_bytes(Purpose::Document, &sealed)
    }

    /// Deletes the bytes of those that lie beside the database. What can't be deleted is found by `onward check`.
    pub fn delete(&self, gone: &[DocumentId]) {
        for id in gone {
            let Some(folder) = &self.folder else { return };
            match fs::remove_file(path_of(folder, *id)) {
                Err(why) if why.kind() != io::ErrorKind::NotFound => {
                    tracing::warn!(what = "documents", why = %why, "a file that is gone could not be deleted");
                }
                _ => {}
            }
        }
    }
}

/// The number of sealed bytes.
fn hash_of(sealed: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(sealed))
}

fn path_of(folder: &Path, id: DocumentId) -> PathBuf {
    folder.join(format!("{id}{ENDS}"))
}

/// Writes it whole or not at all, for its owner alone.
fn write_down(folder: &Path, id: DocumentId, sealed: &[u8]) -> io::Result<()> {
    make(folder)?;
    let (path, part) = (path_of(folder, id), folder.join(format!("{id}.part")));
    let written = owners_own(&part).and_then(|mut file| {
        file.write_all(sealed)?;
        file.sync_all()?;
        fs::rename(&part, &path)?;
        fs::File::open(folder)?.sync_all()
    });
    if written.is_err() {
        let _removed = fs::remove_file(&part);
    }
    written
}

#[cfg(unix)]
fn make(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

fn owners_own(path: &Path) -> io::Result<fs::File> {
    let mut open = fs::OpenOptions::new();
    open.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        open.mode(0o600);
    }
    open.open(path)
}

/// What does not lie as it should, as lines for whoever checks; the first number is of those that do.
///
/// # Errors
/// The folder is there and can't be read.
pub fn amiss(all: &[Lies], folder: Option<&Path>) -> io::Result<(usize, Vec<String>)> {
    let (mut whole, mut lines) = (0_usize, Vec::new());
    for one in all {
        let sealed = match (folder, one.beside) {
            (Some(folder), true) => fs::read(path_of(folder, one.id)).ok(),
            (None, true) => None,
            (_, false) => one.here.as_ref().map(|here| STANDARD.decode(here).unwrap_or_default()),
        };
        match (sealed, one.gone) {
            (None, true) => {}
            (Some(_), true) => lines.push(format!("{} was removed, and its bytes are still there", one.id)),
            (None, false) => lines.push(format!("{} is missing", one.id)),
            (Some(sealed), false) if hash_of(&sealed) != one.sealed_hash => {
                lines.push(format!("{} is not what was kept", one.id));
            }
            (Some(_), false) => whole = whole.saturating_add(1),
        }
    }
    let Some(folder) = folder.filter(|folder| folder.exists()) else { return Ok((whole, lines)) };
    let mut strange = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let known = name
            .strip_suffix(ENDS)
            .is_some_and(|id| all.iter().any(|one| one.beside && one.id.to_string() == id));
        if !known {
            strange.push(format!("{name} belongs to no document"));
        }
    }
    strange.sort();
    lines.extend(strange);
    Ok((whole, lines))
}
