//! Anybody says that something in the directory is wrong, or asks for what they could not find; without an account.

use chrono::{DateTime, Utc};
use onward_domain::{
    directory::{Flag, Question, Wrong},
    id::{DirectoryEntryId, DirectoryFlagId, DirectoryQuestionId},
    moment::Moment,
};
use onward_store::{StoreResult, Tx};

use crate::usecases::account::secrets::{Keys, Purpose, read_code};

/// Letters of the code that opens an answer, out of 32: 50 bits.
pub const LETTERS: usize = 10;

/// Keeps what a reader says is wrong, once for a form.
///
/// # Errors
/// `NotFound` for an entry that is not shown; the store's.
pub fn say_wrong(
    tx: &Tx,
    keys: &Keys,
    (entry, wrong, words): (DirectoryEntryId, Wrong, Option<String>),
    key: &str,
    now: Moment,
) -> StoreResult<()> {
    let flag = Flag { id: DirectoryFlagId::new(), entry, wrong, words, at: now.at, settled: None };
    tx.directory().flag(&flag, &keys.hash(Purpose::Directory, &format!("flag {key}")))
}

/// A question on its way in.
#[derive(Debug, Clone)]
pub struct Asking {
    pub asks: String,
    pub reach: Option<String>,
    pub promised: DateTime<Utc>,
    /// The form's: one that is sent twice is one question.
    pub key: String,
}

/// Keeps a question; answers it with the code that opens its answer.
///
/// # Errors
/// The store's.
pub fn ask(tx: &Tx, keys: &Keys, asking: &Asking, now: Moment) -> StoreResult<(Question, String)> {
    let code = keys.code_of(&format!("question {}", asking.key), LETTERS);
    let question = Question {
        id: DirectoryQuestionId::new(),
        asks: asking.asks.clone(),
        reach: asking.reach.clone(),
        at: now.at,
        promised: asking.promised,
        answer: None,
    };
    let sent = keys.hash(Purpose::Directory, &format!("question {}", asking.key));
    Ok((tx.directory().ask(&question, &sent, &hash(keys, &code))?, code))
}

/// The question that a code opens, with its answer where there is one, and the name of the entry that it leads to.
///
/// # Errors
/// The store's.
pub fn open(tx: &Tx, keys: &Keys, code: &str) -> StoreResult<Option<(Question, Option<String>)>> {
    let Some(question) = tx.directory().question_of(&hash(keys, code))? else { return Ok(None) };
    let leads_to = match question.answer.as_ref().and_then(|answer| answer.entry) {
        Some(entry) => tx.directory().entry(entry).ok().map(|entry| entry.note.name),
        None => None,
    };
    Ok(Some((question, leads_to)))
}

fn hash(keys: &Keys, code: &str) -> String {
    keys.hash(Purpose::Directory, &format!("code {}", read_code(code)))
}
