//! A young person's papers: who sees which, their versions, and what the installation does with them by itself.

use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use onward_domain::{
    access::Right,
    document::{Document, DocumentFile, DocumentNote, Gone, Scan, SealedFile},
    id::{DocumentId, PersonId},
    moment::Moment,
};

use crate::{
    Tx,
    dialect::among,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    rows::Row as _,
    schema::own::{document_files, documents},
    scope::Record,
    types::Column as _,
};

/// What the audit trail and a form's key call one.
const WORD: &str = "document";

/// What is to be kept.
#[derive(Debug, Clone)]
pub struct NewDocument {
    pub id: DocumentId,
    pub note: DocumentNote,
    pub file: DocumentFile,
    /// The sealed bytes; `None`: they lie beside the database already.
    pub sealed: Option<String>,
    /// The version that this one replaces.
    pub replaces: Option<DocumentId>,
}

impl Record<'_> {
    fn documents_are_seen(&self) -> StoreResult<()> {
        match self.right() {
            Right::Own | Right::Adviser | Right::Manager | Right::ReviewingOfficer | Right::System => Ok(()),
            _ => Err(StoreError::NotAllowed("papers are seen by those who work with a young person".into())),
        }
    }

    /// Whether this viewer may open the files and read what they are called: of a protected person only they themselves and
    /// their adviser, since a tenancy or a letter has the address in it.
    ///
    /// # Errors
    /// The database's own.
    pub fn opens_documents(&self) -> StoreResult<bool> {
        match self.right() {
            Right::Own | Right::Adviser | Right::System => Ok(true),
            Right::Manager | Right::ReviewingOfficer => Ok(!self.person()?.identity.protected),
            _ => Ok(false),
        }
    }

    /// All of them, earlier versions and removed ones too, newest first; to the young person, those that they see.
    ///
    /// # Errors
    /// `NotAllowed` for a record that was opened from outside; the database's own.
    pub fn documents(&self) -> StoreResult<Vec<Document>> {
        self.documents_are_seen()?;
        let mut all: Vec<Document> = self.tx().run(|connection| {
            Ok(documents::table
                .filter(documents::person_id.eq(self.key()))
                .order((documents::added_at.desc(), documents::id.desc()))
                .load(connection)?)
        })?;
        if self.right() == Right::Own {
            all.retain(|document| document.note.shown());
        }
        if !self.opens_documents()? {
            for document in &mut all {
                document.note.title.clear();
                document.note.why_not = document.note.why_not.as_ref().map(|_| String::new());
            }
        }
        Ok(all)
    }

    /// The same beside something else: to whoever does not see papers, none.
    ///
    /// # Errors
    /// The database's own.
    pub fn papers(&self) -> StoreResult<Vec<Document>> {
        if self.documents_are_seen().is_err() {
            return Ok(Vec::new());
        }
        self.documents()
    }

    /// How many stand here that the young person does not see.
    ///
    /// # Errors
    /// The database's own.
    pub fn documents_not_shown(&self) -> StoreResult<i64> {
        self.tx().run(|connection| {
            Ok(documents::table
                .filter(documents::person_id.eq(self.key()))
                .filter(documents::shown.eq(false))
                .filter(documents::gone_at.is_null())
                .filter(documents::replaced_by.is_null())
                .count()
                .get_result(connection)?)
        })
    }

    /// One of them, if this viewer sees it.
    ///
    /// # Errors
    /// As [`Self::documents`].
    pub fn document(&self, id: DocumentId) -> StoreResult<Option<Document>> {
        Ok(self.documents()?.into_iter().find(|document| document.id == id))
    }

    /// One whose file this viewer may open, with the sealed bytes where they lie in the database.
    ///
    /// # Errors
    /// `NotFound` for one that is not theirs to open, is gone or waits for the scanner; the database's own.
    pub fn document_to_open(&self, id: DocumentId) -> StoreResult<(Document, Option<String>)> {
        let document = self.document(id)?.filter(|document| document.gone.is_none());
        let document = document.filter(|document| document.file.scan != Scan::Waiting);
        let document = document.ok_or(StoreError::NotFound)?;
        if !self.opens_documents()? {
            return Err(StoreError::NotAllowed("the address of this person is protected".into()));
        }
        let sealed: Option<SealedFile> = self.tx().run(|connection| {
            Ok(document_files::table
                .filter(document_files::person_id.eq(self.key()))
                .filter(document_files::document_id.eq(id.column()))
                .first(connection)
                .optional()?)
        })?;
        Ok((document, sealed.map(|file| file.sealed)))
    }

    fn documents_are_kept(&self) -> StoreResult<()> {
        if matches!(self.right(), Right::Own | Right::Adviser | Right::System) {
            return Ok(());
        }
        Err(StoreError::NotAllowed("papers are kept by a young person and their adviser".into()))
    }

    /// One that this viewer's side added and that still stands.
    fn own_document(&self, id: DocumentId) -> StoreResult<Document> {
        self.documents_are_kept()?;
        let theirs = self.right() == Right::Own;
        let document = self.document(id)?.filter(Document::stands).ok_or(StoreError::NotFound)?;
        if document.is_their_own() != theirs && self.right() != Right::System {
            return Err(StoreError::NotAllowed("whoever added a document changes it".into()));
        }
        Ok(document)
    }

    /// What this form kept before, if it is sent again.
    ///
    /// # Errors
    /// The database's own.
    pub fn document_of_form(&self, key: &str) -> StoreResult<Option<DocumentId>> {
        self.kept_before(key, WORD)
    }

    /// Keeps one, once for a form's key. What was kept under the key before is given back instead.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the young person and their adviser, and for a document that the other side added;
    /// `NotFound` where the version it replaces no longer stands; the database's own.
    pub fn add_document(&self, new: &NewDocument, key: &str) -> StoreResult<DocumentId> {
        self.documents_are_kept()?;
        if let Some(before) = self.kept_before(key, WORD)? {
            return Ok(before);
        }
        if let Some(old) = new.replaces {
            self.own_document(old)?;
        }
        let document = Document {
            id: new.id,
            person: self.id(),
            note: new.note.clone(),
            file: new.file.clone(),
            source: self.mark().source,
            added_at: self.now().at,
            added_by: self.by(),
            replaced_by: None,
            gone: None,
            gone_by: None,
        };
        let sealed = new.sealed.clone();
        let file = sealed.map(|sealed| SealedFile { document: new.id, person: self.id(), sealed });
        self.tx().savepoint(|| {
            self.tx().run(|connection| {
                document.insert(connection)?;
                file.iter().try_for_each(|file| file.insert(connection).map(drop))?;
                if let Some(old) = new.replaces {
                    diesel::update(documents::table.filter(documents::id.eq(old.column())))
                        .set(documents::replaced_by.eq(Some(new.id.column())))
                        .execute(connection)?;
                }
                Ok(())
            })?;
            let what = if new.replaces.is_some() { "document.replaced" } else { "document.added" };
            self.changed(what, &new.id.column())?;
            self.use_key(key, WORD, &new.id.column())?;
            Ok(new.id)
        })
    }

    /// Shows one to the young person, or no longer, and why. What they added themselves they always see.
    ///
    /// # Errors
    /// `NotFound`, `NotAllowed` as for [`Self::add_document`]; the database's own.
    pub fn show_document(&self, id: DocumentId, why_not: Option<&str>) -> StoreResult<()> {
        self.staff_only()?;
        let before = self.own_document(id)?;
        if before.note.why_not.as_deref() == why_not {
            return Ok(());
        }
        self.tx().savepoint(|| {
            self.tx().run(|connection| {
                // Earlier versions of it are seen by the same people.
                let all = versions(connection, &self.key(), id)?;
                diesel::update(documents::table.filter(among(connection, documents::id, &all)))
                    .set((documents::shown.eq(why_not.is_none()), documents::why_not.eq(why_not)))
                    .execute(connection)?;
                Ok(())
            })?;
            let what = if why_not.is_none() { "document.shown" } else { "document.hidden" };
            self.changed(what, &id.column())
        })
    }

    /// Removes one with its earlier versions; their bytes in the database are gone at once. Gives back those whose bytes lie
    /// beside it, to be deleted there.
    ///
    /// # Errors
    /// `NotFound`, `NotAllowed` as for [`Self::add_document`]; the database's own.
    pub fn remove_document(&self, id: DocumentId) -> StoreResult<Vec<DocumentId>> {
        self.own_document(id)?;
        let (at, by) = (self.now().at.column(), self.by().map(|by| by.column()));
        self.tx().savepoint(|| {
            let all = self.tx().run(|connection| {
                let all = versions(connection, &self.key(), id)?;
                diesel::delete(document_files::table.filter(among(
                    connection,
                    document_files::document_id,
                    &all,
                )))
                .execute(connection)?;
                diesel::update(
                    documents::table
                        .filter(among(connection, documents::id, &all))
                        .filter(documents::gone_at.is_null()),
                )
                .set((
                    documents::gone_at.eq(Some(at)),
                    documents::gone_by.eq(by),
                    documents::gone.eq(Some(Gone::Removed.column())),
                ))
                .execute(connection)?;
                Ok(all)
            })?;
            self.changed("document.removed", &id.column())?;
            Ok(all.iter().filter_map(|id| id.parse().ok()).collect())
        })
    }
}

