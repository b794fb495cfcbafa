//! An adviser searches for somebody: among their own people by name, outside only by exact identification.

use onward_store::{
    StoreResult,
    scope::{Caseload, Exactly, Found},
};

use crate::usecases::ask::Ask;

#[derive(Debug, Clone, Default)]
pub struct Search {
    /// People on the caseload.
    pub own: Vec<Found>,
    /// Someone outside it whose record number this is.
    pub outside: Option<Found>,
    /// Whether they searched outside, successfully or not: anyone trying numbers one after another has to be stopped.
    pub looked_outside: bool,
}

/// Searches the adviser's people; a whole record number also finds one person outside, showing nothing about them.
///
/// # Errors
/// Any store error.
pub fn find_person(ask: &Ask<'_, Caseload>, words: &str) -> StoreResult<Search> {
    let (tx, caseload, now) = (ask.tx, &ask.scope, ask.now);
    let words = words.trim();
    if words.is_empty() {
        return Ok(Search::default());
    }
    let mut own = caseload.search(tx, words, now)?;
    if !own.is_empty() || !is_record_number(words) {
        return Ok(Search { own, ..Search::default() });
    }
    let Some(found) = caseload.outside().find(tx, &Exactly::Child(words.to_owned()), now)? else {
        return Ok(Search { looked_outside: true, ..Search::default() });
    };
    let mine = caseload.people(tx, now)?.iter().any(|listed| listed.person.id == found.person);
    if mine {
        own.push(found);
        return Ok(Search { own, ..Search::default() });
    }
    Ok(Search { own, outside: Some(found), looked_outside: true })
}

/// Record numbers contain a digit; names do not.
fn is_record_number(words: &str) -> bool {
    words.chars().any(|letter| letter.is_ascii_digit())
        && words.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '/'))
}
