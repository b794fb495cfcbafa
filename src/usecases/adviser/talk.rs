//! An adviser reads what one of their people wrote, and answers.

use onward_domain::{
    access::Purpose,
    id::{MessageId, PersonId},
};
use onward_store::{
    StoreResult,
    scope::{Caseload, Record},
};

use super::Answered;
use crate::usecases::{
    ask::Ask,
    messages::{Talk, talk},
};

/// The messages with one of their people.
#[derive(Debug, Clone)]
pub struct SeenMessages {
    /// The person, assessed.
    pub answered: Answered,
    /// As they stood when the page was opened.
    pub talk: Talk,
}

/// Opens the record and reads a page of the messages; with `noting`, notes that they are read.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` for a record opened from outside; the store's own.
pub fn see_messages(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    page: i64,
    noting: bool,
) -> StoreResult<SeenMessages> {
    read_messages(ask, &ask.open(person, Purpose::Contact)?, page, noting)
}

/// The same in a record that is open.
pub(crate) fn read_messages<S>(
    ask: &Ask<'_, S>,
    record: &Record<'_>,
    page: i64,
    noting: bool,
) -> StoreResult<SeenMessages> {
    let talk = talk(ask.tx, record, page)?;
    if noting {
        record.read_messages()?;
    }
    Ok(SeenMessages {
        answered: Answered::of(ask.law, record.overview()?, ask.now.today).in_record(record),
        talk,
    })
}

/// Sends a message, once for a form's key.
///
/// # Errors
/// As [`see_messages`].
pub fn send_message(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    text: &str,
    key: &str,
) -> StoreResult<MessageId> {
    ask.open_for_change(person, Purpose::Contact)?.send_message(text, key)
}
