//! Staff look after the directory: a manager all of it, an owner their own entries. Every version is kept; what was checked says
//! by whom and when.

use std::collections::HashMap;

use onward_domain::{
    directory::{Entry, EntryNote, Flag, FlagOutcome, Question, QuestionAnswer, next_check},
    id::{DirectoryEntryId, DirectoryFlagId, DirectoryQuestionId, DirectoryVersionId, UserId},
};
use onward_store::{StoreError, StoreResult, repo::directory::KeptEntry, scope::DirectoryDesk};

use crate::usecases::ask::Ask;

/// The entries that somebody looks after.
#[derive(Debug, Clone)]
pub struct Mine {
    pub manages: bool,
    pub entries: Vec<Entry>,
    pub flags: Vec<Flag>,
    pub names: HashMap<UserId, String>,
    /// Questions that wait; for a manager.
    pub questions: usize,
}

/// The list.
///
/// # Errors
/// The store's.
pub fn see_mine(ask: &Ask<'_, DirectoryDesk>) -> StoreResult<Mine> {
    let entries = ask.scope.entries(ask.tx)?;
    let names = ask.tx.users().names(entries.iter().filter_map(|entry| entry.note.owner))?;
    let manages = ask.scope.manages();
    let questions = if manages { ask.scope.questions_waiting(ask.tx)? } else { 0 };
    Ok(Mine { manages, entries, flags: ask.scope.flags(ask.tx)?, names, questions })
}

/// One entry with its versions, what readers say, and who may own it.
#[derive(Debug, Clone)]
pub struct One {
    /// The latest first; the first is what it says now.
    pub versions: Vec<Entry>,
    pub flags: Vec<Flag>,
    pub names: HashMap<UserId, String>,
    pub manages: bool,
}

/// One entry.
///
/// # Errors
/// `NotFound` for one that is not theirs; the store's.
pub fn see_one(ask: &Ask<'_, DirectoryDesk>, id: DirectoryEntryId) -> StoreResult<One> {
    let versions = ask.scope.versions(ask.tx, id)?;
    let by = versions.iter().filter_map(|entry| entry.recorded_by);
    let owners = versions.iter().filter_map(|entry| entry.note.owner);
    let names = ask.tx.users().names(by.chain(owners))?;
    Ok(One { flags: ask.tx.directory().open_flags(id)?, versions, names, manages: ask.scope.manages() })
}

/// Everybody who may own an entry: staff whose account is open, by name.
///
/// # Errors
/// The store's.
pub fn owners(ask: &Ask<'_, DirectoryDesk>) -> StoreResult<Vec<(UserId, String)>> {
    let staff =
        ask.tx.users().all()?.into_iter().filter(|user| user.role.is_staff() && user.disabled_at.is_none());
    let mut all: Vec<_> = staff.map(|user| (user.id, user.display_name)).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(all)
}

/// Keeps what an entry says now. Whoever is no manager does not give it to another owner.
///
/// # Errors
/// `NotFound` for one that is not theirs; the store's.
pub fn keep(
    ask: &Ask<'_, DirectoryDesk>,
    started: Option<(DirectoryEntryId, DirectoryVersionId)>,
    note: &EntryNote,
    key: &str,
) -> StoreResult<KeptEntry> {
    let mut note = note.clone();
    if !ask.scope.manages() {
        note.owner = Some(ask.me);
    }
    ask.scope.keep(ask.tx, started, &note, key, ask.now)
}

/// Everything in it was checked today and is right.
///
/// # Errors
/// `NotFound` for one that is not theirs; the store's.
pub fn confirm(
    ask: &Ask<'_, DirectoryDesk>,
    id: DirectoryEntryId,
    version: DirectoryVersionId,
    checked_by: &str,
    key: &str,
) -> StoreResult<KeptEntry> {
    let versions = ask.scope.versions(ask.tx, id)?;
    let Some(now) = versions.into_iter().next() else { return Err(StoreError::NotFound) };
    let note = EntryNote {
        checked_on: Some(ask.now.today),
        checked_by: Some(checked_by.to_owned()),
        check_by: next_check(ask.now.today),
        ..now.note
    };
    ask.scope.keep(ask.tx, Some((id, version)), &note, key, ask.now)
}

/// Settles what a reader said. `false`: it says *corrected*, and nothing was changed since.
///
/// # Errors
/// `NotFound` for one that is not theirs; the store's.
pub fn settle(
    ask: &Ask<'_, DirectoryDesk>,
    id: DirectoryEntryId,
    flag: DirectoryFlagId,
    outcome: FlagOutcome,
) -> StoreResult<bool> {
    ask.scope.settle(ask.tx, (id, flag), outcome, ask.now)
}

/// What people could not find: what waits, and what was answered. For a manager.
///
/// # Errors
/// `NotFound` for whoever is no manager; the store's.
pub fn see_questions(ask: &Ask<'_, DirectoryDesk>) -> StoreResult<Vec<Question>> {
    ask.scope.questions(ask.tx)
}

/// One question, and every entry that an answer may lead to.
///
/// # Errors
/// `NotFound` for none and for whoever is no manager; the store's.
pub fn see_question(
    ask: &Ask<'_, DirectoryDesk>,
    id: DirectoryQuestionId,
) -> StoreResult<(Question, Vec<(DirectoryEntryId, String)>)> {
    let question = ask.scope.question(ask.tx, id)?;
    let shown = ask.scope.entries(ask.tx)?.into_iter().filter(|entry| entry.note.shown);
    let mut entries: Vec<_> = shown.map(|entry| (entry.id, entry.note.name)).collect();
    entries.sort_by(|one, other| one.1.cmp(&other.1));
    Ok((question, entries))
}

/// Answers it, once.
///
/// # Errors
/// `NotFound` for whoever is no manager; the store's.
pub fn answer(
    ask: &Ask<'_, DirectoryDesk>,
    id: DirectoryQuestionId,
    answer: &QuestionAnswer,
) -> StoreResult<bool> {
    ask.scope.answer(ask.tx, id, answer)
}
