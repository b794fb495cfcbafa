//! Pathway plans and their steps.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    id::{
        OwnStepId, OwnStepVersionId, PersonId, PlanId, PlanPartId, PlanSayingId, PlanShareId, StepId, UserId,
    },
    pathway::Support,
    recorded::Recorded,
};

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
    /// The level of support that was agreed.
    pub support: Option<Support>,
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
    /// What to do if it doesn't work.
    pub otherwise: Option<String>,
}

/// What the council writes for one part of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartText {
    /// Which part.
    pub area: PlanArea,
    /// What was agreed, in words to the young person.
    pub agreed: String,
    /// What happens where it goes wrong.
    pub otherwise: Option<String>,
}

/// The same, in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPart {
    pub id: PlanPartId,
    pub plan: PlanId,
    pub text: PartText,
    /// Counts changes, so that a stale save is noticed.
    pub version: i64,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
}

/// A step that the young person wrote for themselves, beside the plan. It says the same things as a step of the plan, so that
/// both can be read and counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnStep {
    pub id: OwnStepId,
    pub person: PersonId,
    /// Where it stands among their steps.
    pub place: i64,
    pub made_at: DateTime<Utc>,
    pub made_by: Option<UserId>,
}

/// What such a step says, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnStepVersion {
    pub id: OwnStepVersionId,
    pub step: OwnStepId,
    /// The first, second, third…
    pub number: i64,
    pub text: StepText,
    pub said_at: DateTime<Utc>,
    pub said_by: Option<UserId>,
}

/// A step of their own with all its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnStepLine {
    pub step: OwnStep,
    /// What it says now.
    pub now: OwnStepVersion,
    /// What it said before, newest first.
    pub earlier: Vec<OwnStepVersion>,
}

/// Up or down, among the steps of one part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
}

/// Whether a part of the plan is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanShareNote {
    pub area: PlanArea,
    /// With those who work with them. Otherwise their words and steps there are read by nobody else.
    pub shared: bool,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanShare {
    pub id: PlanShareId,
    pub person: PersonId,
    pub note: PlanShareNote,
    pub recorded: Recorded,
    /// The version that replaced it.
    pub superseded_by: Option<PlanShareId>,
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

impl StepStatus {
    /// It is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::ToDo | Self::Stuck)
    }
}

/// A review that the young person asks for is held within so many days. The regulations name no day, only that it is held (Care
/// Leavers (England) Regulations 2010 reg 7(2)): this is the service's own promise.
pub const REVIEW_WITHIN_DAYS: u64 = 28;

/// By when the review that was asked for on a day is held.
#[must_use]
pub fn review_promised(asked: NaiveDate) -> NaiveDate {
    asked.checked_add_days(chrono::Days::new(REVIEW_WITHIN_DAYS)).unwrap_or(asked)
}

impl SayingKind {
    /// Whether it is part of what they keep to themselves where a part is private. What they answer to the council, that it is
    /// wrong or that they want it looked at, is always for the council to read.
    #[must_use]
    pub const fn is_private_with_its_part(self) -> bool {
        matches!(self, Self::Words)
    }

    /// Whether it answers "do you agree?".
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Agree | Self::Partly | Self::Disagree | Self::NotSure)
    }
}
