//! Forms that may be sent twice but must be carried out once.

use diesel::prelude::*;
use onward_domain::id::UserId;

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::trail::idempotency_keys,
    types::{Column as _, Instant},
};

/// What happened to a form that carries a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Once {
    /// It was carried out now; this is its answer (the id of what was made, say).
    Done(String),
    /// It was carried out before; this was its answer.
    Already(String),
}

impl Tx {
    /// Does something once per user and form key. The key is used up in the same transaction, so that either both
    /// are kept or neither is.
    ///
    /// # Errors
    /// Any error from `work`; `NotAllowed` when the key was used for another act.
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

    /// The answer from when a form's key was used before; `None` if it was not.
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

    /// Uses up a form's key: for work whose outcome says whether it was carried out at all. Otherwise use [`Tx::once`].
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
