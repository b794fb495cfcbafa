//! Messages between a young person and their adviser.

use diesel::prelude::*;
use onward_domain::{access::Right, id::MessageId, talk::Message};

use crate::{
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::records::messages,
    scope::Record,
    types::Column as _,
};

/// What the audit trail and a form's key call one.
const WORD: &str = "message";

impl Record<'_> {
    /// Only the two who write read them.
    fn between_the_two(&self) -> StoreResult<()> {
        if matches!(self.right(), Right::Own | Right::Adviser | Right::System) {
            return Ok(());
        }
        Err(StoreError::NotAllowed("messages are between a young person and their adviser".into()))
    }

    /// The newest so many, oldest first.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the two; the database's own.
    pub fn messages(&self, most: i64) -> StoreResult<Vec<Message>> {
        self.between_the_two()?;
        let mut newest: Vec<Message> = self.tx().run(|connection| {
            Ok(messages::table
                .filter(messages::person_id.eq(self.key()))
                .order((messages::sent_at.desc(), messages::id.desc()))
                .limit(most)
                .load(connection)?)
        })?;
        newest.reverse();
        Ok(newest)
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
            .set(messages::read_at.eq(Some(at.column())))
            .execute(connection)?)
        })?;
        if read > 0 {
            self.tx().note_change();
        }
        Ok(())
    }
}
