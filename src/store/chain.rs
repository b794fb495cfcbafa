//! Append-only logs whose rows carry the hash of the one before, and the proof that they are as they were written.
//!
//! The last hash and the length are kept apart from the log, so that a cut-off end shows as well as a changed or
//! missing row.

use chrono::SecondsFormat;
use diesel::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::people::chain_heads,
    types::Instant,
};

/// A log that is a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chain {
    /// Who looked at whose record.
    AccessLog,
    /// What was changed, by whom.
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

/// An instant as a chain hashes it.
pub(crate) fn moment(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn hash(chain: Chain, seq: i64, before: &str, says: &[Option<String>]) -> String {
    // Each field with its length before it, so that no two rows can read alike.
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
    sum.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write as _;
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}

/// Takes the next place in the chain for a row that says this. The row must be inserted in the same transaction.
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

/// How a chain stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainState {
    /// Every row is as it was written, none is missing.
    Whole {
        /// How many rows.
        rows: i64,
    },
    /// This row is the first that is not as it was written, is missing or does not belong.
    BrokenAt {
        /// Its number; the log counts from 1.
        row: i64,
        /// What is wrong with it, in words.
        why: &'static str,
    },
}

/// Walks a chain from its first row. `page` gives the rows after a number, in order, some at a time.
pub(crate) fn verify<R: Chained>(
    tx: &Tx,
    chain: Chain,
    page: impl Fn(&Tx, i64) -> StoreResult<Vec<R>>,
) -> StoreResult<ChainState> {
    let head = tx.run(|connection| {
        Ok(chain_heads::table
            .filter(chain_heads::chain.eq(chain.word()))
            .select((chain_heads::length, chain_heads::hash))
            .first::<(i64, String)>(connection)
            .optional()?)
    })?;
    let (length, last) = head.ok_or_else(|| StoreError::Tampered(format!("head of the {}", chain.word())))?;
    let mut seen = 0_i64;
    let mut before = "0".repeat(64);
    loop {
        let rows = page(tx, seen)?;
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
            seen = seq;
            row_hash.clone_into(&mut before);
        }
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
        std::cmp::Ordering::Equal => ChainState::Whole { rows: length },
    })
}
