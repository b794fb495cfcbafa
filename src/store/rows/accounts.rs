//! Rows about how people sign in.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    account::works_from,
    id::{InvitationId, SessionId, UserId},
    role::Role,
};

use crate::types::Instant;

/// How one user proves who they are.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct Credential {
    pub user: UserId,
    /// The email address of staff; the name or number that a young person chose. Normalised to one spelling.
    pub sign_in_name: String,
    /// argon2id in its standard text form.
    pub passphrase_hash: String,
    /// Base32; `None`: no second factor is required.
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

/// A one-time code that is still open, with what must match when it is used.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct OpenInvitation {
    pub id: InvitationId,
    /// Who it is for.
    pub user: UserId,
    /// The role they will sign in with.
    pub role: Role,
    /// The young person's date of birth, which must be given with the code. `None` for staff, or if it is not known.
    pub born: Option<NaiveDate>,
    /// How often the date of birth was wrong.
    pub wrong_tries: i64,
    /// When the code expires.
    pub expires_at: Instant,
    /// When it was made.
    pub made_at: Instant,
    /// The account had been set up before.
    pub again: bool,
    /// A risk is recorded for them.
    pub protected: Option<bool>,
}

impl OpenInvitation {
    /// Whether it works by now: see [`works_from`].
    #[must_use]
    pub fn works(&self, now: Instant) -> bool {
        now >= works_from(self.made_at, self.again && self.protected == Some(true))
    }
}

/// A young person's latest invitation, as their adviser sees it: never the code.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct InvitationState {
    pub id: InvitationId,
    /// When it was made.
    pub made_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
    /// How often the date of birth was wrong.
    pub wrong_tries: i64,
    /// When it was used.
    pub used_at: Option<Instant>,
    /// When a newer one replaced it.
    pub withdrawn_at: Option<Instant>,
}

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Session {
    pub id: SessionId,
    pub user: UserId,
    /// What the web layer keeps between requests.
    pub state: String,
    /// The kind of device, in plain words.
    pub device: String,
    pub own_device: bool,
    /// Signed in at.
    pub began_at: Instant,
    /// Last used at, to the minute.
    pub last_seen_at: Instant,
    /// Expires if not used by then.
    pub idle_until: Instant,
    /// Expires then in any case.
    pub ends_at: Instant,
}