/// One and all that came before it.
fn versions(
    connection: &mut crate::connection::AnyConnection,
    person: &str,
    id: DocumentId,
) -> StoreResult<Vec<String>> {
    let links: Vec<(String, Option<String>)> = documents::table
        .filter(documents::person_id.eq(person))
        .select((documents::id, documents::replaced_by))
        .load(connection)?;
    let mut all = vec![id.column()];
    let mut next = 0;
    while let Some(newer) = all.get(next).cloned() {
        all.extend(links.iter().filter(|(_, by)| by.as_ref() == Some(&newer)).map(|(id, _)| id.clone()));
        next += 1;
    }
    Ok(all)
}

/// The longest time before its end at which a paper is spoken of, in days.
const AHEAD: u64 = 100;

/// Papers of these people that have ended or will soon, oldest end first.
pub(crate) fn ending(tx: &Tx, ids: &[String], today: NaiveDate) -> StoreResult<Vec<Document>> {
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    tx.run(|connection| {
        Ok(documents::table
            .filter(among(connection, documents::person_id, ids))
            .filter(documents::ends_on.le(until))
            .filter(documents::gone_at.is_null())
            .filter(documents::replaced_by.is_null())
            .order((documents::ends_on, documents::id))
            .load(connection)?)
    })
}

