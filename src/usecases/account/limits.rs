//! How often something may be attempted, for whom and from where. Nothing here can lock an owner out: a device
//! they have signed in on before bypasses the limit on their account.

use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock, Reference},
};
use std::{
    collections::HashMap,
    fmt,
    net::IpAddr,
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// An instant of the limits' own clock.
type Instant = <DefaultClock as governor::clock::Clock>::Instant;

/// What is attempted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Try {
    /// A passphrase, for one sign-in name, from one network or one known device.
    Passphrase,
    /// A passphrase, for one sign-in name, from anywhere but its owner's known devices.
    Account,
    /// A second-factor code, for one user, from anywhere: nothing a guesser chooses is part of its key.
    SecondFactor,
    /// An invitation's code, from one network.
    Invitation,
    /// The code of a letter, from one network.
    Proof,
    /// The code of what somebody began to write to the hub, from one network. It stops a guesser, and nobody who writes.
    Draft,
    /// A reset, for one sign-in name.
    Reset,
    /// Somebody outside the caseload, looked up by exact identification, by one member of staff.
    Outside,
    /// Something for the children's hub, from one network. Nobody is turned away: see `/worried`.
    Worried,
    /// What readers of the directory send, from one network.
    Directory,
    /// Any of these, from one network.
    FromNetwork,
}

/// Too many attempts: when it may be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait(pub Duration);

/// Counts attempts in memory; forgotten at a restart and after a while.
pub struct Limits {
    passphrase: DefaultKeyedRateLimiter<String>,
    account: DefaultKeyedRateLimiter<String>,
    second_factor: DefaultKeyedRateLimiter<String>,
    invitation: DefaultKeyedRateLimiter<String>,
    proof: DefaultKeyedRateLimiter<String>,
    draft: DefaultKeyedRateLimiter<String>,
    reset: DefaultKeyedRateLimiter<String>,
    outside: DefaultKeyedRateLimiter<String>,
    worried: DefaultKeyedRateLimiter<String>,
    directory: DefaultKeyedRateLimiter<String>,
    network: DefaultKeyedRateLimiter<String>,
    /// When a key will have attempts again: [`Limits::allows`] reads it without using an attempt.
    spent: Mutex<HashMap<(Try, String), Instant>>,
    relaxed: bool,
}

/// Beyond this many keys, those that no longer count are cleared.
const MANY: usize = 50_000;

impl Limits {
    /// The limits; `relaxed` in the demonstration only, so that load and security tests can run.
    #[must_use]
    pub fn new(relaxed: bool) -> Self {
        Self {
            passphrase: an_hour(20, 10),
            account: an_hour(120, 60),
            second_factor: an_hour(10, 5),
            invitation: an_hour(30, 10),
            proof: an_hour(60, 20),
            draft: an_hour(60, 20),
            reset: an_hour(5, 3),
            outside: an_hour(30, 15),
            worried: an_hour(20, 10),
            directory: an_hour(30, 15),
            network: an_hour(600, 100),
            spent: Mutex::default(),
            relaxed,
        }
    }

