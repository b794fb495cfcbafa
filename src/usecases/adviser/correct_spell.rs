//! An adviser adds a spell of care, or corrects one. What it said before stays in the history.

use onward_domain::{
    access::Purpose,
    care::{Episode, EpisodeNote},
    id::{EpisodeId, PersonId, UserId},
    moment::Moment,
};
use onward_store::{
    StoreError, StoreResult, Tx,
    repo::life::NewNote,
    repo::once::Once,
    scope::{Caseload, Record},
};

/// What a form's key is used up for.
const ACT: &str = "care_episode";

/// What became of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrected {
    /// It is kept, or it was kept when the form was sent before.
    Kept,
    /// Somebody else corrected the line first. Nothing was changed; this is how it stands, if it still does.
    Clash(Option<Box<Episode>>),
}

/// The line that a form was filled from, and the newest version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// As it was when the form was made.
    pub was: Episode,
    /// Who recorded it.
    pub by: Option<String>,
}

/// Finds the line for the form.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's and for a line that is not this person's; the store's own.
pub fn see_spell(
    tx: &Tx,
    caseload: &Caseload,
    person: PersonId,
    line: EpisodeId,
    now: Moment,
) -> StoreResult<Line> {
    let record = caseload.open(tx, person, Purpose::CareHistory, now)?;
    let was = record.episodes().find(line)?.ok_or(StoreError::NotFound)?;
    let by = super::see_entitlement::name_of(tx, was.recorded.by)?;
    Ok(Line { was, by })
}

/// Puts a new version in the place of the one that the form was filled from, or adds a line when there was none.
///
/// `reason` is kept as a note that the young person may read: how the adviser knows this.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own. A stale form is a value: [`Corrected::Clash`].
#[expect(clippy::too_many_arguments, reason = "who, whose, which version, what, why, and the form's key")]
pub fn correct_spell(
    tx: &Tx,
    caseload: &Caseload,
    me: UserId,
    person: PersonId,
    version: Option<EpisodeId>,
    says: &EpisodeNote,
    reason: &str,
    key: &str,
    now: Moment,
) -> StoreResult<Corrected> {
    let record = caseload.open(tx, person, Purpose::CareHistory, now)?;
    if let Some(version) = version {
        let line = record.episodes().find(version)?.ok_or(StoreError::NotFound)?;
        if !line.recorded.stands() && tx.done_before(me, key, ACT)?.is_none() {
            return Ok(Corrected::Clash(newest(&record, line)?.map(Box::new)));
        }
    }
    tx.once(me, key, ACT, now.at, || {
        let kept = match version {
            Some(version) => record.episodes().correct(version, says)?,
            None => record.episodes().add(says)?,
        };
        record.notes().add(&NewNote { text: format!("Care history: {reason}"), shared: true })?;
        Ok(kept.to_string())
    })
    .map(|_: Once| Corrected::Kept)
}

/// The version that stands now in the place of an older one.
fn newest(record: &Record<'_>, line: Episode) -> StoreResult<Option<Episode>> {
    let mut line = line;
    // A chain of corrections is short; the bound keeps a damaged one from going round.
    for _ in 0..1000 {
        if line.recorded.stands() {
            return Ok(Some(line));
        }
        let Some(next) = line.superseded_by else { return Ok(None) };
        match record.episodes().find(next)? {
            Some(found) => line = found,
            None => return Ok(None),
        }
    }
    Ok(None)
}
