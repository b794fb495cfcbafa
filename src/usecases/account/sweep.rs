//! What nobody can use any more goes: sessions that ended long ago, and drafts past their time.

use chrono::{DateTime, TimeDelta, Utc};
use onward_store::{StoreResult, Tx};

/// A session that ended is kept for so long: an answer to "was that me?" may need it.
pub const SESSION_DAYS: i64 = 30;

/// Takes it out, and answers how many sessions went.
///
/// # Errors
/// The store's.
pub fn sweep(tx: &Tx, now: DateTime<Utc>) -> StoreResult<usize> {
    tx.sweep_drafts(now)?;
    tx.accounts().sweep_sessions(now - TimeDelta::days(SESSION_DAYS))
}
