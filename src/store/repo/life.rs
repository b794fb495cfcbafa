//! A person's contacts, notes, homes and activities.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    contact::{Contact, ContactNote},
    id::{ActivityId, ContactId, HomeId, NoteId},
    living::{Activity, ActivityNote, Home, HomeNote},
    note::Note,
};

use super::versions::{Versions, versioned};
use crate::{
    connection::AnyConnection,
    error::StoreResult,
    schema::records::{activities, contacts, homes, notes},
    scope::Record,
    types::{Column as _, Instant},
};

/// What a note says, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    pub text: String,
    /// Whether the young person may read it on their own pages.
    pub shared: bool,
}

impl Record<'_> {
    /// Visits, calls and messages, as staff see them; for the person's own pages there is [`Record::own_contacts`].
    #[must_use]
    pub const fn contacts(&self) -> Versions<'_, Contact> {
        Versions::of(self)
    }

    /// What staff wrote, all of it; for the person's own pages there is [`Record::shared_notes`].
    #[must_use]
    pub const fn notes(&self) -> Versions<'_, Note> {
        Versions::of(self)
    }

    /// Where the person lives and has lived; addresses are read with [`Record::homes_shown`].
    #[must_use]
    pub const fn homes(&self) -> Versions<'_, Home> {
        Versions::of(self)
    }

    /// What the person does and has done.
    #[must_use]
    pub const fn activities(&self) -> Versions<'_, Activity> {
        Versions::of(self)
    }
}

versioned!(Contact(ContactNote, ContactId) in contacts, word "contact", order (happened_on), {
    const STAFF_ONLY: bool = true;
    fn says(&self, note: &ContactNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &ContactNote) -> StoreResult<Self> {
        let (id, note) = (ContactId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

versioned!(Note(NewNote, NoteId) in notes, word "note", order (recorded_at), {
    const STAFF_ONLY: bool = true;
    fn says(&self, note: &NewNote) -> bool {
        self.text == note.text && self.shared == note.shared
    }
    fn written(record: &Record<'_>, note: &NewNote) -> StoreResult<Self> {
        let NewNote { text, shared } = note.clone();
        let id = NoteId::new();
        Ok(Self { id, person: record.id(), text, shared, recorded: record.mark(), superseded_by: None })
    }
});

versioned!(Home(HomeNote, HomeId) in homes, word "home", order (from_day), {
    fn says(&self, note: &HomeNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &HomeNote) -> StoreResult<Self> {
        let (id, note) = (HomeId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    /// Without its address, which has its own rule.
    fn shown(mut self) -> Self {
        self.note.address = None;
        self
    }
});

versioned!(Activity(ActivityNote, ActivityId) in activities, word "activity", order (from_day), {
    fn says(&self, note: &ActivityNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &ActivityNote) -> StoreResult<Self> {
        let (id, note) = (ActivityId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

/// A contact as the young person sees it: that it took place, not what staff noted about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnContact {
    pub id: ContactId,
    pub kind: onward_domain::contact::ContactKind,
    pub happened_on: chrono::NaiveDate,
    /// When the next one is planned.
    pub next_on: Option<chrono::NaiveDate>,
    /// How they said they were.
    pub own_words: Option<String>,
}

impl Record<'_> {
    /// Visits, calls and messages without what staff noted about them: for the young person's own pages.
    ///
    /// # Errors
    /// Any database error.
    pub fn own_contacts(&self) -> StoreResult<Vec<OwnContact>> {
        let rows: Vec<Contact> = self.tx().run(|connection| {
            Ok(contacts::table
                .filter(contacts::person_id.eq(self.key()))
                .filter(contacts::superseded_at.is_null())
                .order((contacts::happened_on, contacts::id))
                .load(connection)?)
        })?;
        Ok(rows
            .into_iter()
            .map(|contact| OwnContact {
                id: contact.id,
                kind: contact.note.kind,
                happened_on: contact.note.happened_on,
                next_on: contact.note.next_on,
                own_words: contact.note.own_words,
            })
            .collect())
    }

    /// The notes that the young person may read.
    ///
    /// # Errors
    /// Any database error.
    pub fn shared_notes(&self) -> StoreResult<Vec<Note>> {
        self.tx().run(|connection| {
            Ok(notes::table
                .filter(notes::person_id.eq(self.key()))
                .filter(notes::shared.eq(true))
                .filter(notes::superseded_at.is_null())
                .order((notes::recorded_at, notes::id))
                .load(connection)?)
        })
    }

    /// Where the person lives and has lived, oldest first. A protected person's address is shown only to them and to
    /// their own adviser, never to anyone who opened the record from outside.
    ///
    /// # Errors
    /// Any database error.
    pub fn homes_shown(&self) -> StoreResult<Vec<Home>> {
        let shown = match self.right() {
            Right::Own | Right::Adviser => true,
            Right::BreakGlass => false,
            _ => !self.person()?.identity.protected,
        };
        let mut rows: Vec<Home> = self.tx().run(|connection| {
            Ok(homes::table
                .filter(homes::person_id.eq(self.key()))
                .filter(homes::superseded_at.is_null())
                .order((homes::from_day, homes::id))
                .load(connection)?)
        })?;
        if !shown {
            for home in &mut rows {
                home.note.address = None;
            }
        }
        Ok(rows)
    }
}
