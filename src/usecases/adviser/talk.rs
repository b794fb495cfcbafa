//! An adviser reads what one of their people wrote, and answers.

use onward_domain::{
    access::Purpose,
    id::{MessageId, PersonId},
    talk::Message,
};
use onward_store::{StoreResult, scope::Caseload};

use super::Answered;
use crate::usecases::ask::Ask;

/// How many messages a page shows.
const SHOWN: i64 = 60;

/// The messages with one of their people.
#[derive(Debug, Clone)]
pub struct SeenMessages {
    /// The person, assessed.
    pub answered: Answered,
    /// Oldest first, as they stood when the page was opened.
    pub messages: Vec<Message>,
}

/// Opens the record and reads the messages; with `noting`, notes that they are read.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` for a record opened from outside; the store's own.
pub fn see_messages(ask: &Ask<'_, Caseload>, person: PersonId, noting: bool) -> StoreResult<SeenMessages> {
    let record = ask.open(person, Purpose::Contact)?;
    let messages = record.messages(SHOWN)?;
    if noting {
        record.read_messages()?;
    }
    Ok(SeenMessages {
        answered: Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record),
        messages,
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
