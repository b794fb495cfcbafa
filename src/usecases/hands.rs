//! Whose hand the care history shows: what somebody of the service wrote down or put right, beside what was imported.

use chrono::{DateTime, Utc};
use onward_domain::{
    care::Episode,
    id::{EpisodeId, UserId},
    recorded::Source,
};
use onward_store::{StoreResult, Tx, scope::Record};

/// Somebody wrote down or put right a part of the care history that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Which part.
    pub episode: EpisodeId,
    /// Who; `None` where it is not kept.
    pub by: Option<UserId>,
    /// The name others see, where the user is still known.
    pub name: Option<String>,
    pub at: DateTime<Utc>,
    /// It took the place of an earlier version.
    pub put_right: bool,
}

/// Every hand in these episodes, newest first. Imported episodes have none.
///
/// # Errors
/// The store's.
pub fn hands(tx: &Tx, record: &Record<'_>, episodes: &[&Episode]) -> StoreResult<Vec<Hand>> {
    let mut written: Vec<&Episode> =
        episodes.iter().copied().filter(|episode| episode.recorded.source == Source::Staff).collect();
    if written.is_empty() {
        return Ok(Vec::new());
    }
    written.sort_by_key(|episode| std::cmp::Reverse((episode.recorded.at, episode.id)));
    let put_right = record.episodes().put_right()?;
    let names = tx.users().names(written.iter().filter_map(|episode| episode.recorded.by))?;
    let hand = |episode: &Episode| Hand {
        episode: episode.id,
        by: episode.recorded.by,
        name: episode.recorded.by.and_then(|user| names.get(&user).cloned()),
        at: episode.recorded.at,
        put_right: put_right.contains(&episode.id),
    };
    Ok(written.into_iter().map(hand).collect())
}
