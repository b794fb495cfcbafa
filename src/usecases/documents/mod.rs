//! Papers: an adviser and a young person keep them, whoever works with them reads them, and the installation has them looked at.

mod file;
mod papers;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use onward_domain::{
    access::{Purpose, Right},
    document::{Document, DocumentNote},
    id::{DocumentId, PersonId, UserId},
    moment::Moment,
};
use onward_store::{
    Store, StoreError, StoreResult,
    repo::documents::NewDocument,
    scope::{Caseload, OwnRecord, Record},
};

pub use self::{
    file::{NoFile, Ready, made_ready},
    papers::{Infected, Laid, Papers, amiss, folder_of},
};
use super::{
    adviser::Answered,
    ask::{Ask, OpensRecords},
    young_person::see_own_pages::{Own, own_of},
};
use crate::outside::scan::Verdict;

/// So many of those that wait are looked at in one go.
const AT_ONCE: i64 = 20;

/// What staff see.
#[derive(Debug, Clone)]
pub struct SeenDocuments {
    pub answered: Answered,
    /// Newest first, earlier versions and removed ones too.
    pub documents: Vec<Document>,
    /// Who added or removed them.
    pub names: HashMap<UserId, String>,
    /// Whether this viewer opens their files.
    pub opens: bool,
    /// Whether this viewer adds and changes some.
    pub keeps: bool,
}

/// What the young person sees.
#[derive(Debug, Clone)]
pub struct OwnDocuments {
    pub own: Own,
    pub documents: Vec<Document>,
    pub names: HashMap<UserId, String>,
    /// How many more there are that they don't see.
    pub not_shown: i64,
}

/// A file that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    pub document: Document,
    pub bytes: Vec<u8>,
}

/// What happened to a file that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Now,
    /// The same form, sent again.
    Before,
    /// The same file stands here already, as this document.
    Same(DocumentId),
}

/// Opens the record and reads its papers.
///
/// # Errors
/// `NotFound` for a person who is not the viewer's; `NotAllowed` for a record opened from outside; the store's own.
pub fn see_documents<S: OpensRecords>(ask: &Ask<'_, S>, person: PersonId) -> StoreResult<SeenDocuments> {
    let record = ask.open(person, Purpose::Documents)?;
    let documents = record.documents()?;
    Ok(SeenDocuments {
        names: names(ask, &documents)?,
        opens: record.opens_documents()?,
        keeps: record.right() == Right::Adviser,
        answered: Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record),
        documents,
    })
}

/// Opens one's own record and reads its papers.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_own_documents(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnDocuments> {
    let record = ask.open(Purpose::OwnPages)?;
    let documents = record.documents()?;
    Ok(OwnDocuments {
        own: own_of(ask, &record)?,
        names: names(ask, &documents)?,
        not_shown: record.documents_not_shown()?,
        documents,
    })
}

fn names<S>(ask: &Ask<'_, S>, all: &[Document]) -> StoreResult<HashMap<UserId, String>> {
    ask.tx.users().names(all.iter().flat_map(|one| [one.added_by, one.gone_by]).flatten())
}

/// A file of one of the viewer's people.
///
/// # Errors
/// `NotFound` where there is none to open; `NotAllowed` where the address is protected; the store's own.
pub fn open_document<S: OpensRecords>(
    ask: &Ask<'_, S>,
    papers: &Papers,
    person: PersonId,
    id: DocumentId,
) -> StoreResult<Opened> {
    opened(&ask.open(person, Purpose::Documents)?, papers, id)
}

/// One of one's own.
///
/// # Errors
/// As [`open_document`].
pub fn open_own_document(ask: &Ask<'_, OwnRecord>, papers: &Papers, id: DocumentId) -> StoreResult<Opened> {
    opened(&ask.open(Purpose::OwnPages)?, papers, id)
}

fn opened(record: &Record<'_>, papers: &Papers, id: DocumentId) -> StoreResult<Opened> {
    let (document, here) = record.document_to_open(id)?;
    let lost = || StoreError::Unreadable(format!("the bytes of document {id}"));
    let bytes = papers.opened(&document, here.as_deref()).ok_or_else(lost)?;
    Ok(Opened { document, bytes })
}

