//! A young person writes to their adviser and reads what they answer.

use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    id::MessageId,
};
use onward_store::{StoreResult, scope::OwnRecord};

use crate::usecases::{
    ask::Ask,
    messages::{Talk, talk},
};

/// The messages, and with whom.
#[derive(Debug, Clone)]
pub struct SeenMessages {
    /// The adviser today.
    pub adviser: Option<Worker>,
    /// As they stood when the page was opened: what was new is still marked so.
    pub talk: Talk,
}

/// Opens one's own record, reads the messages, and notes that they are read.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_messages(ask: &Ask<'_, OwnRecord>, page: i64) -> StoreResult<SeenMessages> {
    let record = ask.open(Purpose::OwnPages)?;
    let talk = talk(ask.tx, &record, page)?;
    record.read_messages()?;
    Ok(SeenMessages { adviser: record.worker(Part::Adviser)?, talk })
}

/// The same without noting anything: for a page that is shown again with what was written.
///
/// # Errors
/// As [`see_messages`].
pub fn look_at_messages(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenMessages> {
    let record = ask.open(Purpose::OwnPages)?;
    Ok(SeenMessages { adviser: record.worker(Part::Adviser)?, talk: talk(ask.tx, &record, 1)? })
}

/// Sends a message, once for a form's key.
///
/// # Errors
/// As [`see_messages`].
pub fn send_message(ask: &Ask<'_, OwnRecord>, text: &str, key: &str) -> StoreResult<MessageId> {
    ask.open(Purpose::OwnPages)?.send_message(text, key)
}
