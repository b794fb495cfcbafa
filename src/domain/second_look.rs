//! What one manager has looked at and another one settles. Whoever asks never answers.

use chrono::{DateTime, Utc};

use crate::id::{SecondLookId, UserId};

crate::words! {
    /// What is settled by two.
    pub enum LooksAt {
        /// Whose answers a change in the law touches.
        Law = "law",
        /// Two numbers that are one person's.
        Join = "join",
    }
}

/// Something that one manager has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondLook {
    pub id: SecondLookId,
    pub what: LooksAt,
    /// Which of its kind: the mark of the law's changes, or the two records.
    pub about: String,
    /// What they wrote for the other.
    pub words: Option<String>,
    pub asked_by: UserId,
    pub asked_at: DateTime<Utc>,
    /// Nothing while it waits.
    pub answer: Option<SecondAnswer>,
}

/// What the other manager said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondAnswer {
    pub by: UserId,
    pub at: DateTime<Utc>,
    pub agreed: bool,
    pub words: Option<String>,
}
