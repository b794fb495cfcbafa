//! Append-only logs in which each row carries the hash of the one before, and the proof that they are unaltered.
//!
//! The last hash and the length are kept apart from the log, so that a cut-off end shows as well as a changed or
//! missing row.

use chrono::SecondsFormat;
use diesel::prelude::*;
use sha2::{Digest as _, Sha256};
use std::{fmt, str::FromStr};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::people::chain_heads,
    types::Instant,
};

/// A log that forms a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chain {
    /// Who looked at whose record.
    AccessLog,
    /// What was changed, and by whom.
    AuditTrail,
}

impl Chain {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::AccessLog => "access_log",
            Self::AuditTrail => "audit_trail",
        }
    }
}

/// A new row's place in its chain.
pub(crate) struct Link {
    pub(crate) seq: i64,
    pub(crate) before: String,
    pub(crate) hash: String,
}

/// A row as the chain sees it: its place, its two hashes, and what it says.
pub(crate) trait Chained {
    fn link(&self) -> (i64, &str, &str);
    fn says(&self) -> Vec<Option<String>>;
}

/// An instant in the form a chain hashes.
pub(crate) fn moment(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// What several texts say together, as one word that no other texts come to.
pub(crate) fn digest(says: &[&str]) -> String {
    let mut sum = Sha256::new();
    for text in says {
        sum.update(text.len().to_string());
        sum.update(b":");
        sum.update(text);
    }
    hex(sum)
}

fn hex(sum: Sha256) -> String {
    sum.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write as _;
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}

fn hash(chain: Chain, seq: i64, before: &str, says: &[Option<String>]) -> String {
    // Each field is preceded by its length, so that no two rows can read the same.
    let feed = |sum: &mut Sha256, text: &str| {
        sum.update(text.len().to_string());
        sum.update(b":");
        sum.update(text);
    };
    let mut sum = Sha256::new();
    feed(&mut sum, chain.word());
    feed(&mut sum, &seq.to_string());
    feed(&mut sum, before);
    for field in says {
        match field {
            Some(text) => feed(&mut sum, text),
            None => sum.update(b"-"),
        }
    }
    hex(sum)
}

/// Takes the next place in the chain for a row with this content. The row must be inserted in the same transaction.
pub(crate) fn next(tx: &Tx, chain: Chain, says: &[Option<String>]) -> StoreResult<Link> {
    tx.run(|connection| {
        let (length, before): (i64, String) = chain_heads::table
            .filter(chain_heads::chain.eq(chain.word()))
            .select((chain_heads::length, chain_heads::hash))
            .first(connection)?;
        let seq = length.saturating_add(1);
        let hash = hash(chain, seq, &before, says);
        diesel::update(chain_heads::table.filter(chain_heads::chain.eq(chain.word())))
            .set((chain_heads::length.eq(seq), chain_heads::hash.eq(&hash)))
            .execute(connection)?;
        Ok(Link { seq, before, hash })
    })
}

/// How long a chain was at a moment. Kept on another machine, it shows later that not even the whole chain was
/// rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many rows it had.
    pub rows: i64,
    /// The hash of the last one; 64 zeros if there are none.
    pub hash: String,
}

impl fmt::Display for Head {
    /// "12-" and the hash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.rows, self.hash)
    }
}

impl FromStr for Head {
    type Err = StoreError;
    fn from_str(text: &str) -> StoreResult<Self> {
        let none = || StoreError::File("this is not the head of a chain, as `onward check` prints it".into());
        let (rows, hash) = text.split_once('-').ok_or_else(none)?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let rows = rows.parse().ok().filter(|rows: &i64| *rows >= 0 && is_hash).ok_or_else(none)?;
        Ok(Self { rows, hash: hash.to_ascii_lowercase() })
    }
}

/// So many rows are read at once.
const PAGE: i64 = 5_000;

/// The hash before the first row.
fn beginning() -> String {
    "0".repeat(64)
}

