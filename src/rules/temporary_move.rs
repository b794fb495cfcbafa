//! Temporary moves (T0 to T4): hospital, a holiday, a few days elsewhere. They are no placements of their own.

use crate::person::{Episode, Placement};
use chrono::NaiveDate;

/// The last real placement, and the day they left it or came to it.
type Seen = Option<(Option<NaiveDate>, Option<Placement>)>;

/// Gives each temporary move the placement that they were away from or, if there is none before it, the one they came to.
/// The episodes are in order.
pub(crate) fn look_through(episodes: &mut [Episode]) {
    let mut before = None;
    for episode in episodes.iter_mut() {
        let (start, end) = (episode.start, episode.end);
        carry(&mut before, episode, start, end);
    }
    let mut after = None;
    for episode in episodes.iter_mut().rev() {
        let (start, end) = (episode.start, episode.end);
        carry(&mut after, episode, end, start);
    }
}

fn carry(seen: &mut Seen, episode: &mut Episode, joins: Option<NaiveDate>, next: Option<NaiveDate>) {
    use Placement::{T0, T1, T2, T3, T4};
    if !matches!(episode.placement, Some(T0 | T1 | T2 | T3 | T4)) {
        *seen = Some((next, episode.placement));
    } else if let Some((day, place)) = seen
        && day.is_some()
        && *day == joins
    {
        episode.placement = *place;
        *day = next;
    }
}
