//! Somebody stops writing and comes back with a code.

use chrono::TimeDelta;
use onward_domain::moment::Moment;
use onward_store::{StoreResult, Tx, repo::drafts::MostDrafts};

use crate::usecases::account::secrets::{Keys, Purpose, read_code};

/// How long it is kept.
pub const HOURS: i64 = 72;

/// So many are kept: nobody is turned away, and whoever sends a flood pushes out their own network's oldest first.
pub const MOST: MostDrafts = MostDrafts { of_one: 200, of_all: 5_000 };

/// Keeps what was said so far, sealed, for a code. Of the network that it came from only a hash is kept, as long as it.
///
/// # Errors
/// The store's.
pub fn keep(tx: &Tx, keys: &Keys, (code, network): (&str, &str), said: &str, now: Moment) -> StoreResult<()> {
    let sealed = keys.seal(Purpose::Worried, said);
    let origin = keys.hash(Purpose::Worried, &format!("network {network}"));
    tx.keep_draft_from((&hash(keys, code), &origin), &sealed, now.at + TimeDelta::hours(HOURS), MOST, now.at)
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