/// How long a chain is, according to itself.
pub(crate) fn head(tx: &Tx, chain: Chain) -> StoreResult<Head> {
    let head = tx.run(|connection| {
        Ok(chain_heads::table
            .filter(chain_heads::chain.eq(chain.word()))
            .select((chain_heads::length, chain_heads::hash))
            .first::<(i64, String)>(connection)
            .optional()?)
    })?;
    let (rows, hash) = head.ok_or_else(|| StoreError::Tampered(format!("head of the {}", chain.word())))?;
    Ok(Head { rows, hash })
}

/// The number of the first row since a moment: rows are in the order of time, so it is found without an index of moments.
pub(crate) fn first_since(
    tx: &Tx,
    chain: Chain,
    since: Instant,
    at: impl Fn(&Tx, i64) -> StoreResult<Instant>,
) -> StoreResult<i64> {
    let (mut from, mut to) = (1, head(tx, chain)?.rows.saturating_add(1));
    while from < to {
        let middle = from + (to - from) / 2;
        if at(tx, middle)? < since { from = middle.saturating_add(1) } else { to = middle }
    }
    Ok(from)
}

/// How a chain stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainState {
    /// Every row is as it was written, and none is missing.
    Whole {
        /// How many rows there are, and the hash of the last.
        head: Head,
    },
    /// This row is the first that is altered, missing or out of place.
    BrokenAt {
        /// Its number; the log counts from 1.
        row: i64,
        /// What is wrong with it, in words.
        why: &'static str,
    },
}

/// Walks a chain from its first row, past the head `kept` elsewhere if there is one. `page` returns the rows after a
/// number, in order, a few at a time.
pub(crate) fn verify<R: Chained>(
    tx: &Tx,
    chain: Chain,
    kept: Option<&Head>,
    page: impl Fn(&Tx, i64, i64) -> StoreResult<Vec<R>>,
) -> StoreResult<ChainState> {
    let Head { rows: length, hash: last } = head(tx, chain)?;
    let mut seen = 0_i64;
    let mut before = beginning();
    loop {
        // A page that can't be read is read row by row, so that the row itself is named.
        let rows = match page(tx, seen, PAGE) {
            Err(StoreError::Unreadable(_)) => match page(tx, seen, 1) {
                Err(StoreError::Unreadable(_)) => {
                    let row = seen.saturating_add(1);
                    return Ok(ChainState::BrokenAt { row, why: "holds what can't be read" });
                }
                one => one?,
            },
            rows => rows?,
        };
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let (seq, row_before, row_hash) = row.link();
            let expected = seen.saturating_add(1);
            if seq != expected {
                return Ok(ChainState::BrokenAt { row: expected, why: "is missing" });
            }
            if row_before != before || row_hash != hash(chain, seq, &before, &row.says()) {
                return Ok(ChainState::BrokenAt { row: seq, why: "is not as it was written" });
            }
            if kept.is_some_and(|kept| kept.rows == seq && kept.hash != row_hash) {
                return Ok(ChainState::BrokenAt {
                    row: seq,
                    why: "is not the one whose hash was kept elsewhere",
                });
            }
            seen = seq;
            row_hash.clone_into(&mut before);
        }
    }
    if kept.is_some_and(|kept| kept.rows > seen) {
        let row = seen.saturating_add(1);
        return Ok(ChainState::BrokenAt { row, why: "is missing: the head kept elsewhere is further on" });
    }
    Ok(match seen.cmp(&length) {
        std::cmp::Ordering::Less => {
            ChainState::BrokenAt { row: seen.saturating_add(1), why: "is missing: the end was cut off" }
        }
        std::cmp::Ordering::Greater => {
            ChainState::BrokenAt { row: length.saturating_add(1), why: "was added behind the chain's back" }
        }
        std::cmp::Ordering::Equal if last != before => {
            ChainState::BrokenAt { row: length, why: "is not the last one that was written" }
        }
        std::cmp::Ordering::Equal => ChainState::Whole { head: Head { rows: length, hash: last } },
    })
}
