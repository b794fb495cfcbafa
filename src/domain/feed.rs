//! Another directory that is fetched once a day, and how the last time went.

use chrono::{DateTime, Utc};

use crate::id::UserId;

crate::words! {
    /// Why a feed was not taken in. What it had before stays.
    pub enum FeedProblem {
        /// The address is not one that may be asked.
        Address = "address",
        /// It answered with a status that says no.
        Refused = "refused",
        TooLarge = "too_large",
        Unreachable = "unreachable",
        /// What came has no services.
        NotAFeed = "not_a_feed",
        /// Much of what it had is gone, or says something else: somebody has to look first.
        Shrunk = "shrunk",
    }
}

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What readers see beside its services.
    pub name: String,
    pub address: String,
    pub added_at: DateTime<Utc>,
    pub added_by: Option<UserId>,
    /// When it is fetched next.
    pub due_at: DateTime<Utc>,
    /// Somebody looked at how much is gone, and says that it is right.
    pub anyway: bool,
    pub tried_at: Option<DateTime<Utc>>,
    /// When it was last taken in.
    pub had_at: Option<DateTime<Utc>>,
    /// How many services it had then.
    pub services: Option<i64>,
    /// Services that could not be read then, one a line, each with why.
    pub left_out: String,
    /// Why the last try failed, and since when every try has.
    pub problem: Option<(FeedProblem, DateTime<Utc>)>,
    pub detail: Option<String>,
    /// Nobody fetches it any more.
    pub stopped_at: Option<DateTime<Utc>>,
}

/// How a try went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// It was taken in: so many services, and those that could not be read.
    Had { services: usize, left_out: Vec<String> },
    /// It was not, and what it had before stays.
    Failed(FeedProblem, String),
}
