//! Signing out another device, or all of them.

use onward_domain::id::{SessionId, UserId};
use onward_store::{StoreResult, Tx, scope::Scope};

use crate::usecases::ask::Ask;

/// What a form's key is used up for.
const EVERYWHERE: &str = "account.sign_out_everywhere";

/// Signs out one of the user's own devices, or finds it signed out already. False: it is somebody else's, or never
/// existed.
///
/// # Errors
/// Any database error.
pub fn sign_out_device(ask: &Ask<'_, Scope>, device: SessionId) -> StoreResult<bool> {
    ask.tx.accounts().end_device(ask.me, device, ask.now.at)
}

/// Signs out every device and forgets the known ones, once for a form with this key.
///
/// # Errors
/// Any database error.
pub fn sign_out_everywhere(ask: &Ask<'_, Scope>, key: &str) -> StoreResult<()> {
    let (tx, me, now) = (ask.tx, ask.me, ask.now.at);
    let work = || {
        tx.accounts().forget_devices(me)?;
        tx.accounts().end_all_sessions(me, now).map(|_| String::new())
    };
    tx.once(me, key, EVERYWHERE, now, work).map(drop)
}

/// Whether this very form was carried out before. Asked when there is no session left to tell.
///
/// # Errors
/// Any database error.
pub fn signed_out_before(tx: &Tx, user: UserId, key: &str) -> StoreResult<bool> {
    Ok(tx.done_before(user, key, EVERYWHERE)?.is_some())
}
