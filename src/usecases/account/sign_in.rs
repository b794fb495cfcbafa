//! Signing in with a name and a passphrase.
//!
//! Unknown name, wrong passphrase, disabled, a death that is recorded and not set up yet all get the same answer, after the same work: one
//! database lookup and one hash. Only what was counted before may differ, and that never reveals whether a name is
//! known.

use chrono::{DateTime, Utc};
use onward_domain::id::UserId;
use onward_store::{Store, StoreError, StoreResult, Tx, repo::audit::Deed, rows::users::User};
use std::net::IpAddr;

use super::{
    hashing::{Hashing, TooBusy},
    limits::{Limits, Try, Wait, network},
    names,
    secrets::{Keys, Purpose},
};

/// What is needed to let somebody in.
#[derive(Debug, Clone, Copy)]
pub struct Door<'d> {
    /// Who may come in.
    pub store: &'d Store,
    /// Keys of this installation.
    pub keys: &'d Keys,
    /// Where passphrases are checked.
    pub hashing: &'d Hashing,
    /// How often attempts may be made.
    pub limits: &'d Limits,
    /// Staff are asked for a second factor.
    pub second_factor: bool,
    pub now: DateTime<Utc>,
}

/// What a visitor sent.
#[derive(Clone)]
pub struct Attempt {
    /// The sign-in name as entered.
    pub name: String,
    /// The passphrase as entered.
    pub passphrase: String,
    /// The token of a device that somebody has signed in on before.
    pub device: Option<String>,
    /// Where the request comes from.
    pub from: IpAddr,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// Not let in; the reason is not given.
    Refused,
    /// Let in.
    In(User),
    /// The code of the second factor comes next.
    NeedsCode(User),
    /// Staff without a second factor: setting it up comes next.
    NeedsSecondFactor(User),
}

/// It could not be attempted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotTry {
    /// The store's reasons.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Too many people are signing in at this moment.
    #[error(transparent)]
    TooBusy(#[from] TooBusy),
    /// Too many attempts.
    #[error("tried too often")]
    TooOften(Wait),
}

impl From<Wait> for CannotTry {
    fn from(wait: Wait) -> Self {
        Self::TooOften(wait)
    }
}

/// What the database says about a name and a device.
struct Known {
    user: Option<User>,
    hash: Option<String>,
    second_factor: bool,
    device: bool,
}

/// Checks a name and a passphrase.
///
/// # Errors
/// [`CannotTry`]: the same for known and unknown names.
pub async fn sign_in(door: Door<'_>, attempt: Attempt) -> Result<SignIn, CannotTry> {
    let name = names::fold(&attempt.name);
    let device =
        attempt.device.as_deref().map(|token| door.keys.hash(Purpose::Device, token)).unwrap_or_default();
    let (store, asked, token) = (door.store.clone(), name.clone(), device.clone());
    let known = tokio::task::spawn_blocking(move || store.read(|tx| look_up(tx, &asked, &token)))
        .await
        .map_err(|_| CannotTry::TooBusy(TooBusy))??;
    let tries = Tries {
        limits: door.limits,
        name: &name,
        from: attempt.from,
        device: known.device.then_some(&device),
    };
    tries.left()?;
    let right = door.hashing.check(attempt.passphrase, known.hash).await?;
    if !right {
        let (store, whose, now) = (door.store.clone(), known.user.as_ref().map(|user| user.id), door.now);
        // The try that uses the last one up is a row of its own; those after it are refused before they are counted.
        let counted = tries.count();
        let spent = counted.is_err();
        let noted = move || {
            store.write(move |tx| {
                note_wrong(tx, whose, now)?;
                if spent { note_spent(tx, whose, "sign_in", now) } else { Ok(()) }
            })
        };
        tokio::task::spawn_blocking(noted).await.map_err(|_| CannotTry::TooBusy(TooBusy))??;
        counted?;
    }
    Ok(match known.user.filter(|_| right) {
        None => SignIn::Refused,
        Some(user) if !user.role.is_staff() || !door.second_factor => SignIn::In(user),
        Some(user) if known.second_factor => SignIn::NeedsCode(user),
        Some(user) => SignIn::NeedsSecondFactor(user),
    })
}

