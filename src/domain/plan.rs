//! Pathway plans and their steps.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::{PersonId, PlanId, PlanSayingId, StepId, UserId};

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

    /// What a young person says about their plan.
    pub enum SayingKind {
        /// Their own words for a part of it.
        Words = "words",
        /// What stands in a part is not what they said.
        NotWhatISaid = "not_what_i_said",
        /// They agree.
        Agree = "agree",
        /// They agree with some of it.
        Partly = "partly",
        /// They don't agree.
        Disagree = "disagree",
        /// They are not sure.
        NotSure = "not_sure",
        /// They want it looked at now.
        Review = "review",
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

/// What is said about a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSaying {
    /// The plan that was before them.
    pub plan: Option<PlanId>,
    /// The part of it; none for the whole plan.
    pub area: Option<PlanArea>,
    /// What.
    pub kind: SayingKind,
    /// In their words.
    pub words: Option<String>,
}

/// One saying. They only grow: the newest of a kind and part is what they say now, and the earlier ones stay readable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSaying {
    /// Which.
    pub id: PlanSayingId,
    /// Whose.
    pub person: PersonId,
    /// What was said.
    pub said: NewSaying,
    /// When.
    pub said_at: DateTime<Utc>,
    /// By whom.
    pub said_by: Option<UserId>,
}

impl SayingKind {
    /// Whether it answers "do you agree?".
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Agree | Self::Partly | Self::Disagree | Self::NotSure)
    }
}
