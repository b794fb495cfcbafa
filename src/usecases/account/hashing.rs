//! Passphrases are hashed a few at a time: a flood of sign-ins waits or is turned away, and no other page gets slower.

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};
use tokio::sync::Semaphore;

/// How many are hashed at once. One core is left for everything else.
const AT_ONCE: usize = 1;

/// How many may wait. At about 30 ms each, the last of them waits a second.
const WAITING: usize = 32;

/// Too many people are signing in at this moment; trying again in a few seconds helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passphrases are being checked")]
pub struct TooBusy;

/// Where passphrases are hashed and checked (argon2id, 19 MiB, two passes: OWASP's first choice).
#[derive(Debug, Clone)]
pub struct Hashing {
    running: Arc<Semaphore>,
    inside: Arc<AtomicUsize>,
    done: Arc<AtomicU64>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self::new()
    }
}

/// The hash of nobody's passphrase, so that signing in as an unknown person costs the same as a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| make("nobody has this passphrase"));

impl Hashing {
    /// An empty pool.
    #[must_use]
    pub fn new() -> Self {
        Self { running: Arc::new(Semaphore::new(AT_ONCE)), inside: Arc::default(), done: Arc::default() }
    }

    /// The hash to keep.
    ///
    /// # Errors
    /// [`TooBusy`].
    pub async fn hash(&self, passphrase: String) -> Result<String, TooBusy> {
        self.run(move || make(&passphrase)).await
    }

    /// Whether it is this user's passphrase. Without a hash (an unknown person) the same work is done and the answer is
    /// no.
    ///
    /// # Errors
    /// [`TooBusy`].
    pub async fn check(&self, passphrase: String, hash: Option<String>) -> Result<bool, TooBusy> {
        self.run(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.clone());
            cost().verify_password(passphrase.as_bytes(), hash.as_str()).is_ok() && known
        })
        .await
    }

    /// How many passphrases have been hashed or checked since the start: one for each sign-in, known or not.
    #[must_use]
    pub fn so_far(&self) -> u64 {
        self.done.load(Ordering::SeqCst)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, TooBusy> {
        let _place = Place::take(&self.inside)?;
        let permit = self.running.acquire().await.map_err(|_| TooBusy)?;
        self.done.fetch_add(1, Ordering::SeqCst);
        let done = tokio::task::spawn_blocking(work).await.map_err(|_| TooBusy);
        drop(permit);
        done
    }
}

/// The hash of a passphrase, immediately and on this thread: for the command line and the demonstration.
#[must_use]
pub fn make(passphrase: &str) -> String {
    // It only fails where the machine has no randomness; then nobody can sign in, which is the safe side.
    cost().hash_password(passphrase.as_bytes()).map_or_else(|_| "!".to_owned(), |hash| hash.to_string())
}

fn cost() -> Argon2<'static> {
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(19 * 1024, 2, 1, None).unwrap_or(Params::DEFAULT),
    )
}

/// Somebody whose passphrase is being hashed or is waiting.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(inside: &Arc<AtomicUsize>) -> Result<Self, TooBusy> {
        let before = inside.fetch_add(1, Ordering::SeqCst);
        let place = Self(Arc::clone(inside));
        if before < AT_ONCE + WAITING { Ok(place) } else { Err(TooBusy) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_passphrase_is_recognised_and_another_is_not() {
        let hashing = Hashing::new();
        let hash = hashing.hash("stockton riverside demo".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let check = |words: &str, hash: Option<&String>| hashing.check(words.to_owned(), hash.cloned());
        assert_eq!(check("stockton riverside demo", Some(&hash)).await, Ok(true));
        assert_eq!(check("stockton riverside dem", Some(&hash)).await, Ok(false));
        assert_eq!(check("nobody has this passphrase", None).await, Ok(false));
        assert_eq!(check("anything", Some(&"!".to_owned())).await, Ok(false));
    }

    #[tokio::test]
    async fn a_flood_is_turned_away_and_the_place_is_free_again_afterwards() {
        let hashing = Hashing::new();
        let taken: Vec<_> = (0..AT_ONCE + WAITING).map(|_| Place::take(&hashing.inside).unwrap()).collect();
        assert_eq!(hashing.check("x".into(), None).await, Err(TooBusy));
        drop(taken);
        assert_eq!(hashing.check("x".into(), None).await, Ok(false));
    }
}
