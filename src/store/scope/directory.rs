//! The directory: everybody reads it; a manager, and whoever owns an entry, changes it.

use onward_domain::id::UserId;

/// A member of staff before the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirectoryDesk {
    pub(super) user: UserId,
    pub(super) manages: bool,
}

impl DirectoryDesk {
    /// Who is at it.
    #[must_use]
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// They look after the whole directory, and not only after entries of their own.
    #[must_use]
    pub const fn manages(&self) -> bool {
        self.manages
    }
}
