//! Pathway plans and their steps.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::{PersonId, PlanId, StepId, UserId};

crate::words! {
    /// How far a plan is.
    pub enum PlanStatus {
        /// Being written.
        Draft = "draft",
        /// Agreed with the young person; its text no longer changes.
        Agreed = "agreed",
        /// A newer one took its place.
        Replaced = "replaced",
    }

    /// What a step is about: the ten matters of the regulations, in the words of the pages.
    pub enum PlanArea {
        /// Contact and support, and by whom.
        Support = "support",
        /// Somewhere to live.
        Home = "home",
        /// Education and work.
        Work = "work",
        /// Money.
        Money = "money",
        /// Health and wellbeing.
        Health = "health",
        /// Family and the people who matter.
        People = "people",
        /// Identity.
        Identity = "identity",
        /// Practical skills.
        Skills = "skills",
        /// Staying safe.
        Safety = "safety",
        /// Immigration.
        Immigration = "immigration",
    }

    /// How far a step is.
    pub enum StepStatus {
        /// Agreed and not done.
        ToDo = "to_do",
        /// Somebody says that they can't get on.
        Stuck = "stuck",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}

/// A pathway plan, one version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Which.
    pub id: PlanId,
    /// Whose.
    pub person: PersonId,
    /// First, second, third… plan of this person.
    pub number: i64,
    /// How far it is.
    pub status: PlanStatus,
    /// The young person's own words about it.
    pub own_words: Option<String>,
    /// When it was agreed.
    pub agreed_on: Option<NaiveDate>,
    /// By when it must be reviewed.
    pub review_due: Option<NaiveDate>,
    /// Counts the changes, so that a stale save is seen.
    pub version: i64,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Who began it.
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
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// How far it is.
    pub status: StepStatus,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub id: StepId,
    /// Of which plan.
    pub plan: PlanId,
    /// What it says.
    pub text: StepText,
    /// Counts the changes, so that a stale save is seen.
    pub version: i64,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
}
