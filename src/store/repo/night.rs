//! What whoever answered out of hours leaves for a person's adviser. The hub writes without reading: no record is opened for it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use onward_domain::{
    allocation::Part,
    contact::ContactKind,
    id::{NightNoteId, PersonId},
    moment::Moment,
    night::{NightNote, NightSaid},
};

use crate::{
    Tx,
    dialect::{Day, among},
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    rows::Row as _,
    schema::{
        desk::night_notes,
        records::{allocations, contacts},
    },
    scope::{Exactly, HubDesk, Record, ServiceView},
    types::Column as _,
};

/// What a form's key is used up for.
const WORD: &str = "night_note";

fn keep(tx: &Tx, note: &NightNote) -> StoreResult<()> {
    tx.run(|connection| Ok(note.insert(connection)?))?;
    tx.note_change();
    Ok(())
}

impl HubDesk {
    /// Leaves a note for the adviser of whoever fits exactly, once a form. `None`: nobody fits, and nothing is kept. The search is
    /// logged; nothing about the person is shown.
    ///
    /// # Errors
    /// `NotFound` for whoever is at the hub no more; the database's own.
    pub fn leave_night_note(
        &self,
        tx: &Tx,
        who: &Exactly,
        said: &NightSaid,
        key: &str,
        now: Moment,
    ) -> StoreResult<Option<NightNoteId>> {
        self.still_here(tx)?;
        if let Some(before) = tx.done_before(self.user(), key, WORD)? {
            let unreadable = |_| StoreError::Unreadable(format!("the answer of a form ({WORD})"));
            return before.parse().map(Some).map_err(unreadable);
        }
        let Some(found) = self.outside().find(tx, who, now)? else { return Ok(None) };
        let note = NightNote {
            id: NightNoteId::new(),
            person: found.person,
            said: said.clone(),
            written_at: now.at,
            written_by: Some(self.user()),
        };
        keep(tx, &note)?;
        let id = note.id.to_string();
        tx.use_up(self.user(), key, WORD, &id, now.at)?;
        let deed = Deed {
            by: Some(self.user()),
            person: Some(found.person),
            what: "night_note.left",
            subject: Some(&id),
            detail: None,
        };
        tx.note_deed(&deed, now.at)?;
        Ok(Some(note.id))
    }
}

impl ServiceView {
    /// Notes written since an instant about people who have no adviser on a day, oldest first, each with the days since on which
    /// somebody reached them.
    ///
    /// # Errors
    /// The database's own.
    pub fn nights_without_adviser(
        &self,
        tx: &Tx,
        since: DateTime<Utc>,
        day: NaiveDate,
    ) -> StoreResult<Vec<(NightNote, Vec<NaiveDate>)>> {
        let have_one = allocations::table
            .filter(allocations::part.eq(Part::Adviser.column()))
            .filter(allocations::from_day.le(day))
            .filter(allocations::until_day.is_null().or(allocations::until_day.gt(day)))
            .select(allocations::person_id);
        let notes: Vec<NightNote> = tx.run(|connection| {
            Ok(night_notes::table
                .filter(night_notes::written_at.ge(since.column()))
                .filter(night_notes::person_id.ne_all(have_one))
                .order((night_notes::written_at, night_notes::id))
                .load(connection)?)
        })?;
        let ids: Vec<String> = notes.iter().map(|note| note.person.column()).collect();
        let met: Vec<(PersonId, Day, ContactKind)> = if ids.is_empty() {
            Vec::new()
        } else {
            tx.run(|connection| {
                Ok(contacts::table
                    .filter(among(connection, contacts::person_id, &ids))
                    .filter(contacts::superseded_at.is_null())
                    .filter(contacts::happened_on.ge(since.date_naive()))
                    .select((contacts::person_id, contacts::happened_on, contacts::kind))
                    .load(connection)?)
            })?
        };
        let reached = |person| {
            let theirs = met.iter().filter(move |(of, _, kind)| *of == person && kind.reached());
            theirs.map(|(_, on, _)| on.0).collect()
        };
        Ok(notes.into_iter().map(|note| (note.clone(), reached(note.person))).collect())
    }
}

impl Record<'_> {
    /// What was left out of hours, newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn night_notes(&self) -> StoreResult<Vec<NightNote>> {
        self.tx().run(|connection| {
            Ok(night_notes::table
                .filter(night_notes::person_id.eq(self.key()))
                .order((night_notes::written_at.desc(), night_notes::id.desc()))
                .load(connection)?)
        })
    }
}

/// Notes of many people since an instant, oldest first.
pub(crate) fn of_people(
    tx: &Tx,
    ids: &[String],
    since: DateTime<Utc>,
) -> StoreResult<Vec<(PersonId, NightNote)>> {
    let all: Vec<NightNote> = tx.run(|connection| {
        Ok(night_notes::table
            .filter(among(connection, night_notes::person_id, ids))
            .filter(night_notes::written_at.ge(since.column()))
            .order((night_notes::written_at, night_notes::id))
            .load(connection)?)
    })?;
    Ok(all.into_iter().map(|note| (note.person, note)).collect())
}
