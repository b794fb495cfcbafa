//! Contacts, notes, homes and activities of a person.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    contact::{Contact, ContactNote},
    id::{ActivityId, ContactId, HomeId, NoteId},
    living::{Activity, ActivityNote, Home, HomeNote},
    note::Note,
};

use super::versions::versions;
use crate::{
    error::{StoreError, StoreResult},
    rows::Kept as _,
    schema::records::{activities, contacts, homes, notes},
    scope::Record,
    types::Column as _,
};

/// What a note says, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// What it says.
    pub text: String,
    /// May the young person read it on their own pages?
    pub shared: bool,
}

versions! {
    /// Visits, calls and messages, as staff see them; for one's own pages there is [`Record::own_contacts`].
    Contacts of Contact(ContactNote, ContactId) in contacts as contacts,
    word "contact", order (happened_on), staff staff_only,
    build |record, id, note| Ok(Contact { id, person: record.id(), note: note.clone(), recorded: record.mark() }),
}

versions! {
    /// What staff wrote, all of it; for one's own pages there is [`Record::shared_notes`].
    Notes of Note(NewNote, NoteId) in notes as notes,
    word "note", order (recorded_at), staff staff_only,
    build |record, id, note| Ok(Note {
        id, person: record.id(), text: note.text.clone(), shared: note.shared, recorded: record.mark(),
    }),
}

/// A home without its address, which has a rule of its own.
fn without_address(mut home: Home) -> Home {
    home.note.address = None;
    home
}

versions! {
    /// Where the person lives and lived; addresses are read with [`Record::homes_shown`].
    Homes of Home(HomeNote, HomeId) in homes as homes,
    word "home", order (from_day), strip without_address,
    build |record, id, note| Ok(Home { id, person: record.id(), note: note.clone(), recorded: record.mark() }),
}

versions! {
    /// What the person does and did.
    Activities of Activity(ActivityNote, ActivityId) in activities as activities,
    word "activity", order (from_day),
    build |record, id, note| Ok(Activity { id, person: record.id(), note: note.clone(), recorded: record.mark() }),
}

/// A contact as the young person sees it: that it was, not what staff noted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnContact {
    /// How.
    pub kind: onward_domain::contact::ContactKind,
    /// When.
    pub happened_on: chrono::NaiveDate,
    /// When the next one is meant to be.
    pub next_on: Option<chrono::NaiveDate>,
}

impl Record<'_> {
    /// Visits, calls and messages without what staff noted of them: for the young person's own pages.
    ///
    /// # Errors
    /// The database's own.
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
                kind: contact.note.kind,
                happened_on: contact.note.happened_on,
                next_on: contact.note.next_on,
            })
            .collect())
    }

    /// The notes that the young person may read.
    ///
    /// # Errors
    /// The database's own.
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

    /// Where the person lives and lived, oldest first. The address of a protected person is shown to them and to their
    /// own adviser alone, never to anyone who opened the record from outside.
    ///
    /// # Errors
    /// The database's own.
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
