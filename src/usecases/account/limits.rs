//! How often something may be tried, by whom it is tried for and from where. Nothing here can lock an owner out: a device
//! that someone signed in from before is let past the limit of their account.

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::{fmt, net::IpAddr, num::NonZeroU32, time::Duration};

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Try {
    /// A passphrase, for one sign-in name, from one network or one known device.
    Passphrase,
    /// A passphrase, for one sign-in name, from anywhere but its owner's known devices.
    Account,
    /// A code of the second factor, for one user.
    SecondFactor,
    /// An invitation's code, from one network.
    Invitation,
    /// A reset, for one sign-in name.
    Reset,
    /// Somebody outside one's own people, looked for by exactly what identifies them, by one member of staff.
    Outside,
    /// Any of these, from one network.
    FromNetwork,
}

/// Too often: when it may be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait(pub Duration);

/// Counts tries in memory; forgotten at a restart and after a while.
pub struct Limits {
    passphrase: DefaultKeyedRateLimiter<String>,
    account: DefaultKeyedRateLimiter<String>,
    second_factor: DefaultKeyedRateLimiter<String>,
    invitation: DefaultKeyedRateLimiter<String>,
    reset: DefaultKeyedRateLimiter<String>,
    outside: DefaultKeyedRateLimiter<String>,
    network: DefaultKeyedRateLimiter<String>,
    relaxed: bool,
}

/// More keys than this are cleared of those that no longer count.
const MANY: usize = 50_000;

impl Limits {
    /// The limits; `relaxed` in the demonstration only, so that load and security tests can run.
    #[must_use]
    pub fn new(relaxed: bool) -> Self {
        Self {
            passphrase: an_hour(20, 10),
            account: an_hour(120, 60),
            second_factor: an_hour(20, 5),
            invitation: an_hour(30, 10),
            reset: an_hour(5, 3),
            outside: an_hour(30, 15),
            network: an_hour(600, 100),
            relaxed,
        }
    }

    /// Counts one try for a key: a folded sign-in name, a user's id.
    ///
    /// # Errors
    /// [`Wait`]: it was tried too often.
    pub fn count(&self, what: Try, key: &str) -> Result<(), Wait> {
        if self.relaxed {
            return Ok(());
        }
        let limiter = match what {
            Try::Passphrase => &self.passphrase,
            Try::Account => &self.account,
            Try::SecondFactor => &self.second_factor,
            Try::Invitation => &self.invitation,
            Try::Reset => &self.reset,
            Try::Outside => &self.outside,
            Try::FromNetwork => &self.network,
        };
        if limiter.len() > MANY {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        limiter.check_key(&key.to_owned()).map_err(|until| {
            let clock = governor::clock::DefaultClock::default();
            Wait(until.wait_time_from(governor::clock::Clock::now(&clock)))
        })
    }

    /// Counts one try from a network: IPv4 by 24 bits, IPv6 by 64, since one visitor may hold all of them.
    ///
    /// # Errors
    /// [`Wait`]: it was tried too often from there.
    pub fn count_network(&self, what: Try, from: IpAddr) -> Result<(), Wait> {
        self.count(what, &network(from))
    }
}

fn an_hour(times: u32, at_once: u32) -> DefaultKeyedRateLimiter<String> {
    let number = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    RateLimiter::keyed(Quota::per_hour(number(times)).allow_burst(number(at_once)))
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").field("relaxed", &self.relaxed).finish_non_exhaustive()
    }
}

/// The network that counts as one visitor: IPv4 by 24 bits, IPv6 by 64.
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_passphrases_and_then_a_wait_for_that_name_alone() {
        let limits = Limits::new(false);
        assert!((0..10).all(|_| limits.count(Try::Passphrase, "jay").is_ok()));
        let Err(Wait(wait)) = limits.count(Try::Passphrase, "jay") else { panic!("no limit") };
        assert!(wait > Duration::from_secs(60) && wait <= Duration::from_secs(180), "{wait:?}");
        assert!(limits.count(Try::Passphrase, "amara").is_ok());
        assert!(limits.count(Try::SecondFactor, "jay").is_ok(), "each kind counts by itself");
    }

    #[test]
    fn neighbours_in_one_network_count_together() {
        let network = |address: &str| network(address.parse().unwrap());
        assert_eq!(network("198.51.100.7"), network("198.51.100.99"));
        assert_eq!(network("::ffff:198.51.100.7"), network("198.51.100.99"));
        assert_ne!(network("198.51.100.7"), network("198.51.101.7"));
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
    }

    #[test]
    fn the_demonstrations_raised_limits_let_all_through() {
        let limits = Limits::new(true);
        assert!((0..1000).all(|_| limits.count(Try::Passphrase, "jay").is_ok()));
    }
}
