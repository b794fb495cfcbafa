//! Choosing another passphrase while signed in. The one in use is asked for; every other device is signed out.

use chrono::{DateTime, Utc};
use onward_domain::id::{SessionId, UserId};
use onward_store::{StoreResult, Tx, repo::audit::Deed};

/// Keeps the new passphrase (hashed) and signs out every device but this one.
///
/// # Errors
/// The database's own.
pub fn change_passphrase(
    tx: &Tx,
    user: UserId,
    this: SessionId,
    hash: &str,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    tx.accounts().set_passphrase(user, hash, now)?;
    for device in tx.accounts().devices(user, now)?.into_iter().filter(|device| device.id != this) {
        tx.accounts().end_device(user, device.id, now)?;
    }
    tx.note_deed(&Deed { by: Some(user), what: "account.passphrase_changed", ..Deed::default() }, now)
}
