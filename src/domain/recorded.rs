//! Where a dated fact came from. Facts are never overwritten: they are ended or superseded, and corrected ones are
//! kept.

use chrono::{DateTime, Utc};

use crate::id::{ImportId, UserId};

crate::words! {
    /// Where a fact came from.
    pub enum Source {
        /// An imported statutory return.
        Import = "import",
        /// A member of staff entered it.
        Staff = "staff",
        /// The young person said so.
        YoungPerson = "young_person",
    }
}

/// Who recorded a fact and when, and whether it still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    pub source: Source,
    /// When it was recorded; always from the clock, never from a form.
    pub at: DateTime<Utc>,
    /// Who recorded it, or ran the import that did.
    pub by: Option<UserId>,
    /// The import it came with.
    pub import: Option<ImportId>,
    /// When it stopped being current.
    pub superseded_at: Option<DateTime<Utc>>,
}

impl Recorded {
    /// Whether it is still current.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.superseded_at.is_none()
    }
}
