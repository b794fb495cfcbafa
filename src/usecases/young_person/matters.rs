//! A young person asks something of the council as a body, and follows it: where it stands, asking where it is, the next stage.

use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    id::MatterId,
    matter::{Matter, MatterAct, MatterKind, MatterRefused, MatterTurnNote},
};
use onward_store::{StoreError, StoreResult, scope::OwnRecord};

use crate::usecases::ask::Ask;

/// What they asked of the council.
#[derive(Debug, Clone)]
pub struct SeenMatters {
    pub adviser: Option<Worker>,
    /// Newest first.
    pub matters: Vec<Matter>,
}

/// Everything that they asked.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_matters(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenMatters> {
    let record = ask.open(Purpose::OwnPages)?;
    Ok(SeenMatters { adviser: record.worker(Part::Adviser)?, matters: record.matters()? })
}

/// One of them.
///
/// # Errors
/// `NotFound` for what is not theirs; as [`see_matters`].
pub fn see_matter(ask: &Ask<'_, OwnRecord>, id: MatterId) -> StoreResult<(SeenMatters, Matter)> {
    let seen = see_matters(ask)?;
    let one = seen.matters.iter().find(|one| one.id == id).cloned().ok_or(StoreError::NotFound)?;
    Ok((seen, one))
}

/// Asks something of the council, once a form.
///
/// # Errors
/// As [`see_matters`].
pub fn ask_matter(
    ask: &Ask<'_, OwnRecord>,
    kind: MatterKind,
    words: Option<&str>,
    key: &str,
) -> StoreResult<MatterId> {
    ask.open(Purpose::OwnPages)?.ask_matter(kind, words, key)
}

/// Asks where it is, takes it to the next stage, or takes it back; once a form.
///
/// # Errors
/// As [`see_matter`].
pub fn follow_matter(
    ask: &Ask<'_, OwnRecord>,
    id: MatterId,
    act: MatterAct,
    words: Option<&str>,
    key: &str,
) -> StoreResult<Result<(), MatterRefused>> {
    let note =
        MatterTurnNote { act, on: ask.now.today, by: None, who: None, words: words.map(str::to_owned) };
    ask.open(Purpose::OwnPages)?.turn_matter(id, &note, key)
}
