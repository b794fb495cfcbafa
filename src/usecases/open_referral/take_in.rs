//! A feed is taken in whole or not at all: what is new, changed or gone is counted first, and a feed that suddenly lacks much of what
//! it had is held back until somebody says that it is right.

use onward_domain::directory::{EntryNote, Fed};
use onward_store::{StoreResult, Tx, repo::directory::TakenIn, scope::System};

/// So many of a hundred may be gone at once; more is odd.
const GONE: usize = 30;

/// What happened to a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// It would do this, or did.
    So(TakenIn),
    /// So much is gone that somebody has to look first. Nothing was changed.
    Odd(TakenIn),
}

/// What it would do.
///
/// # Errors
/// The store's.
pub fn compare(tx: &Tx, feed: &str, all: &[(EntryNote, Fed)]) -> StoreResult<Came> {
    let would = tx.directory().compare_feed(feed, all)?;
    let had = would.same + would.changed + would.gone;
    Ok(if had > 0 && would.gone * 100 > had * GONE { Came::Odd(would) } else { Came::So(would) })
}

/// Takes it in. `anyway`: somebody has looked at what is odd about it.
///
/// # Errors
/// The store's.
pub fn take_in(system: &System<'_>, feed: &str, all: &[(EntryNote, Fed)], anyway: bool) -> StoreResult<Came> {
    match compare(system.tx(), feed, all)? {
        Came::Odd(would) if !anyway => Ok(Came::Odd(would)),
        _ => Ok(Came::So(system.take_in_feed(feed, all)?)),
    }
}
