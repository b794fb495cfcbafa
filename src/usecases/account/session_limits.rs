//! How long someone stays signed in: docs/decisions/0005-sessions.md says why this long and no longer.

use chrono::TimeDelta;
use onward_domain::role::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    /// Expires when not used for this long.
    pub idle: TimeDelta,
    /// Expires after this long in any case.
    pub longest: TimeDelta,
}

/// Hours that a session on someone's own phone lasts, as stated on the sign-in page.
pub const OWN_PHONE_HOURS: i64 = 12;
/// Minutes without use after which even that one expires, as stated on the sign-in page.
pub const OWN_IDLE_MINUTES: i64 = 15;
/// Minutes without use after which a shared phone is signed out, as stated on the sign-in page.
pub const SHARED_IDLE_MINUTES: i64 = 5;
/// Minutes after which it is signed out in any case, as stated there.
pub const SHARED_MINUTES: i64 = 15;

/// Minutes without use after which a young person's messages ask for the passphrase again, as stated on that page: somebody else may
/// have the phone now.
pub const LEFT_MINUTES: i64 = 5;

/// The limits for someone with this role, on their own device or one that they share.
#[must_use]
pub const fn of(role: Role, own_device: bool) -> SessionLimits {
    match (role, own_device) {
        (Role::YoungPerson, true) => limits(OWN_IDLE_MINUTES, OWN_PHONE_HOURS * 60),
        (_, false) => limits(SHARED_IDLE_MINUTES, SHARED_MINUTES),
        (Role::Administrator, true) => limits(15, 4 * 60),
        (_, true) => limits(30, 10 * 60),
    }
}

const fn limits(idle: i64, longest: i64) -> SessionLimits {
    SessionLimits { idle: TimeDelta::minutes(idle), longest: TimeDelta::minutes(longest) }
}

#[cfg(test)]
mod tests {
    use super::of;
    use onward_domain::role::Role;

    #[test]
    fn a_shared_device_never_stays_signed_in_longer_than_ones_own_and_idle_limits_are_shorter() {
        for role in Role::ALL {
            let (own, shared) = (of(role, true), of(role, false));
            assert!(shared.idle <= own.idle && shared.longest <= own.longest, "{role}");
            assert!(own.idle <= own.longest && shared.idle <= shared.longest, "{role}");
            assert!(shared.idle.num_minutes() <= 15, "{role}");
        }
    }
}