    /// Counts one attempt for a key: a normalised sign-in name, a user's id.
    ///
    /// # Errors
    /// [`Wait`]: too many attempts.
    pub fn count(&self, what: Try, key: &str) -> Result<(), Wait> {
        if self.relaxed {
            return Ok(());
        }
        let limiter = match what {
            Try::Passphrase => &self.passphrase,
            Try::Account => &self.account,
            Try::SecondFactor => &self.second_factor,
            Try::Invitation => &self.invitation,
            Try::Proof => &self.proof,
            Try::Draft => &self.draft,
            Try::Reset => &self.reset,
            Try::Outside => &self.outside,
            Try::Worried => &self.worried,
            Try::Directory => &self.directory,
            Try::FromNetwork => &self.network,
        };
        if limiter.len() > MANY {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        limiter.check_key(&key.to_owned()).map_err(|until| {
            let now = DefaultClock::default().now();
            let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
            if spent.len() > MANY {
                spent.retain(|_, until| now < *until);
            }
            spent.insert((what, key.to_owned()), until.earliest_possible());
            Wait(until.wait_time_from(now))
        })
    }

    /// Whether an attempt is left for a key, without using one: a correct entry is then not counted at all.
    ///
    /// # Errors
    /// [`Wait`]: the attempts are used up, and not yet back.
    pub fn allows(&self, what: Try, key: &str) -> Result<(), Wait> {
        let now = DefaultClock::default().now();
        let spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        match spent.get(&(what, key.to_owned())) {
            Some(until) if now < *until => Err(Wait(until.duration_since(now).into())),
            _ => Ok(()),
        }
    }

    /// Counts one attempt from a network: IPv4 by 24 bits, IPv6 by 64 and by 48, since one visitor may hold all of
    /// them.
    ///
    /// # Errors
    /// [`Wait`]: too many attempts from there.
    pub fn count_network(&self, what: Try, from: IpAddr) -> Result<(), Wait> {
        let counted = networks(from).into_iter().map(|network| self.count(what, &network));
        counted.fold(Ok(()), Result::and)
    }

    /// [`Self::allows`] for the networks of an address.
    ///
    /// # Errors
    /// [`Wait`]: one of them has no attempts left.
    pub fn allows_network(&self, what: Try, from: IpAddr) -> Result<(), Wait> {
        networks(from).iter().try_for_each(|network| self.allows(what, network))
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

/// The networks that an address counts for: a visitor with a /48 has 65,536 networks of 64 bits.
fn networks(address: IpAddr) -> Vec<String> {
    let mut networks = vec![network(address)];
    if let IpAddr::V6(address) = address.to_canonical() {
        let [a, b, c, ..] = address.segments();
        networks.push(format!("{a:x}:{b:x}:{c:x}::/48"));
    }
    networks
}

/// The widest network that an address counts for.
#[must_use]
pub fn widest_network(address: IpAddr) -> String {
    networks(address).pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correct_entry_is_not_counted_and_an_exhausted_limit_shows_without_an_attempt() {
        let limits = Limits::new(false);
        for _ in 0..1_000 {
            assert!(limits.allows(Try::SecondFactor, "priya").is_ok());
        }
        assert!((0..5).all(|_| limits.count(Try::SecondFactor, "priya").is_ok()));
        assert!(limits.allows(Try::SecondFactor, "priya").is_ok(), "the last try was not refused yet");
        assert!(limits.count(Try::SecondFactor, "priya").is_err());
        assert!(limits.allows(Try::SecondFactor, "priya").is_err());
        assert!(limits.allows(Try::SecondFactor, "callum").is_ok());
    }

    #[test]
    fn a_thousand_networks_of_one_visitor_share_a_limit() {
        let limits = Limits::new(false);
        let tried = (0..1_000_u32).filter(|number| {
            let from = format!("2001:db8:1:{number:x}::1").parse().unwrap();
            limits.count_network(Try::Invitation, from).is_ok()
        });
        assert_eq!(tried.count(), 10);
    }

    #[test]
    fn ten_wrong_passphrases_lead_to_a_wait_for_that_name_only() {
        let limits = Limits::new(false);
        assert!((0..10).all(|_| limits.count(Try::Passphrase, "jay").is_ok()));
        let Err(Wait(wait)) = limits.count(Try::Passphrase, "jay") else { panic!("no limit") };
        assert!(wait > Duration::from_secs(60) && wait <= Duration::from_secs(180), "{wait:?}");
        assert!(limits.count(Try::Passphrase, "amara").is_ok());
        assert!(limits.count(Try::SecondFactor, "jay").is_ok(), "each kind counts separately");
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
    fn the_demonstrations_raised_limits_let_everyone_through() {
        let limits = Limits::new(true);
        assert!((0..1000).all(|_| limits.count(Try::Passphrase, "jay").is_ok()));
    }
}
