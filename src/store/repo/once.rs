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
        let before: Option<(String, String)> = self.run(|connection| {
            Ok(idempotency_keys::table
                .filter(idempotency_keys::user_id.eq(user.column()))
                .filter(idempotency_keys::key.eq(key))
                .select((idempotency_keys::act, idempotency_keys::answer))
                .first(connection)
                .optional()?)
        })?;
        if let Some((done, answer)) = before {
            if done != act {
                return Err(StoreError::NotAllowed("this form's key belongs to another form".into()));
            }
            return Ok(Once::Already(answer));
        }
        let answer = work()?;
        self.run(|connection| {
            diesel::insert_into(idempotency_keys::table)
                .values((
                    idempotency_keys::user_id.eq(user.column()),
                    idempotency_keys::key.eq(key),
                    idempotency_keys::act.eq(act),
                    idempotency_keys::answer.eq(&answer),
                    idempotency_keys::created_at.eq(now.column()),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        Ok(Once::Done(answer))
    }
}
