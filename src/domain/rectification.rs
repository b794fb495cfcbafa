//! Something that a young person says is wrong in their record, followed to an answer. UK GDPR articles 16 and 12(3): within a
//! month; the service promises five working days.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    id::{PersonId, RectificationId, UserId},
    office,
};

crate::words! {
    /// What came of it.
    pub enum Outcome {
        /// It was wrong, and has been put right.
        Corrected = "corrected",
        /// It stays, with the reason.
        Kept = "kept",
    }
}

/// What they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is about: `care`, `birth`, `home`, `course`, `fact:<id>`, `contact:<id>`, `thing:<entitlement>` or `other`.
    pub about: String,
    /// The sentence that they read when they said so.
    pub shown: String,
    /// What is right, in their words.
    pub words: String,
}

/// The answer, written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What came of it.
    pub outcome: Outcome,
    /// What was done, or why it stays.
    pub words: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<UserId>,
}

/// One thing said to be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rectification {
    /// Which.
    pub id: RectificationId,
    /// Whose.
    pub person: PersonId,
    /// What they said.
    pub said: Said,
    /// When.
    pub said_at: DateTime<Utc>,
    /// By whom: the young person's own account.
    pub said_by: Option<UserId>,
    /// By when they were promised an answer.
    pub answer_by: NaiveDate,
    /// The answer, when there is one.
    pub answer: Option<Answer>,
}

/// Working days in which they are answered.
const ANSWERED_IN: u32 = 5;

/// By when somebody who says it on a day is answered.
#[must_use]
pub fn answer_by(said: NaiveDate) -> NaiveDate {
    office::working_days_after(said, ANSWERED_IN)
}
