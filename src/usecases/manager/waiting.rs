//! What young people sent while nobody has them: a manager sees it, or nobody would.

use std::sync::Arc;

use onward_domain::{
    access::Purpose,
    id::{MessageId, PersonId, UserId},
};
use onward_store::{
    StoreResult,
    scope::{Listed, ServiceView, Unheld},
};

use super::advisers::may_have_people;
use crate::usecases::{
    adviser::{
        Answered,
        talk::{SeenMessages, read_messages},
        today::{Group, Kind, Row, worth_first},
    },
    ask::Ask,
};

/// Somebody who waits, and for what: what can't wait first, then by the day that they were promised.
#[derive(Debug, Clone)]
pub struct WaitsForNobody {
    pub listed: Arc<Listed>,
    pub rows: Vec<Row>,
    /// What a form remembers about who is and will be their adviser.
    pub mark: String,
}

/// The list, and who could be their adviser, by name.
#[derive(Debug, Clone)]
pub struct SeenWaiting {
    pub people: Vec<WaitsForNobody>,
    pub advisers: Vec<(UserId, String)>,
}

/// What they sent. Notes of the night, and what is asked of the council as a body, have lists of their own.
fn is_theirs(kind: &Kind) -> bool {
    match kind {
        Kind::Night { .. } | Kind::Matter { .. } | Kind::RefusalBack { .. } => false,
        Kind::SaidWrong | Kind::ReviewAsked => true,
        other => other.group() == Group::Asked,
    }
}

fn waiting(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<WaitsForNobody>> {
    let of = |one: Unheld| {
        let answered = Answered::of(ask.law, Arc::clone(&one.listed), ask.now.today);
        let mut rows = worth_first(ask.law, &answered, &one.day);
        rows.retain(|row| is_theirs(&row.kind));
        WaitsForNobody { listed: one.listed, rows, mark: one.mark }
    };
    let all = ask.scope.without_anybody(ask.tx, ask.now)?;
    let mut all: Vec<_> = all.into_iter().map(of).filter(|one| !one.rows.is_empty()).collect();
    all.sort_by_key(|one| one.rows.first().map(|row| (!row.kind.is_first(), row.day)));
    Ok(all)
}

/// How many things wait.
///
/// # Errors
/// Any store error.
pub fn count_waiting(ask: &Ask<'_, ServiceView>) -> StoreResult<usize> {
    Ok(waiting(ask)?.iter().map(|one| one.rows.len()).sum())
}

/// Everything that waits: one look at one list, and logged as that.
///
/// # Errors
/// Any store error.
pub fn see_waiting(ask: &Ask<'_, ServiceView>) -> StoreResult<SeenWaiting> {
    let people = waiting(ask)?;
    ask.scope.look_at_list(ask.tx, people.len(), ask.now)?;
    let advisers = ask.tx.users().all()?.into_iter().filter(may_have_people);
    Ok(SeenWaiting { people, advisers: advisers.map(|user| (user.id, user.display_name)).collect() })
}

/// The messages of somebody whom nobody has; with `noting`, notes that they are read. Nothing where somebody has them: then they
/// are between those two.
///
/// # Errors
/// `NotFound` for nobody; any store error.
pub fn see_their_messages(
    ask: &Ask<'_, ServiceView>,
    person: PersonId,
    page: i64,
    noting: bool,
) -> StoreResult<Option<SeenMessages>> {
    let record = ask.open(person, Purpose::Contact)?;
    if !record.nobody_has_them()? {
        return Ok(None);
    }
    read_messages(ask, &record, page, noting).map(Some)
}

/// Answers them, once a form. Nothing is sent where somebody has them by now.
///
/// # Errors
/// As [`see_their_messages`].
pub fn answer_them(
    ask: &Ask<'_, ServiceView>,
    person: PersonId,
    text: &str,
    key: &str,
) -> StoreResult<Option<MessageId>> {
    let record = ask.open(person, Purpose::Contact)?;
    if !record.nobody_has_them()? {
        return Ok(None);
    }
    record.send_message(text, key).map(Some)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
