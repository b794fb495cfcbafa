//! Rows of how people sign in.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::{InvitationId, SessionId, UserId},
    role::Role,
};

use crate::types::Instant;

/// How one user proves who they are.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct Credential {
    /// Whose.
    pub user: UserId,
    /// The e-mail address of staff; the name or number that a young person chose. Folded to one spelling.
    pub sign_in_name: String,
    /// argon2id in its standard text form.
    pub passphrase_hash: String,
    /// Base32; none: no second factor is asked for.
    pub totp_secret: Option<String>,
    /// The last time step whose code was used.
    pub totp_last_step: Option<i64>,
    /// When the passphrase was last set.
    pub changed_at: Instant,
}

impl std::fmt::Debug for Credential {
    /// Shows whose it is and nothing that could be used.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential").field("user", &self.user).finish_non_exhaustive()
    }
}

/// A one-time code that is still open, with what its use must match.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct OpenInvitation {
    /// Which.
    pub id: InvitationId,
    /// For whom.
    pub user: UserId,
    /// As what they will sign in.
    pub role: Role,
    /// The young person's day of birth, which must be given with the code. None for staff, or where it is not known.
    pub born: Option<NaiveDate>,
    /// How often the day of birth was wrong.
    pub wrong_tries: i64,
    /// Until when the code may be used.
    pub expires_at: Instant,
}

/// A young person's latest invitation, as their adviser sees it: never the code.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct InvitationState {
    /// Which.
    pub id: InvitationId,
    /// When it was made.
    pub made_at: Instant,
    /// Until when it may be used.
    pub expires_at: Instant,
    /// How often the day of birth was wrong.
    pub wrong_tries: i64,
    /// When it was used.
    pub used_at: Option<Instant>,
    /// When a newer one took its place.
    pub withdrawn_at: Option<Instant>,
}

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// What the web layer keeps between requests.
    pub state: String,
    /// What kind of device, in plain words.
    pub device: String,
    /// Is it their own?
    pub own_device: bool,
    /// Signed in at.
    pub began_at: Instant,
    /// Last used at, to the minute.
    pub last_seen_at: Instant,
    /// Over if not used until then.
    pub idle_until: Instant,
    /// Over then in any case.
    pub ends_at: Instant,
}
