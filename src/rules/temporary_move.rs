//! Temporary moves (T0 to T4): hospital, a holiday, a few days elsewhere. They are no placements of their own.

use crate::person::{Episode, Placement};
use chrono::NaiveDate;

/// Gives each temporary move the placement that they were away from or, if there is none before it, the one they came to.
/// The episodes may be listed in any order.
///
/// A move from or to their parents stays a temporary move: days away never become days at home. Docs: law.md, 3.4.
pub(crate) fn look_through(episodes: &mut [Episode]) {
    if !episodes.iter().any(|episode| is_temporary(episode.placement)) {
        return;
    }
    let mut in_order: Vec<&mut Episode> = episodes.iter_mut().collect();
    in_order.sort_by_key(|episode| episode.start);
    let before = joined(in_order.iter().map(|episode| &**episode), |episode| (episode.start, episode.end));
    let mut after =
        joined(in_order.iter().rev().map(|episode| &**episode), |episode| (episode.end, episode.start));
    after.reverse();
    let seen = before.into_iter().zip(after).map(|(before, after)| before.or(after));
    for (episode, seen) in in_order.into_iter().zip(seen) {
        if let Some(place) = seen.filter(|place| *place != Some(Placement::P1)) {
            episode.placement = place;
        }
    }
}

/// Whether a placement is a temporary move, which says nothing about where they live.
pub(crate) fn is_temporary(placement: Option<Placement>) -> bool {
    use Placement::{T0, T1, T2, T3, T4};
    matches!(placement, Some(T0 | T1 | T2 | T3 | T4))
}

/// For each temporary move the real placement that it joins without a gap, walking one way.
fn joined<'e>(
    episodes: impl Iterator<Item = &'e Episode>,
    ends: impl Fn(&Episode) -> (Option<NaiveDate>, Option<NaiveDate>),
) -> Vec<Option<Option<Placement>>> {
    let mut seen: Option<(Option<NaiveDate>, Option<Placement>)> = None;
    let joins = |episode: &Episode| {
        let (near, far) = ends(episode);
        if !is_temporary(episode.placement) {
            seen = Some((far, episode.placement));
            return None;
        }
        let (_, place) = seen.filter(|(day, _)| day.is_some() && *day == near)?;
        seen = Some((far, place));
        Some(place)
    };
    episodes.map(joins).collect()
}
