//! A young person's papers.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    document::{Document, DocumentFile, DocumentKind, DocumentNote, Format, Gone, Scan, SealedFile},
    id::{DocumentId, PersonId, UserId},
    recorded::Source,
};

use super::row;
use crate::{
    schema::own::{document_files, documents},
    types::Instant,
};

row!(Document, documents, |d| {
    id: DocumentId = d.id,
    person_id: PersonId = d.person,
    kind: DocumentKind = d.note.kind,
    title: String = d.note.title,
    dated_on: Option<NaiveDate> = d.note.dated,
    ends_on: Option<NaiveDate> = d.note.ends,
    shown: bool = d.note.shown(),
    why_not: Option<String> = d.note.why_not,
    format: Format = d.file.format,
    size: i64 = d.file.size,
    mark: String = d.file.mark,
    sealed_hash: String = d.file.sealed_hash,
    beside: bool = d.file.beside,
    scan: Scan = d.file.scan,
    source: Source = d.source,
    added_at: Instant = d.added_at,
    added_by: Option<UserId> = d.added_by,
    replaced_by: Option<DocumentId> = d.replaced_by,
    gone_at: Option<Instant> = d.gone.map(|(_, at)| at),
    gone_by: Option<UserId> = d.gone_by,
    gone: Option<Gone> = d.gone.map(|(how, _)| how),
} => Self {
    id,
    person: person_id,
    note: DocumentNote { kind, title, dated: dated_on, ends: ends_on, why_not: why_not.filter(|_| !shown) },
    file: DocumentFile { format, size, mark, sealed_hash, beside, scan },
    source,
    added_at,
    added_by,
    replaced_by,
    gone: gone.zip(gone_at),
    gone_by,
});

row!(SealedFile, document_files, |f| {
    document_id: DocumentId = f.document,
    person_id: PersonId = f.person,
    sealed: String = f.sealed,
} => Self { document: document_id, person: person_id, sealed });
