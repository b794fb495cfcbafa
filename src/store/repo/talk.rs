//! Messages between a young person and their adviser.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    access::Right,
    allocation::Part,
    id::{MessageId, PersonId, UserId},
    role::Role,
    talk::Message,
};

use crate::{
    Tx,
    dialect::among,
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::{
        desk::covers,
        people::users,
        records::{allocations, messages},
    },
    scope::Record,
    types::{Column as _, Instant},
};

/// What the audit trail and a form's key call one.
const WORD: &str = "message";

impl Record<'_> {
    /// Only the two who write read them, and a manager for as long as no adviser has the person: somebody must answer.
    fn between_the_two(&self) -> StoreResult<()> {
        if matches!(self.right(), Right::Own | Right::Adviser | Right::System)
            || (self.right() == Right::Manager && self.nobody_has_them()?)
        {
            return Ok(());
        }
        Err(StoreError::NotAllowed("messages are between a young person and their adviser".into()))
    }

    /// The newest so many after leaving out the newest `past`, oldest first.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the two; the database's own.
    pub fn messages(&self, most: i64, past: i64) -> StoreResult<Vec<Message>> {
        self.between_the_two()?;
        let mut newest: Vec<Message> = self.tx().run(|connection| {
            Ok(messages::table
                .filter(messages::person_id.eq(self.key()))
                .order((messages::sent_at.desc(), messages::id.desc()))
                .limit(most)
                .offset(past)
                .load(connection)?)
        })?;
        newest.reverse();
        Ok(newest)
    }

    /// When each was sent and whether they wrote it, without what it says; oldest first.
    ///
    /// # Errors
    /// As [`Self::messages`].
    pub fn messages_sent(&self) -> StoreResult<Vec<(Instant, bool)>> {
        self.between_the_two()?;
        let sent: Vec<(chrono::NaiveDateTime, bool)> = self.tx().run(|connection| {
            Ok(messages::table
                .filter(messages::person_id.eq(self.key()))
                .order((messages::sent_at, messages::id))
                .select((messages::sent_at, messages::from_young))
                .load(connection)?)
        })?;
        Ok(sent.into_iter().map(|(at, theirs)| (at.and_utc(), theirs)).collect())
    }

    /// How many wait for this reader.
    ///
    /// # Errors
    /// As [`Self::messages`].
    pub fn new_messages(&self) -> StoreResult<i64> {
        self.between_the_two()?;
        let theirs = self.right() != Right::Own;
        self.tx().run(|connection| {
            Ok(messages::table
                .filter(messages::person_id.eq(self.key()))
                .filter(messages::from_young.eq(theirs))
                .filter(messages::read_at.is_null())
                .count()
                .get_result(connection)?)
        })
    }

    /// Sends one, once for a form's key.
    ///
    /// # Errors
    /// As [`Self::messages`].
    pub fn send_message(&self, text: &str, key: &str) -> StoreResult<MessageId> {
        self.between_the_two()?;
        self.for_change()?;
        if let Some(before) = self.kept_before(key, WORD)? {
            return Ok(before);
        }
        let message = Message {
            id: MessageId::new(),
            person: self.id(),
            from_young: self.right() == Right::Own,
            text: text.to_owned(),
            sent_at: self.now().at,
            sent_by: self.by(),
            read_at: None,
            read_by: None,
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(message.insert(connection)?))?;
            self.changed("message.sent", &message.id.to_string())?;
            self.use_key(key, WORD, &message.id.to_string())?;
            Ok(message.id)
        })
    }

    /// One that was sent before, by either side: for the demonstration.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the installation; the database's own.
    pub fn tell_message(&self, message: &Message) -> StoreResult<()> {
        if self.right() != Right::System {
            return Err(StoreError::NotAllowed("a message is sent by whoever writes it".into()));
        }
        self.tx().run(|connection| Ok(message.insert(connection)?)).map(drop)
    }

    /// Whatever the other side wrote is read now.
    ///
    /// # Errors
    /// As [`Self::messages`].
    pub fn read_messages(&self) -> StoreResult<()> {
        self.between_the_two()?;
        let theirs = self.right() != Right::Own;
        let at = self.now().at;
        let read = self.tx().run(|connection| {
            Ok(diesel::update(
                messages::table
                    .filter(messages::person_id.eq(self.key()))
                    .filter(messages::from_young.eq(theirs))
                    .filter(messages::read_at.is_null()),
            )
            .set((messages::read_at.eq(Some(at.column())), messages::read_by.eq(self.by().column())))
            .execute(connection)?)
        })?;
        if read > 0 {
            self.tx().note_change();
        }
        Ok(())
    }

    /// No adviser who can sign in is allocated to them today, and nobody stands in for one.
    ///
    /// # Errors
    /// The database's own.
    pub fn nobody_has_them(&self) -> StoreResult<bool> {
        Ok(had_by_somebody(self.tx(), self.now().today, &[self.key()])?.is_empty())
    }
}

/// Who of these has an adviser today who can sign in, or somebody who stands in for one.
pub(crate) fn had_by_somebody(tx: &Tx, day: NaiveDate, people: &[String]) -> StoreResult<HashSet<PersonId>> {
    let had: Vec<(PersonId, UserId)> = tx.run(|connection| {
        Ok(allocations::table
            .filter(among(connection, allocations::person_id, people))
            .filter(allocations::part.eq(Part::Adviser.column()))
            .filter(allocations::from_day.le(day))
            .filter(allocations::until_day.is_null().or(allocations::until_day.gt(day)))
            .select((allocations::person_id, allocations::user_id))
            .load(connection)?)
    })?;
    let standing_in: Vec<(UserId, UserId)> = tx.run(|connection| {
        Ok(covers::table
            .filter(covers::from_day.le(day))
            .filter(covers::until_day.is_null().or(covers::until_day.gt(day)))
            .select((covers::absent_id, covers::cover_id))
            .load(connection)?)
    })?;
    let here: Vec<UserId> = tx.run(|connection| {
        Ok(users::table
            .filter(users::role.eq(Role::Adviser.column()))
            .filter(users::disabled_at.is_null())
            .select(users::id)
            .load(connection)?)
    })?;
    let here: HashSet<UserId> = here.into_iter().collect();
    let by = |user: &UserId| {
        here.contains(user) || standing_in.iter().any(|(away, cover)| away == user && here.contains(cover))
    };
    Ok(had.into_iter().filter(|(_, user)| by(user)).map(|(person, _)| person).collect())
}