/// All papers of this installation, for its own work: the scanner, and the check of what lies where.
#[derive(Clone, Copy)]
pub struct AllDocuments<'t> {
    tx: &'t Tx,
}

/// How the bytes of one should lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lies {
    pub id: DocumentId,
    pub beside: bool,
    pub gone: bool,
    pub sealed_hash: String,
    /// What lies in the database.
    pub here: Option<String>,
}

impl Tx {
    /// All papers of this installation.
    #[must_use]
    pub const fn documents(&self) -> AllDocuments<'_> {
        AllDocuments { tx: self }
    }
}

impl AllDocuments<'_> {
    /// Those that wait for the scanner, oldest first, at most so many.
    ///
    /// # Errors
    /// The database's own.
    pub fn waiting(self, most: i64) -> StoreResult<Vec<Document>> {
        self.tx.run(|connection| {
            Ok(documents::table
                .filter(documents::scan.eq(Scan::Waiting.column()))
                .filter(documents::gone_at.is_null())
                .order((documents::added_at, documents::id))
                .limit(most)
                .load(connection)?)
        })
    }

    /// The sealed bytes of one in the database.
    ///
    /// # Errors
    /// The database's own.
    pub fn sealed(self, id: DocumentId) -> StoreResult<Option<String>> {
        self.tx.run(|connection| {
            Ok(document_files::table
                .filter(document_files::document_id.eq(id.column()))
                .select(document_files::sealed)
                .first(connection)
                .optional()?)
        })
    }

    /// What the scanner said of one that waited. Nothing is left of an infected one.
    ///
    /// # Errors
    /// The database's own.
    pub fn scanned(self, id: DocumentId, person: PersonId, clean: bool, now: Moment) -> StoreResult<()> {
        self.tx.savepoint(|| {
            self.tx.run(|connection| {
                let one = documents::table
                    .filter(documents::id.eq(id.column()))
                    .filter(documents::gone_at.is_null());
                if clean {
                    diesel::update(one).set(documents::scan.eq(Scan::Clean.column())).execute(connection)?;
                    return Ok(());
                }
                diesel::update(one)
                    .set((
                        documents::gone_at.eq(Some(now.at.column())),
                        documents::gone.eq(Some(Gone::Infected.column())),
                    ))
                    .execute(connection)?;
                diesel::delete(document_files::table.filter(document_files::document_id.eq(id.column())))
                    .execute(connection)?;
                Ok(())
            })?;
            let what = if clean { "document.scanned" } else { "document.infected" };
            let subject = id.column();
            let deed = Deed { by: None, person: Some(person), what, subject: Some(&subject), detail: None };
            self.tx.note_deed(&deed, now.at)
        })
    }

    /// How the bytes of all should lie.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(self) -> StoreResult<Vec<Lies>> {
        type Row = (DocumentId, bool, Option<NaiveDateTime>, String, Option<String>);
        let rows: Vec<Row> = self.tx.run(|connection| {
            Ok(documents::table
                .left_join(document_files::table.on(document_files::document_id.eq(documents::id)))
                .order(documents::id)
                .select((
                    documents::id,
                    documents::beside,
                    documents::gone_at,
                    documents::sealed_hash,
                    document_files::sealed.nullable(),
                ))
                .load(connection)?)
        })?;
        let lies = |(id, beside, gone, sealed_hash, here): Row| Lies {
            id,
            beside,
            gone: gone.is_some(),
            sealed_hash,
            here,
        };
        Ok(rows.into_iter().map(lies).collect())
    }
}
