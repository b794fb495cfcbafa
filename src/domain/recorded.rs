//! Where a dated fact came from. Facts are never overwritten: they are ended or superseded, and what was corrected stays.

use chrono::{DateTime, Utc};

use crate::id::{ImportId, UserId};

crate::words! {
    /// Where a fact came from.
    pub enum Source {
        /// A statutory return that was imported.
        Import = "import",
        /// Someone of the service entered it.
        Staff = "staff",
        /// The young person said so.
        YoungPerson = "young_person",
    }
}

/// By whom and when a fact was recorded, and whether it still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// Where it came from.
    pub source: Source,
    /// When it was recorded; always the clock's, never a form's.
    pub at: DateTime<Utc>,
    /// Who recorded it, or ran the import that did.
    pub by: Option<UserId>,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// Since when it no longer stands.
    pub superseded_at: Option<DateTime<Utc>>,
}

impl Recorded {
    /// Does it still stand?
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.superseded_at.is_none()
    }
}