/// A note, the file that was laid down for it, and the form it came in.
#[derive(Debug)]
pub struct Sent<'a> {
    pub note: &'a DocumentNote,
    pub laid: &'a Laid,
    pub replaces: Option<DocumentId>,
    pub key: &'a str,
}

/// Keeps a document of one of the adviser's people.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's, or where the version that is replaced is gone; `NotAllowed` for a record
/// opened from outside; the store's own.
pub fn add_document(ask: &Ask<'_, Caseload>, person: PersonId, sent: &Sent<'_>) -> StoreResult<Kept> {
    keep(&ask.open_for_change(person, Purpose::Documents)?, sent)
}

/// Keeps one of one's own.
///
/// # Errors
/// The store's own.
pub fn add_own_document(ask: &Ask<'_, OwnRecord>, sent: &Sent<'_>) -> StoreResult<Kept> {
    keep(&ask.open(Purpose::OwnPages)?, sent)
}

fn keep(record: &Record<'_>, sent: &Sent<'_>) -> StoreResult<Kept> {
    let new = NewDocument {
        id: sent.laid.id,
        note: sent.note.clone(),
        file: sent.laid.file.clone(),
        sealed: sent.laid.sealed.clone(),
        replaces: sent.replaces,
    };
    if record.document_of_form(sent.key)?.is_some() {
        return Ok(Kept::Before);
    }
    let before = record.documents()?;
    let same = before.iter().find(|one| one.stands() && one.file.mark == new.file.mark);
    match same {
        Some(same) => Ok(Kept::Same(same.id)),
        None => record.add_document(&new, sent.key).map(|_| Kept::Now),
    }
}

/// Shows a document to the young person, or no longer, and why.
///
/// # Errors
/// As [`add_document`]; `NotAllowed` for one that they added.
pub fn show_document(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    id: DocumentId,
    why_not: Option<&str>,
) -> StoreResult<()> {
    ask.open_for_change(person, Purpose::Documents)?.show_document(id, why_not)
}

/// Removes a document with its earlier versions. Gives back whose bytes are to be deleted beside the database.
///
/// # Errors
/// As [`show_document`].
pub fn remove_document(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    id: DocumentId,
) -> StoreResult<Vec<DocumentId>> {
    ask.open_for_change(person, Purpose::Documents)?.remove_document(id)
}

/// Removes one of one's own.
///
/// # Errors
/// `NotFound`; `NotAllowed` for one that an adviser added; the store's own.
pub fn remove_own_document(ask: &Ask<'_, OwnRecord>, id: DocumentId) -> StoreResult<Vec<DocumentId>> {
    ask.open(Purpose::OwnPages)?.remove_document(id)
}

/// Has those looked at that wait for the scanner, and gives back how many were.
///
/// # Errors
/// The store's own.
pub fn scan_waiting(store: &Store, papers: &Papers, now: Moment) -> StoreResult<usize> {
    let Some(scanner) = &papers.scanner else { return Ok(0) };
    let mut done = 0_usize;
    for document in store.read(|tx| tx.documents().waiting(AT_ONCE))? {
        let here = store.read(|tx| tx.documents().sealed(document.id))?;
        // What is lost can't be looked at; `onward check` finds it.
        let Some(bytes) = papers.opened(&document, here.as_deref()) else { continue };
        let clean = match scanner.scan(&bytes) {
            Ok(verdict) => verdict == Verdict::Clean,
            Err(why) => {
                tracing::warn!(what = "scan", why = %why, "files wait");
                return Ok(done);
            }
        };
        let (id, person) = (document.id, document.person);
        store.write(move |tx| tx.documents().scanned(id, person, clean, now))?;
        if !clean {
            tracing::warn!(what = "scan", why = "a virus was found in a file that waited", "it was deleted");
            papers.delete(&[id]);
        }
        done = done.saturating_add(1);
    }
    Ok(done)
}
