//! Choosing another passphrase while signed in. The current one is asked for; every other device is signed out.

use onward_domain::id::SessionId;
use onward_store::{StoreResult, repo::audit::Deed, rows::accounts::Credential, scope::Scope};

use crate::usecases::ask::Ask;

/// What a form's key is used up for.
const ACT: &str = "account.passphrase";

#[derive(Debug, Clone)]
pub struct NewPassphrase {
    pub hash: String,
    /// The device that stays signed in.
    pub this: SessionId,
    /// The form's key, so that it counts once.
    pub key: String,
}

/// What the user currently signs in with.
///
/// # Errors
/// Any database error.
pub fn kept_passphrase(ask: &Ask<'_, Scope>) -> StoreResult<Option<Credential>> {
    ask.tx.accounts().credential(ask.me)
}

/// Whether the form with this key was carried out before.
///
/// # Errors
/// Any database error.
pub fn changed_before(ask: &Ask<'_, Scope>, key: &str) -> StoreResult<bool> {
    Ok(ask.tx.done_before(ask.me, key, ACT)?.is_some())
}

/// Stores the new passphrase and signs out every device except this one, once.
///
/// # Errors
/// Any database error.
pub fn change_passphrase(ask: &Ask<'_, Scope>, new: &NewPassphrase) -> StoreResult<()> {
    let (tx, me, now) = (ask.tx, ask.me, ask.now.at);
    let work = || {
        tx.accounts().set_passphrase(me, &new.hash, now)?;
        for device in tx.accounts().devices(me, now)?.into_iter().filter(|device| device.id != new.this) {
            tx.accounts().end_device(me, device.id, now)?;
        }
        tx.note_deed(&Deed { by: Some(me), what: "account.passphrase_changed", ..Deed::default() }, now)?;
        Ok(String::new())
    };
    tx.once(me, &new.key, ACT, now, work).map(drop)
}
