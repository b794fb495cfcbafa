//! Ways into accounts, and what is asked for an account that needs a second person.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    id::{AccountChangeId, InvitationId, UserId},
    role::Role,
};

/// So many hours does a new way into an account wait whose owner has a protected address.
pub const RISK_WAIT_HOURS: i64 = 24;

/// When a code begins to work. Where a risk is recorded, whoever has taken the account of somebody else has to wait, and its
/// owner is told meanwhile on every page.
#[must_use]
pub fn works_from(made_at: DateTime<Utc>, risk: bool) -> DateTime<Utc> {
    if risk { made_at + TimeDelta::hours(RISK_WAIT_HOURS) } else { made_at }
}

crate::words! {
    /// What an administrator asks for an account.
    pub enum Asks {
        /// A code with which its owner comes in.
        WayIn = "way_in",
        /// Another role.
        Role = "role",
    }
}

/// Something that is asked for a manager's or an administrator's account. Nothing is done before a second person agrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountChange {
    /// Which.
    pub id: AccountChangeId,
    /// Whose account.
    pub user: UserId,
    /// What.
    pub asks: Asks,
    /// The role that is asked for.
    pub role: Option<Role>,
    /// Who asked.
    pub asked_by: UserId,
    /// When.
    pub asked_at: DateTime<Utc>,
}

/// A new way into an account that had been set up before: whoever made it could have used it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayMade {
    /// The invitation.
    pub id: InvitationId,
    /// Whose account.
    pub user: UserId,
    /// Who made it; none at the command line.
    pub made_by: Option<UserId>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
    /// When a manager said that they have seen it.
    pub seen_at: Option<DateTime<Utc>>,
}

impl WayMade {
    /// How long what is done through it is marked: the first day.
    pub const MARKED: TimeDelta = TimeDelta::days(1);
    /// How long its owner is told at each sign-in.
    pub const TOLD: TimeDelta = TimeDelta::days(7);

    /// Was somebody who came in through it new at this moment?
    #[must_use]
    pub fn marks(&self, user: UserId, at: DateTime<Utc>) -> bool {
        self.user == user && self.used_at.is_some_and(|used| used <= at && at < used + Self::MARKED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_after_a_code_was_used_is_marked_and_no_other() {
        let used = DateTime::UNIX_EPOCH;
        let user = UserId::new();
        let way = WayMade {
            id: InvitationId::new(),
            user,
            made_by: None,
            made_at: used,
            used_at: Some(used),
            seen_at: None,
        };
        assert!(way.marks(user, used) && way.marks(user, used + TimeDelta::hours(23)));
        assert!(
            !way.marks(user, used + TimeDelta::hours(24)) && !way.marks(user, used - TimeDelta::hours(1))
        );
        assert!(!way.marks(UserId::new(), used), "somebody else");
        assert!(
            !WayMade { used_at: None, ..way }.marks(user, used),
            "a code that nobody used lets nobody in"
        );
    }
}