/// The same queries whether or not the name is known.
fn look_up(tx: &Tx, name: &str, device: &str) -> StoreResult<Known> {
    let credential = tx.accounts().by_sign_in_name(name)?;
    let whose = credential.as_ref().map_or_else(UserId::new, |credential| credential.user);
    let user = tx.users().who_may_come_in(whose)?;
    let device = tx.accounts().knows_device(whose, device)?;
    let second_factor = credential.as_ref().is_some_and(|credential| credential.totp_secret.is_some());
    Ok(Known { user, hash: credential.map(|credential| credential.passphrase_hash), second_factor, device })
}

/// A wrong passphrase leaves a row, for a known name and an unknown one alike; only whose account it was tells them apart.
///
/// # Errors
/// The database's own.
pub fn note_wrong(tx: &Tx, whose: Option<UserId>, now: DateTime<Utc>) -> StoreResult<()> {
    let account = whose.map(|user| user.to_string());
    let deed = Deed { what: "account.passphrase_wrong", subject: account.as_deref(), ..Deed::default() };
    tx.note_deed(&deed, now)
}

/// A limit that is used up leaves a row: what was tried, and for whose account where that is known.
///
/// # Errors
/// The database's own.
pub fn note_spent(tx: &Tx, whose: Option<UserId>, what: &str, now: DateTime<Utc>) -> StoreResult<()> {
    let account = whose.map(|user| user.to_string());
    let deed = Deed {
        what: "account.limit_spent",
        subject: account.as_deref(),
        detail: Some(what),
        ..Deed::default()
    };
    tx.note_deed(&deed, now)
}

/// The tries that one attempt counts for: by name and network, by name from anywhere, by network. A device that the owner
/// signed in from before counts by itself, so that nobody can use up its owner's tries; and only what was wrong counts.
struct Tries<'t> {
    limits: &'t Limits,
    name: &'t str,
    from: IpAddr,
    device: Option<&'t String>,
}

impl Tries<'_> {
    /// Whether any is left.
    fn left(&self) -> Result<(), Wait> {
        if let Some(device) = self.device {
            return self.limits.allows(Try::Passphrase, &format!("device {device}"));
        }
        self.limits.allows_network(Try::FromNetwork, self.from)?;
        self.limits.allows(Try::Passphrase, &self.here())?;
        self.limits.allows(Try::Account, self.name)
    }

    /// Counts a wrong one; in all of them, whichever is exhausted.
    fn count(&self) -> Result<(), Wait> {
        if let Some(device) = self.device {
            return self.limits.count(Try::Passphrase, &format!("device {device}"));
        }
        let network = self.limits.count_network(Try::FromNetwork, self.from);
        let here = self.limits.count(Try::Passphrase, &self.here());
        network.and(here).and(self.limits.count(Try::Account, self.name))
    }

    fn here(&self) -> String {
        format!("{} {}", network(self.from), self.name)
    }
}

