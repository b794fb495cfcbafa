//! What was left out of hours for somebody whom no adviser has: a manager sees it, or nobody would.

use std::sync::Arc;

use chrono::TimeDelta;
use onward_domain::{id::PersonId, night::NightNote};
use onward_store::{
    StoreResult,
    scope::{Listed, ServiceView},
};

use super::coverage::people_behind;
use crate::{clock::london_time, usecases::ask::Ask};

/// Notes of so many days are looked at.
const BACK: i64 = 150;

fn unread(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<NightNote>> {
    let since = ask.now.at - TimeDelta::days(BACK);
    let notes = ask.scope.nights_without_adviser(ask.tx, since, ask.now.today)?;
    let open = notes
        .into_iter()
        .filter(|(note, met)| !note.followed(london_time(note.written_at), met.iter().copied()));
    Ok(open.map(|(note, _)| note).collect())
}

/// How many there are.
///
/// # Errors
/// Any store error.
pub fn count_unread_nights(ask: &Ask<'_, ServiceView>) -> StoreResult<usize> {
    Ok(unread(ask)?.len())
}

/// A note, with whoever it is about.
pub type NightOf = (NightNote, Arc<Listed>);

/// Who waits for help that can't wait, and notes about people without an adviser whom nobody was in touch with since, oldest first.
/// It is one look at one list, and is logged as that.
///
/// # Errors
/// Any store error.
pub fn see_emergencies(
    ask: &Ask<'_, ServiceView>,
    waiting: &[PersonId],
) -> StoreResult<(Vec<Arc<Listed>>, Vec<NightOf>)> {
    let notes = unread(ask)?;
    let mut who: Vec<_> = notes.iter().map(|note| note.person).chain(waiting.iter().copied()).collect();
    who.sort_unstable();
    who.dedup();
    if who.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let people = people_behind(ask, &who)?;
    let of = |note: NightNote| {
        let one = people.iter().find(|one| one.person.id == note.person)?;
        Some((note, Arc::clone(one)))
    };
    let nights = notes.into_iter().filter_map(of).collect();
    Ok((people.iter().filter(|one| waiting.contains(&one.person.id)).cloned().collect(), nights))
}
