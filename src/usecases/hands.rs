//! Who recorded or corrected what in the care history, as opposed to what was imported.

use chrono::{DateTime, Utc};
use onward_domain::{
    care::Episode,
    id::{EpisodeId, UserId},
    recorded::Source,
};
use onward_store::{StoreResult, Tx, scope::Record};

/// Somebody recorded or corrected a current part of the care history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Which part.
    pub episode: EpisodeId,
    /// Who; `None` if that is not recorded.
    pub by: Option<UserId>,
    /// The name others see, if the user still exists.
    pub name: Option<String>,
    pub at: DateTime<Utc>,
    /// It replaced an earlier version.
    pub put_right: bool,
}

/// Everyone who changed these episodes, newest first. Imported episodes have nobody.
///
/// # Errors
/// Any store error.
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
