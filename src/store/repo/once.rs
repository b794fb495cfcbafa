//! Forms that may be sent twice and must be done once.

use diesel::prelude::*;
use onward_domain::id::UserId;

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::trail::idempotency_keys,
    types::{Column as _, Instant},
};

/// What became of a form that carries a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Once {
    /// It was done now; this is its answer (say, the id of what was made).
    Done(String),
    /// It was done before; this was its answer.
    Already(String),
}

impl Tx {
    /// Does something once for a user and a form's key. The key is used up in the same transaction, so that either both
    /// are kept or neither.
    ///
    /// # Errors
    /// Those of `work`; `NotAllowed` when the key was used for another act.
    pub fn once(
        &self,
        user: UserId,
        key: &str,
        act: &str,
        now: Instant,
        work: impl FnOnce() -> StoreResult<String>,
    ) -> StoreResult<Once> {
        if let Some(answer) = self.done_before(user, key, act)? {
            return Ok(Once::Already(answer));
        }
        let answer = work()?;
        self.use_up(user, key, act, &answer, now)?;
        Ok(Once::Done(answer))
    }

    /// The answer of what was done before under a form's key; nothing when it was not done.
    ///
    /// # Errors
    /// `NotAllowed` when the key was used for another act.
    pub fn done_before(&self, user: UserId, key: &str, act: &str) -> StoreResult<Option<String>> {
        let before: Option<(String, String)> = self.run(|connection| {
            Ok(idempotency_keys::table
                .filter(idempotency_keys::user_id.eq(user.column()))
                .filter(idempotency_keys::key.eq(key))
                .select((idempotency_keys::act, idempotency_keys::answer))
                .first(connection)
                .optional()?)
        })?;
        match before {
            Some((done, _)) if done != act => {
                Err(StoreError::NotAllowed("this form's key belongs to another form".into()))
            }
            found => Ok(found.map(|(_, answer)| answer)),
        }
    }

    /// Uses a form's key up: for work whose outcome says whether it was done at all. Else [`Tx::once`].
    ///
    /// # Errors
    /// [`StoreError::Exists`] when it was used before.
    pub fn use_up(&self, user: UserId, key: &str, act: &str, answer: &str, now: Instant) -> StoreResult<()> {
        self.run(|connection| {
            diesel::insert_into(idempotency_keys::table)
                .values((
                    idempotency_keys::user_id.eq(user.column()),
                    idempotency_keys::key.eq(key),
                    idempotency_keys::act.eq(act),
                    idempotency_keys::answer.eq(answer),
                    idempotency_keys::created_at.eq(now.column()),
                ))
                .execute(connection)?;
            Ok(())
        })
    }
}
