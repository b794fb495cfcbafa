//! A partner of the children's hub: what was shared with their agency, and nobody's record.

use onward_domain::id::UserId;

/// A partner's desk. Of which agency they are is looked up at each act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartnerDesk {
    pub(super) user: UserId,
}

impl PartnerDesk {
    /// Who is at it.
    pub(crate) const fn user(&self) -> UserId {
        self.user
    }
}
