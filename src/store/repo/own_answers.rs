//! What a young person says about themselves, in versions, and how an adviser settled it.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::OwnAnswerId,
    own_answer::{OwnAnswer, OwnAnswerNote, SettledAs},
};

use crate::{
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::records::own_answers,
    scope::Record,
    types::Column as _,
};

/// What a form's key is used up for.
const ACT: &str = "own_answer";

/// A person's own answers.
#[derive(Clone, Copy)]
pub struct OwnAnswers<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// What the person says about themselves.
    #[must_use]
    pub const fn own_answers(&self) -> OwnAnswers<'_> {
        OwnAnswers { record: self }
    }
}

impl OwnAnswers<'_> {
    /// What they say today: the newest answer to each question.
    ///
    /// # Errors
    /// The database's own.
    pub fn standing(&self) -> StoreResult<Vec<OwnAnswer>> {
        self.record.tx().run(|connection| {
            Ok(own_answers::table
                .filter(own_answers::person_id.eq(self.record.key()))
                .filter(own_answers::superseded_at.is_null())
                .order((own_answers::recorded_at, own_answers::id))
                .load(connection)?)
        })
    }

    /// Everything that they ever said, in the order of saying.
    ///
    /// # Errors
    /// The database's own.
    pub fn history(&self) -> StoreResult<Vec<OwnAnswer>> {
        self.record.tx().run(|connection| {
            Ok(own_answers::table
                .filter(own_answers::person_id.eq(self.record.key()))
                .order((own_answers::recorded_at, own_answers::id))
                .load(connection)?)
        })
    }

    /// One of them, if it is this person's.
    ///
    /// # Errors
    /// The database's own.
    pub fn find(&self, id: OwnAnswerId) -> StoreResult<Option<OwnAnswer>> {
        self.record.tx().run(|connection| {
            Ok(own_answers::table
                .filter(own_answers::id.eq(id.column()))
                .filter(own_answers::person_id.eq(self.record.key()))
                .first(connection)
                .optional()?)
        })
    }

    /// Keeps what the person says, once; what they said before to the same question stays in the history.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else, and for an answer of another kind than the question takes; the database's own.
    pub fn keep(&self, note: &OwnAnswerNote, key: &str) -> StoreResult<OwnAnswerId> {
        if self.record.right() != Right::Own {
            return Err(StoreError::NotAllowed("only the person says what they say of themselves".into()));
        }
        if !note.fits() {
            return Err(StoreError::NotAllowed(format!("{} takes another kind of answer", note.fact)));
        }
        if let Some(before) = self.record.kept_before(key, ACT)? {
            return Ok(before);
        }
        let before = self.standing()?.into_iter().find(|answer| answer.note.fact == note.fact);
        // Who says again what their adviser did not take says it anew.
        let was_kept_out = |before: &OwnAnswer| {
            before.settled.as_ref().is_some_and(|settled| settled.how == SettledAs::Kept)
        };
        let same = |before: &&OwnAnswer| before.note == *note && !was_kept_out(before);
        if let Some(before) = before.as_ref().filter(same) {
            return Ok(before.id);
        }
        let now = self.record.now().at;
        let answer = OwnAnswer {
            id: OwnAnswerId::new(),
            person: self.record.id(),
            note: note.clone(),
            recorded_at: now,
            recorded_by: self.record.by(),
            superseded_at: None,
            superseded_by: None,
            settled: None,
        };
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| {
                answer.insert(connection)?;
                if let Some(before) = &before {
                    diesel::update(own_answers::table.filter(own_answers::id.eq(before.id.column())))
                        .set((
                            own_answers::superseded_at.eq(Some(now.column())),
                            own_answers::superseded_by.eq(Some(answer.id.column())),
                        ))
                        .execute(connection)?;
                }
                Ok(())
            })?;
            self.record.changed("own_answer.added", &answer.id.to_string())?;
            self.record.use_key(key, ACT, &answer.id.to_string())?;
            Ok(answer.id)
        })
    }

    /// Settles an answer that stands and waits; false where it was settled, or said otherwise, meanwhile.
    ///
    /// # Errors
    /// `NotAllowed` for the person, and where the record is open for looking alone; the database's own.
    pub fn settle(&self, id: OwnAnswerId, how: SettledAs, why: Option<&str>) -> StoreResult<bool> {
        self.record.staff_only()?;
        self.record.for_change()?;
        let settled = self.record.tx().run(|connection| {
            Ok(diesel::update(
                own_answers::table
                    .filter(own_answers::id.eq(id.column()))
                    .filter(own_answers::person_id.eq(self.record.key()))
                    .filter(own_answers::superseded_at.is_null())
                    .filter(own_answers::settled_at.is_null()),
            )
            .set((
                own_answers::settled_as.eq(Some(how.word())),
                own_answers::settled_at.eq(Some(self.record.now().at.column())),
                own_answers::settled_by.eq(self.record.by().column()),
                own_answers::settled_why.eq(why),
            ))
            .execute(connection)?)
        })?;
        if settled == 1 {
            self.record.changed("own_answer.settled", &id.to_string())?;
        }
        Ok(settled == 1)
    }
}
