//! What one manager has looked at and another one settles.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use onward_domain::{
    id::{SecondLookId, UserId},
    moment::Moment,
    second_look::{LooksAt, SecondAnswer, SecondLook},
};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    schema::accounts::second_looks,
    scope::ServiceView,
    types::Column as _,
};

type Asked = (SecondLookId, LooksAt, String, Option<String>, UserId, NaiveDateTime);
type Answered = (Option<UserId>, Option<NaiveDateTime>, Option<bool>, Option<String>);

macro_rules! columns {
    () => {
        (
            (
                second_looks::id,
                second_looks::what,
                second_looks::about,
                second_looks::words,
                second_looks::asked_by,
                second_looks::asked_at,
            ),
            (
                second_looks::answered_by,
                second_looks::answered_at,
                second_looks::agreed,
                second_looks::answer,
            ),
        )
    };
}

fn look(
    ((id, what, about, words, asked_by, asked_at), (by, at, agreed, said)): (Asked, Answered),
) -> SecondLook {
    let answer = match (by, at, agreed) {
        (Some(by), Some(at), Some(agreed)) => {
            Some(SecondAnswer { by, at: at.and_utc(), agreed, words: said })
        }
        _ => None,
    };
    SecondLook { id, what, about, words, asked_by, asked_at: asked_at.and_utc(), answer }
}

/// What waits for a second manager, and what was settled.
#[derive(Clone, Copy)]
pub struct SecondLooks<'t> {
    tx: &'t Tx,
    user: UserId,
}

impl ServiceView {
    /// What waits for a second manager, and what was settled.
    #[must_use]
    pub fn second_looks<'t>(&self, tx: &'t Tx) -> SecondLooks<'t> {
        SecondLooks { tx, user: self.user }
    }
}

impl SecondLooks<'_> {
    /// The latest about something.
    ///
    /// # Errors
    /// The database's own.
    pub fn latest(&self, what: LooksAt, about: &str) -> StoreResult<Option<SecondLook>> {
        let row: Option<(Asked, Answered)> = self.tx.run(|connection| {
            Ok(second_looks::table
                .filter(second_looks::what.eq(what.word()))
                .filter(second_looks::about.eq(about))
                .order((second_looks::asked_at.desc(), second_looks::id.desc()))
                .select(columns!())
                .first(connection)
                .optional()?)
        })?;
        Ok(row.map(look))
    }

    /// What waits, the oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn waiting(&self, what: LooksAt) -> StoreResult<Vec<SecondLook>> {
        let rows: Vec<(Asked, Answered)> = self.tx.run(|connection| {
            Ok(second_looks::table
                .filter(second_looks::what.eq(what.word()))
                .filter(second_looks::answered_at.is_null())
                .order((second_looks::asked_at, second_looks::id))
                .select(columns!())
                .load(connection)?)
        })?;
        Ok(rows.into_iter().map(look).collect())
    }

    /// Asks for a second look. What waits already is what is asked.
    ///
    /// # Errors
    /// The database's own.
    pub fn ask(
        &self,
        what: LooksAt,
        about: &str,
        words: Option<&str>,
        now: Moment,
    ) -> StoreResult<SecondLookId> {
        if let Some(waits) = self.latest(what, about)?.filter(|one| one.answer.is_none()) {
            return Ok(waits.id);
        }
        let id = SecondLookId::new();
        self.tx.run(|connection| {
            diesel::insert_into(second_looks::table)
                .values((
                    second_looks::id.eq(id.column()),
                    second_looks::what.eq(what.word()),
                    second_looks::about.eq(about),
                    second_looks::words.eq(words),
                    second_looks::asked_by.eq(self.user.column()),
                    second_looks::asked_at.eq(now.at.column()),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        self.note("second_look.asked", id, what, now)?;
        Ok(id)
    }

    /// Answers what waits. `None`: it waits no more.
    ///
    /// # Errors
    /// `NotAllowed` for whoever asked; the database's own.
    pub fn answer(
        &self,
        id: SecondLookId,
        agreed: bool,
        words: Option<&str>,
        now: Moment,
    ) -> StoreResult<Option<SecondLook>> {
        let row: Option<(Asked, Answered)> = self.tx.run(|connection| {
            Ok(second_looks::table.find(id.column()).select(columns!()).first(connection).optional()?)
        })?;
        let Some(waits) = row.map(look).filter(|one| one.answer.is_none()) else { return Ok(None) };
        if waits.asked_by == self.user {
            return Err(StoreError::NotAllowed("who asked does not answer".into()));
        }
        self.tx.run(|connection| {
            diesel::update(second_looks::table.find(id.column()))
                .set((
                    second_looks::answered_by.eq(Some(self.user.column())),
                    second_looks::answered_at.eq(Some(now.at.column())),
                    second_looks::agreed.eq(Some(agreed)),
                    second_looks::answer.eq(words),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        let what = if agreed { "second_look.agreed" } else { "second_look.declined" };
        self.note(what, id, waits.what, now)?;
        Ok(Some(waits))
    }

    fn note(&self, what: &str, id: SecondLookId, of: LooksAt, now: Moment) -> StoreResult<()> {
        let subject = id.to_string();
        let deed = Deed { by: Some(self.user), what, subject: Some(&subject), ..Deed::default() };
        self.tx.note_deed(&Deed { detail: Some(of.word()), ..deed }, now.at)
    }
}
