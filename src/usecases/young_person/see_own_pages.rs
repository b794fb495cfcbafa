//! Sees what the service worked out for the one who is asking.

use chrono::NaiveDate;
use leaving_care_rules::{Assessment, json};
use onward_domain::{allocation::Worker, entitlement::EntitlementStep};

/// Everything that a young person's own pages are made of, on one day.
#[derive(Debug, Clone)]
pub struct Own {
    /// The name they use.
    pub known_as: String,
    /// The day it was worked out for.
    pub today: NaiveDate,
    /// What is recorded of them, as the rules read it.
    pub facts: json::Person,
    /// What the rules say.
    pub assessment: Assessment,
    /// What became of their entitlements, oldest first.
    pub steps: Vec<EntitlementStep>,
    /// Their adviser today.
    pub adviser: Option<Worker>,
    /// When they meet next, if that is agreed.
    pub next_contact: Option<NaiveDate>,
    /// By when their plan must be looked at again.
    pub review_due: Option<NaiveDate>,
    /// When someone from outside opened their record in the last four weeks.
    pub opened_from_outside: Option<NaiveDate>,
}
