//! How people sign in: credentials, one-time codes, sessions and known devices.
//!
//! Nothing here reads a young person's record. Secrets arrive hashed or are hashes; whatever has to be compared with
//! what a visitor typed is compared by the use cases, in constant time.

mod changes;
mod credentials;
mod invitations;
mod sessions;

pub use credentials::NewCredential;
pub use invitations::NewInvitation;
pub use sessions::NewSession;

use crate::Tx;

/// How people sign in.
#[derive(Clone, Copy)]
pub struct Accounts<'t> {
    tx: &'t Tx,
}

impl Tx {
    /// How people sign in.
    #[must_use]
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { tx: self }
    }
}
