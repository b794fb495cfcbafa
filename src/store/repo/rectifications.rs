//! What young people say is wrong, and the one answer to each.

use diesel::prelude::*;
use onward_domain::{
    id::RectificationId,
    rectification::{Outcome, Rectification, Said, answer_by},
};

use crate::{
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::records::rectifications,
    scope::Record,
    types::Column as _,
};

/// What a form's key is used up for.
const SAID: &str = "rectification";
const ANSWERED: &str = "rectification_answer";

/// What happened to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answering {
    /// It is kept, now or when the same form came before.
    Kept,
    /// Somebody else answered first; this is what they wrote.
    Already(Box<Rectification>),
}

/// What a person says is wrong.
#[derive(Clone, Copy)]
pub struct Rectifications<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// What the person says is wrong in the record.
    #[must_use]
    pub fn rectifications(&self) -> Rectifications<'_> {
        Rectifications { record: self }
    }
}

impl Rectifications<'_> {
    /// All of it, newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(&self) -> StoreResult<Vec<Rectification>> {
        self.record.tx().run(|connection| {
            Ok(rectifications::table
                .filter(rectifications::person_id.eq(self.record.key()))
                .order((rectifications::said_at.desc(), rectifications::id.desc()))
                .load(connection)?)
        })
    }

    /// Keeps what was said, once a form.
    ///
    /// # Errors
    /// `NotAllowed` where the record is open for looking alone; the database's own.
    pub fn say(&self, said: &Said, key: &str) -> StoreResult<RectificationId> {
        self.record.for_change()?;
        if let Some(before) = self.record.kept_before(key, SAID)? {
            return Ok(before);
        }
        let now = self.record.now();
        let row = Rectification {
            id: RectificationId::new(),
            person: self.record.id(),
            said: said.clone(),
            said_at: now.at,
            said_by: self.record.by(),
            answer_by: answer_by(now.today),
            answer: None,
        };
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.record.use_key(key, SAID, &row.id.to_string())?;
            self.record.changed("rectification.said", &row.id.to_string())
        })?;
        Ok(row.id)
    }

    /// Takes the answer back, so that it waits again; what was answered is in the trail. Nothing where it waits already.
    ///
    /// # Errors
    /// `NotFound` for what this person never said; `NotAllowed` for the young person; the database's own.
    pub fn take_back(&self, id: RectificationId) -> StoreResult<()> {
        self.record.staff_only()?;
        self.record.for_change()?;
        let said = self.all()?.into_iter().find(|each| each.id == id).ok_or(StoreError::NotFound)?;
        if said.answer.is_none() {
            return Ok(());
        }
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| {
                let of_person = rectifications::table
                    .filter(rectifications::id.eq(id.column()))
                    .filter(rectifications::person_id.eq(self.record.key()));
                diesel::update(of_person)
                    .set((
                        rectifications::outcome.eq(None::<String>),
                        rectifications::answer.eq(None::<String>),
                        rectifications::answered_at.eq(None::<chrono::NaiveDateTime>),
                        rectifications::answered_by.eq(None::<String>),
                    ))
                    .execute(connection)?;
                Ok(())
            })?;
            self.record.changed("rectification.taken_back", &id.to_string())
        })
    }

    /// Writes the answer, unless there is one.
    ///
    /// # Errors
    /// `NotFound` for what this person never said; `NotAllowed` for the young person; the database's own.
    pub fn answer(
        &self,
        id: RectificationId,
        outcome: Outcome,
        words: &str,
        key: &str,
    ) -> StoreResult<Answering> {
        self.record.staff_only()?;
        self.record.for_change()?;
        if self.record.kept_before::<RectificationId>(key, ANSWERED)?.is_some() {
            return Ok(Answering::Kept);
        }
        let now = self.record.now();
        self.record.tx().savepoint(|| {
            let written = self.record.tx().run(|connection| {
                Ok(diesel::update(
                    rectifications::table
                        .filter(rectifications::id.eq(id.column()))
                        .filter(rectifications::person_id.eq(self.record.key()))
                        .filter(rectifications::outcome.is_null()),
                )
                .set((
                    rectifications::outcome.eq(Some(outcome.column())),
                    rectifications::answer.eq(Some(words)),
                    rectifications::answered_at.eq(Some(now.at.column())),
                    rectifications::answered_by.eq(self.record.by().column()),
                ))
                .execute(connection)?)
            })?;
            if written == 0 {
                let stands = self.all()?.into_iter().find(|each| each.id == id);
                return stands.map(|each| Answering::Already(Box::new(each))).ok_or(StoreError::NotFound);
            }
            self.record.use_key(key, ANSWERED, &id.to_string())?;
            self.record.changed("rectification.answered", &id.to_string())?;
            Ok(Answering::Kept)
        })
    }
}
