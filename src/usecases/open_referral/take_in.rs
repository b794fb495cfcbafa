//! A feed is taken in whole or not at all: what is new, changed or gone is counted first, and a feed that suddenly lacks much of what
//! it had, or says something else of most of it, is held back until somebody says that it is right.

use onward_domain::directory::{EntryNote, Fed};
use onward_store::{StoreResult, Tx, repo::directory::TakenIn, scope::System};

/// So many of a hundred may be gone at once; more is odd.
const GONE: usize = 30;
/// So many of a hundred may tell readers something else at once; more is odd: a feed that somebody took over has other numbers.
const REWRITTEN: usize = 50;
/// In a feed of few, so many may change on one day without being odd.
const FEW: usize = 5;

/// What is odd about a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd {
    /// So many are gone.
    Gone(usize),
    /// So many tell readers something else.
    Rewritten(usize),
}

/// What happened to a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// It would do this, or did.
    So(TakenIn),
    /// Somebody has to look first. Nothing was changed.
    Odd(TakenIn, Odd),
}

/// What it would do.
///
/// # Errors
/// The store's.
pub fn compare(tx: &Tx, feed: &str, all: &[(EntryNote, Fed)]) -> StoreResult<Came> {
    let (would, rewritten) = tx.directory().compare_feed(feed, all)?;
    let had = would.same + would.changed + would.gone;
    if would.gone * 100 > had * GONE {
        return Ok(Came::Odd(would, Odd::Gone(would.gone)));
    }
    if rewritten >= FEW && rewritten * 100 > had * REWRITTEN {
        return Ok(Came::Odd(would, Odd::Rewritten(rewritten)));
    }
    Ok(Came::So(would))
}

/// Takes it in. `anyway`: somebody has looked at what is odd about it.
///
/// # Errors
/// The store's.
pub fn take_in(system: &System<'_>, feed: &str, all: &[(EntryNote, Fed)], anyway: bool) -> StoreResult<Came> {
    match compare(system.tx(), feed, all)? {
        Came::Odd(would, odd) if !anyway => Ok(Came::Odd(would, odd)),
        _ => Ok(Came::So(system.take_in_feed(feed, all)?)),
    }
}
