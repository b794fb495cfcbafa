//! What a session keeps between requests, other than who it belongs to.

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

/// The secret of a stored session's forms.
#[must_use]
pub fn form_secret(stored: &str) -> Option<String> {
    let kept: std::collections::HashMap<String, String> = serde_json::from_str(stored).ok()?;
    serde_json::from_str(kept.get(FORM)?).ok()
}
