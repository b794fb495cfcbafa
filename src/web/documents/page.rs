//! Papers in a list: each with its earlier versions under it, and what was removed apart.

use chrono::NaiveDate;
use onward_domain::{
    document::{Document, DocumentKind, Format, Gone, Scan},
    id::{DocumentId, UserId},
};
use serde::Serialize;
use std::collections::HashMap;

use crate::clock::london_day;

/// All of them.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// Those that stand, newest first.
    pub stand: Vec<Shown>,
    /// Those that are gone, newest first.
    pub gone: Vec<Shown>,
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    pub id: DocumentId,
    pub kind: DocumentKind,
    /// Empty where this viewer does not read it.
    pub title: String,
    pub dated: Option<NaiveDate>,
    pub ends: Option<NaiveDate>,
    /// It no longer holds.
    pub ended: bool,
    /// It ends soon enough to renew it.
    pub ends_soon: bool,
    pub shown: bool,
    pub why_not: Option<String>,
    pub format: Format,
    /// In kilobytes, at least one.
    pub kilobytes: i64,
    pub scan: Scan,
    pub theirs: bool,
    pub added: NaiveDate,
    pub by: Option<String>,
    pub gone: Option<Gone>,
    pub gone_on: Option<NaiveDate>,
    pub gone_by: Option<String>,
    pub earlier: Vec<Self>,
}

/// In the order of the page.
#[must_use]
pub fn listed(all: &[Document], names: &HashMap<UserId, String>, today: NaiveDate) -> Listed {
    let shown = |one: &Document| {
        let mut shown = Shown::of(one, names, today);
        let mut newer = one.id;
        while let Some(earlier) = all.iter().find(|other| other.replaced_by == Some(newer)) {
            shown.earlier.push(Shown::of(earlier, names, today));
            newer = earlier.id;
        }
        shown
    };
    let current = || all.iter().filter(|one| one.replaced_by.is_none());
    Listed {
        stand: current().filter(|one| one.gone.is_none()).map(shown).collect(),
        gone: current().filter(|one| one.gone.is_some()).map(shown).collect(),
    }
}

impl Shown {
    /// One of them, without what came before it.
    #[must_use]
    pub fn of(one: &Document, names: &HashMap<UserId, String>, today: NaiveDate) -> Self {
        let name = |id: Option<UserId>| id.and_then(|id| names.get(&id).cloned());
        let note = &one.note;
        Self {
            id: one.id,
            kind: note.kind,
            title: note.title.clone(),
            dated: note.dated,
            ends: note.ends,
            ended: note.ends.is_some_and(|ends| ends < today),
            ends_soon: note.renew_from().is_some_and(|from| from <= today),
            shown: note.shown(),
            why_not: note.why_not.clone(),
            format: one.file.format,
            kilobytes: one.file.size.saturating_add(1023) / 1024,
            scan: one.file.scan,
            theirs: one.is_their_own(),
            added: london_day(one.added_at),
            by: name(one.added_by),
            gone: one.gone.map(|(how, _)| how),
            gone_on: one.gone.map(|(_, at)| london_day(at)),
            gone_by: name(one.gone_by),
            earlier: Vec::new(),
        }
    }
}
