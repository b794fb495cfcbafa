//! How long someone stays signed in: docs/decisions/0010 says why so long and no longer.

use chrono::TimeDelta;
use onward_domain::role::Role;

/// The limits of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    /// Over when not used for so long.
    pub idle: TimeDelta,
    /// Over after so long in any case.
    pub longest: TimeDelta,
}

/// Days that a young person's session on their own phone lasts, as the sign-in page says.
pub const OWN_PHONE_DAYS: i64 = 7;
/// Minutes after which a shared phone is signed out, as the sign-in page says.
pub const SHARED_MINUTES: i64 = 15;

/// The limits for someone with this role, on their own device or one that they share.
#[must_use]
pub const fn of(role: Role, own_device: bool) -> SessionLimits {
    match (role, own_device) {
        (Role::YoungPerson, true) => SessionLimits { idle: TimeDelta::days(OWN_PHONE_DAYS), longest: TimeDelta::days(OWN_PHONE_DAYS) },
        (Role::YoungPerson, false) => SessionLimits { idle: TimeDelta::minutes(SHARED_MINUTES), longest: TimeDelta::hours(2) },
        (Role::Administrator, _) => SessionLimits { idle: TimeDelta::minutes(15), longest: TimeDelta::hours(8) },
        (_, true) => SessionLimits { idle: TimeDelta::minutes(60), longest: TimeDelta::hours(12) },
        (_, false) => SessionLimits { idle: TimeDelta::minutes(15), longest: TimeDelta::hours(12) },
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use onward_domain::role::Role;

    #[test]
    fn a_shared_device_is_never_signed_in_longer_than_ones_own_and_idle_never_outlasts_the_longest() {
        for role in Role::ALL {
            let (own, shared) = (of(role, true), of(role, false));
            assert!(shared.idle <= own.idle && shared.longest <= own.longest, "{role}");
            assert!(own.idle <= own.longest && shared.idle <= shared.longest, "{role}");
            assert!(shared.idle.num_minutes() <= 15, "{role}");
        }
    }
}
