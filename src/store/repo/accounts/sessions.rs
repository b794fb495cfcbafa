//! Signed-in devices.

use diesel::prelude::*;
use onward_domain::id::{SessionId, UserId};

use super::Accounts;
use crate::{
    error::StoreResult,
    repo::deaths::lives,
    rows::{accounts::Session, users::User},
    schema::{accounts::sessions, people::users},
    types::{Column, Instant},
};

/// A device that has just signed in.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its public number, shown in the list of devices.
    pub id: SessionId,
    /// Hash of the key in the cookie.
    pub key_hash: String,
    /// Who signed in.
    pub user: UserId,
    /// What the web layer keeps between requests.
    pub state: String,
    /// The kind of device, in plain words.
    pub device: String,
    pub own_device: bool,
    /// Expires if not used by then.
    pub idle_until: Instant,
    /// Expires then in any case.
    pub ends_at: Instant,
}

macro_rules! columns {
    () => {
        (
            sessions::id,
            sessions::user_id,
            sessions::state,
            sessions::device,
            sessions::own_device,
            sessions::began_at,
            sessions::last_seen_at,
            sessions::idle_until,
            sessions::ends_at,
        )
    };
}

impl Accounts<'_> {
    /// Begins a session.
    ///
    /// # Errors
    /// No such user.
    pub fn begin_session(&self, new: &NewSession, now: Instant) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::insert_into(sessions::table)
                .values((
                    sessions::id.eq(new.id.column()),
                    sessions::key_hash.eq(&new.key_hash),
                    sessions::user_id.eq(new.user.column()),
                    sessions::state.eq(&new.state),
                    sessions::device.eq(&new.device),
                    sessions::own_device.eq(new.own_device),
                    sessions::began_at.eq(now.column()),
                    sessions::last_seen_at.eq(now.column()),
                    sessions::idle_until.eq(new.idle_until.column()),
                    sessions::ends_at.eq(new.ends_at.column()),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// The session for a key and whose it is: not ended, not idle, not expired, begun after the user's rights last
    /// changed, and the user not disabled and no death recorded. Looked up again on each request, so that a right that is taken away is gone
    /// at once.
    ///
    /// # Errors
    /// Any database error.
    pub fn session(&self, key_hash: &str, now: Instant) -> StoreResult<Option<(Session, User)>> {
        self.tx.run(|connection| {
            Ok(sessions::table
                .inner_join(users::table)
                .filter(sessions::key_hash.eq(key_hash))
                .filter(sessions::ended_at.is_null())
                .filter(sessions::idle_until.gt(now.column()))
                .filter(sessions::ends_at.gt(now.column()))
                .filter(sessions::began_at.ge(users::rights_changed_at))
                .filter(users::disabled_at.is_null())
                .filter(lives!(users::person_id))
                .select((columns!(), users::all_columns))
                .first(connection)
                .optional()?)
        })
    }

    /// Whose a session was that was not used for too long and ended by itself after `since`, and what the web layer stored for it. None
    /// where somebody ended it, or may no longer come in.
    ///
    /// # Errors
    /// Any database error.
    pub fn left_idle(
        &self,
        key_hash: &str,
        since: Instant,
        now: Instant,
    ) -> StoreResult<Option<(UserId, String)>> {
        self.tx.run(|connection| {
            Ok(sessions::table
                .inner_join(users::table)
                .filter(sessions::key_hash.eq(key_hash))
                .filter(sessions::ended_at.is_null())
                .filter(sessions::idle_until.le(now.column()).or(sessions::ends_at.le(now.column())))
                .filter(sessions::last_seen_at.gt(since.column()))
                .filter(sessions::began_at.ge(users::rights_changed_at))
                .filter(users::disabled_at.is_null())
                .filter(lives!(users::person_id))
                .select((sessions::user_id, sessions::state))
                .first(connection)
                .optional()?)
        })
    }

    /// Replaces what the web layer stores for a session.
    ///
    /// # Errors
    /// Any database error.
    pub fn keep_session_state(&self, key_hash: &str, state: &str) -> StoreResult<bool> {
        self.tx.run(|connection| {
            let changed = diesel::update(
                sessions::table.filter(sessions::key_hash.eq(key_hash)).filter(sessions::ended_at.is_null()),
            )
            .set(sessions::state.eq(state))
            .execute(connection)?;
            Ok(changed == 1)
        })
    }

    /// Records that a session was used, and extends its idle limit; with another state, where something has to be remembered of it.
    ///
    /// # Errors
    /// Any database error.
    pub fn touch_session(
        &self,
        id: SessionId,
        now: Instant,
        idle_until: Instant,
        state: Option<&str>,
    ) -> StoreResult<()> {
        self.tx.run(|connection| {
            let this = || sessions::table.filter(sessions::id.eq(id.column()));
            diesel::update(this())
                .set((sessions::last_seen_at.eq(now.column()), sessions::idle_until.eq(idle_until.column())))
                .execute(connection)?;
            if let Some(state) = state {
                diesel::update(this()).set(sessions::state.eq(state)).execute(connection)?;
            }
            Ok(())
        })
    }

    /// The devices a user is signed in on, the latest first.
    ///
    /// # Errors
    /// Any database error.
    pub fn devices(&self, user: UserId, now: Instant) -> StoreResult<Vec<Session>> {
        self.tx.run(|connection| {
            Ok(sessions::table
                .inner_join(users::table)
                .filter(sessions::user_id.eq(user.column()))
                .filter(sessions::ended_at.is_null())
                .filter(sessions::idle_until.gt(now.column()))
                .filter(sessions::ends_at.gt(now.column()))
                .filter(sessions::began_at.ge(users::rights_changed_at))
                .order((sessions::last_seen_at.desc(), sessions::id.desc()))
                .select(columns!())
                .load(connection)?)
        })
    }

    /// Ends the session behind a key, and answers which it was and whose. One that has ended is nobody's.
    ///
    /// # Errors
    /// The database's own.
    pub fn end_session(&self, key_hash: &str, now: Instant) -> StoreResult<Option<(SessionId, UserId)>> {
        self.tx.run(|connection| {
            let running =
                sessions::table.filter(sessions::key_hash.eq(key_hash)).filter(sessions::ended_at.is_null());
            let ended = running.select((sessions::id, sessions::user_id)).first(connection).optional()?;
            diesel::update(running).set(sessions::ended_at.eq(now.column())).execute(connection)?;
            Ok(ended)
        })
    }

    /// Ends one of a user's own sessions. One that has already ended stays as it is. False: not theirs.
    ///
    /// # Errors
    /// Any database error.
    pub fn end_device(&self, user: UserId, id: SessionId, now: Instant) -> StoreResult<bool> {
        self.tx.run(|connection| {
            let theirs = sessions::table
                .filter(sessions::id.eq(id.column()))
                .filter(sessions::user_id.eq(user.column()));
            let found: i64 = theirs.count().get_result(connection)?;
            diesel::update(
                sessions::table
                    .filter(sessions::id.eq(id.column()))
                    .filter(sessions::user_id.eq(user.column()))
                    .filter(sessions::ended_at.is_null()),
            )
            .set(sessions::ended_at.eq(now.column()))
            .execute(connection)?;
            Ok(found == 1)
        })
    }

    /// Signs a user out everywhere. Returns how many sessions ended.
    ///
    /// # Errors
    /// Any database error.
    pub fn end_all_sessions(&self, user: UserId, now: Instant) -> StoreResult<usize> {
        self.tx.run(|connection| {
            Ok(diesel::update(
                sessions::table
                    .filter(sessions::user_id.eq(user.column()))
                    .filter(sessions::ended_at.is_null()),
            )
            .set(sessions::ended_at.eq(now.column()))
            .execute(connection)?)
        })
    }

    /// Deletes sessions that ended before a moment.
    ///
    /// # Errors
    /// Any database error.
    pub fn sweep_sessions(&self, before: Instant) -> StoreResult<usize> {
        self.tx.run(|connection| {
            Ok(diesel::delete(
                sessions::table
                    .filter(sessions::ends_at.lt(before.column()).or(sessions::ended_at.lt(before.column()))),
            )
            .execute(connection)?)
        })
    }
}