/// Remembers the device that somebody has just signed in on. `token` is in its cookie.
///
/// # Errors
/// Any database error.
pub fn remember_device(
    tx: &Tx,
    keys: &Keys,
    user: UserId,
    token: &str,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    tx.accounts().remember_device(user, &keys.hash(Purpose::Device, token), now)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
    use super::*;
    use crate::usecases::account::testing::{noon, staff};
    use onward_store::testing::TestStore;

    struct House {
        store: TestStore,
        keys: Keys,
        hashing: Hashing,
        limits: Limits,
    }

    impl House {
        fn new() -> Self {
            Self {
                store: TestStore::sqlite(),
                keys: Keys::from_secret("tests"),
                hashing: Hashing::new(),
                limits: Limits::new(false),
            }
        }

        async fn tries(
            &self,
            name: &str,
            passphrase: &str,
            from: &str,
            device: Option<&str>,
        ) -> Result<SignIn, CannotTry> {
            let door = Door {
                store: &self.store.store,
                keys: &self.keys,
                hashing: &self.hashing,
                limits: &self.limits,
                second_factor: true,
                now: noon(),
            };
            let attempt = Attempt {
                name: name.into(),
                passphrase: passphrase.into(),
                device: device.map(str::to_owned),
                from: from.parse().unwrap(),
            };
            sign_in(door, attempt).await
        }
    }

    #[tokio::test]
    async fn unknown_name_wrong_passphrase_and_disabled_get_the_same_answer() {
        let house = House::new();
        let priya = staff(&house.store, "priya@example.org", "purple tractor gravel");
        assert!(matches!(
            house.tries(" PRIYA@example.org ", "purple tractor gravel", "192.0.2.1", None).await.unwrap(),
            SignIn::NeedsSecondFactor(user) if user.id == priya
        ));
        assert_eq!(house.tries("priya@example.org", "wrong", "192.0.2.1", None).await, Ok(SignIn::Refused));
        assert_eq!(house.tries("nobody@example.org", "wrong", "192.0.2.1", None).await, Ok(SignIn::Refused));
        let deeds = house.store.read(|tx| tx.deeds(10)).unwrap();
        let wrong: Vec<_> = deeds.iter().filter(|deed| deed.what == "account.passphrase_wrong").collect();
        assert_eq!(wrong.len(), 2, "one row each, known or not");
        assert!(wrong.iter().any(|deed| deed.subject.as_deref() == Some(priya.to_string().as_str())));
        house.store.write(move |tx| tx.users().disable(priya, noon())).unwrap();
        assert_eq!(
            house.tries("priya@example.org", "purple tractor gravel", "192.0.2.1", None).await,
            Ok(SignIn::Refused)
        );
    }

    #[tokio::test]
    async fn someone_who_uses_up_the_attempts_cannot_keep_the_owner_out_on_a_known_device() {
        let house = House::new();
        let priya = staff(&house.store, "priya@example.org", "purple tractor gravel");
        let keys = house.keys.clone();
        house.store.write(move |tx| remember_device(tx, &keys, priya, "her laptop", noon())).unwrap();
        for name in ["priya@example.org", "nobody@example.org"] {
            let refused = (0..200_u32).filter(|address| {
                let from = format!("10.{}.{}.1", address / 100, address % 100).parse().unwrap();
                Tries { limits: &house.limits, name, from, device: None }.count().is_err()
            });
            assert_eq!(refused.count(), 140, "known and unknown names run out of attempts alike: {name}");
        }
        assert!(matches!(
            house.tries("priya@example.org", "purple tractor gravel", "192.0.2.1", None).await,
            Err(CannotTry::TooOften(_))
        ));
        assert!(matches!(
            house.tries("priya@example.org", "purple tractor gravel", "192.0.2.1", Some("her laptop")).await,
            Ok(SignIn::NeedsSecondFactor(_))
        ));
        assert!(matches!(
            house.tries("priya@example.org", "x", "192.0.2.1", Some("his laptop")).await,
            Err(CannotTry::TooOften(_))
        ));
    }

    #[tokio::test]
    async fn in_a_network_without_attempts_left_the_known_device_with_the_right_passphrase_gets_in() {
        let house = House::new();
        let priya = staff(&house.store, "priya@example.org", "purple tractor gravel");
        let keys = house.keys.clone();
        house.store.write(move |tx| remember_device(tx, &keys, priya, "her laptop", noon())).unwrap();
        for _ in 0..200 {
            let in_time = house.tries("priya@example.org", "purple tractor gravel", "192.0.2.1", None).await;
            assert!(matches!(in_time, Ok(SignIn::NeedsSecondFactor(_))), "correct entries don't count");
        }
        let from = "192.0.2.77".parse().unwrap();
        while house.limits.count_network(Try::FromNetwork, from).is_ok() {}
        let known =
            house.tries("priya@example.org", "purple tractor gravel", "192.0.2.1", Some("her laptop")).await;
        assert!(matches!(known, Ok(SignIn::NeedsSecondFactor(_))));
        let unknown = house.tries("priya@example.org", "purple tractor gravel", "192.0.2.1", None).await;
        assert!(matches!(unknown, Err(CannotTry::TooOften(_))));
    }

    #[tokio::test]
    async fn a_limit_that_is_spent_is_one_row_and_the_tries_after_it_are_none() {
        let house = House::new();
        let priya = staff(&house.store, "priya@example.org", "purple tractor gravel");
        let mut answers = Vec::new();
        for _ in 0..14 {
            answers.push(house.tries("priya@example.org", "wrong", "192.0.2.1", None).await);
        }
        assert_eq!(answers.iter().filter(|answer| **answer == Ok(SignIn::Refused)).count(), 10);
        let deeds = house.store.read(|tx| tx.deeds(100)).unwrap();
        let spent: Vec<_> = deeds.iter().filter(|deed| deed.what == "account.limit_spent").collect();
        assert_eq!(spent.len(), 1, "{deeds:?}");
        assert_eq!(spent[0].subject.as_deref(), Some(priya.to_string().as_str()));
        assert_eq!(deeds.iter().filter(|deed| deed.what == "account.passphrase_wrong").count(), 11);
    }
}
