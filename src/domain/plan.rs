//! Pathway plans and their steps.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::{PersonId, PlanId, StepId, UserId};

crate::words! {
    /// How far along a plan is.
    pub enum PlanStatus {
        /// Being written.
        Draft = "draft",
        /// Agreed with the young person; its text no longer changes.
        Agreed = "agreed",
        /// A newer one replaced it.
        Replaced = "replaced",
    }

    /// What a step is about: the ten matters in the regulations, in the words of the pages.
    pub enum PlanArea {
        /// Contact and support, and by whom.
        Support = "support",
        /// Somewhere to live.
        Home = "home",
        /// Education and work.
        Work = "work",
        Money = "money",
        /// Health and wellbeing.
        Health = "health",
        /// Family and the people who matter.
        People = "people",
        Identity = "identity",
        /// Practical skills.
        Skills = "skills",
        /// Staying safe.
        Safety = "safety",
        Immigration = "immigration",
    }

    /// How far along a step is.
    pub enum StepStatus {
        /// Agreed but not done.
        ToDo = "to_do",
        /// Somebody says that they are stuck.
        Stuck = "stuck",
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}

/// One version of a pathway plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub id: PlanId,
    pub person: PersonId,
    /// The first, second, third… plan for this person.
    pub number: i64,
    /// How far along it is.
    pub status: PlanStatus,
    /// The young person's own words about it.
    pub own_words: Option<String>,
    /// When it was agreed.
    pub agreed_on: Option<NaiveDate>,
    /// The deadline for the review.
    pub review_due: Option<NaiveDate>,
    /// Counts changes, so that a stale save is noticed.
    pub version: i64,
    /// When it was started.
    pub created_at: DateTime<Utc>,
    /// Who started it.
    pub created_by: Option<UserId>,
}

/// What a step says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepText {
    /// What it is about.
    pub area: PlanArea,
    /// What will be done.
    pub what: String,
    /// Who does it.
    pub who: String,
    /// The deadline.
    pub due_on: Option<NaiveDate>,
    /// How far along it is.
    pub status: StepStatus,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: StepId,
    pub plan: PlanId,
    pub text: StepText,
    /// Counts changes, so that a stale save is noticed.
    pub version: i64,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
}
