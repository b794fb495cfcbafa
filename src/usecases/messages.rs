//! The messages of one record, page by page, with the names of those who wrote and read them.

use std::collections::HashMap;

use onward_domain::{id::UserId, talk::Message};
use onward_store::{StoreResult, Tx, scope::Record};

/// How many messages a page shows.
pub const SHOWN: i64 = 60;

/// One page of them.
#[derive(Debug, Clone, Default)]
pub struct Talk {
    /// Oldest first, as they stood when the page was opened.
    pub messages: Vec<Message>,
    /// Who wrote and who read them, by name.
    pub names: HashMap<UserId, String>,
    /// Which page this is: 1 has the newest.
    pub page: i64,
    /// There are older ones.
    pub older: bool,
}

/// Reads a page: 1 has the newest.
///
/// # Errors
/// `NotAllowed` for whoever may not read them; the store's own.
pub fn talk(tx: &Tx, record: &Record<'_>, page: i64) -> StoreResult<Talk> {
    let page = page.clamp(1, 1000);
    let mut messages = record.messages(SHOWN + 1, (page - 1) * SHOWN)?;
    let older = messages.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX);
    if older {
        messages.remove(0);
    }
    let of = messages.iter().flat_map(|message| [message.sent_by, message.read_by]).flatten();
    Ok(Talk { names: tx.users().names(of)?, messages, page, older })
}

impl Talk {
    /// Who sent it, if that is known.
    #[must_use]
    pub fn writer(&self, message: &Message) -> Option<&str> {
        message.sent_by.and_then(|user| self.names.get(&user)).map(String::as_str)
    }

    /// Who read it, if that is known.
    #[must_use]
    pub fn reader(&self, message: &Message) -> Option<&str> {
        message.read_by.and_then(|user| self.names.get(&user)).map(String::as_str)
    }
}
