//! A form that somebody sent after their session had run out: kept for them alone, sealed, until they have signed in again.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::id::UserId;
use onward_store::{StoreResult, Tx};
use serde::{Deserialize, Serialize};

use super::secrets::{Keys, Purpose};

/// How long it is kept.
pub const MINUTES: i64 = 60;
/// A page that was open for longer is too old to be sent.
pub const OPEN_HOURS: i64 = 24;

/// A form as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    /// The address it was sent to.
    pub action: String,
    /// Its fields in their order, without the anti-forgery token.
    pub fields: Vec<(String, String)>,
}

/// Keeps it; the latest of a user replaces the one before.
///
/// # Errors
/// The store's.
pub fn keep(tx: &Tx, keys: &Keys, user: UserId, form: &KeptForm, now: DateTime<Utc>) -> StoreResult<()> {
    let text = serde_json::to_string(form).unwrap_or_default();
    let sealed = keys.seal(Purpose::KeptForm, &text);
    tx.keep_draft(&hash(keys, user), &sealed, now + TimeDelta::minutes(MINUTES), now)
}

/// What is kept for a user.
///
/// # Errors
/// The store's.
pub fn kept(tx: &Tx, keys: &Keys, user: UserId, now: DateTime<Utc>) -> StoreResult<Option<KeptForm>> {
    let sealed = tx.draft(&hash(keys, user), now)?;
    let text = sealed.and_then(|sealed| keys.unseal(Purpose::KeptForm, &sealed));
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Takes it out.
///
/// # Errors
/// The store's.
pub fn forget(tx: &Tx, keys: &Keys, user: UserId, now: DateTime<Utc>) -> StoreResult<()> {
    tx.forget_draft(&hash(keys, user), now)
}

fn hash(keys: &Keys, user: UserId) -> String {
    keys.hash(Purpose::KeptForm, &user.to_string())
}
