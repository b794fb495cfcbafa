//! What a session keeps between requests, other than who it belongs to.

use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// The session's public number ([`onward_domain::id::SessionId`]).
pub const NUMBER: &str = "number";
/// The person said that this device is their own.
pub const OWN_DEVICE: &str = "own_device";
/// The kind of device, in plain words.
pub const DEVICE: &str = "device";
/// The device was left for a while: some pages ask for the passphrase again before they open.
pub const LEFT: &str = "left";
/// The anti-forgery token of this session's forms.
pub const FORM: &str = "form";
/// The new ways into the account that its owner is told of, as they stood when the session began.
pub const NEW_WAYS: &str = "new_ways";
/// The user's row as it was read with the session at this request; never kept.
pub const USER: &str = "user";
/// Where actix-identity keeps the identity.
pub const WHO: &str = "actix_identity.user_id";

/// Session state as actix-session passes it: each value as JSON.
pub type State = HashMap<String, String>;

/// One value in a session's state.
#[must_use]
pub fn entry<T: DeserializeOwned>(state: &State, name: &str) -> Option<T> {
    serde_json::from_str(state.get(name)?).ok()
}

/// The secret of a stored session's forms.
#[must_use]
pub fn form_secret(stored: &str) -> Option<String> {
    entry(&serde_json::from_str(stored).ok()?, FORM)
}
