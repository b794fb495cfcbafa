//! Somebody stops writing and comes back with a code.

use chrono::TimeDelta;
use onward_domain::moment::Moment;
use onward_store::{StoreResult, Tx};

use crate::usecases::account::secrets::{Keys, Purpose, read_code};

/// How long it is kept.
pub const HOURS: i64 = 72;

/// Keeps what was said so far, sealed, for a code.
///
/// # Errors
/// The store's.
pub fn keep(tx: &Tx, keys: &Keys, code: &str, said: &str, now: Moment) -> StoreResult<()> {
    let sealed = keys.seal(Purpose::Worried, said);
    tx.keep_draft(&hash(keys, code), &sealed, now.at + TimeDelta::hours(HOURS), now.at)
}

/// What a code opens.
///
/// # Errors
/// The store's.
pub fn open(tx: &Tx, keys: &Keys, code: &str, now: Moment) -> StoreResult<Option<String>> {
    let sealed = tx.draft(&hash(keys, code), now.at)?;
    Ok(sealed.and_then(|sealed| keys.unseal(Purpose::Worried, &sealed)))
}

/// Takes out what a code opens: it was sent.
///
/// # Errors
/// The store's.
pub fn forget(tx: &Tx, keys: &Keys, code: &str, now: Moment) -> StoreResult<()> {
    tx.forget_draft(&hash(keys, code), now.at)
}

fn hash(keys: &Keys, code: &str) -> String {
    keys.hash(Purpose::Worried, &format!("draft {}", read_code(code)))
}
