//! What the service's own records show about a person, and which entitlements they provide the answer for.

use chrono::{Days, Months, NaiveDate};
use leaving_care_rules::{
    Law,
    assessment::{DutyStage, Status},
    catalogue::EntitlementIndex,
    entitlement::outcome::{Column, Entitlement, ShownBy},
};

use crate::id::{TeamId, UserId};

crate::words! {
    /// What a coverage column counts.
    pub enum Thing {
        /// A personal adviser allocated today.
        Adviser = "adviser",
        /// A pathway plan whose review is not overdue.
        Plan = "plan",
        /// A visit in the last two months.
        Visit = "visit",
        /// Money for a first home.
        FirstHome = "first-home",
        /// Bursaries for study and apprenticeships.
        Bursaries = "bursaries",
        /// Council tax paid or reduced.
        CouncilTax = "council-tax",
        /// Help with the costs of study, and a home in the holidays.
        Study = "study",
    }
}

/// What the service's own records show of an entitlement that is counted; nothing where its ledger alone can.
pub(crate) fn read(by: ShownBy, shown: &Shown, day: NaiveDate) -> Option<Records> {
    match by {
        ShownBy::Ledger => None,
        ShownBy::Allocation if shown.adviser.is_some() => Some(Records::Done),
        ShownBy::Allocation => Some(Records::Nothing),
        ShownBy::Review => Some(match shown.plan {
            None => Records::Nothing,
            Some(_) if shown.plan_in_date(day) => Records::Done,
            Some(_) => Records::Late,
        }),
    }
}

/// What the service's own records show of a duty. That nothing is written down here is not that nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Records {
    /// Done, and in time.
    Done,
    /// A clock that is known has run out.
    Late,
    /// Nothing was ever recorded here.
    Nothing,
}

/// Is this counted, and does its ledger of steps alone show whether it was given?
#[must_use]
pub fn by_ledger(entitlement: &Entitlement) -> bool {
    entitlement.counted.is_some_and(|counted| counted.shown_by == ShownBy::Ledger)
}

/// Each entitlement that the catalogue counts: its index, its column, and what shows it.
pub(crate) fn counted(law: &Law) -> impl Iterator<Item = (EntitlementIndex, &Entitlement, Thing, ShownBy)> {
    law.entitlements().iter().filter_map(|entitlement| {
        let counted = entitlement.counted?;
        let thing = match counted.column {
            Column::Adviser => Thing::Adviser,
            Column::Plan => Thing::Plan,
            Column::FirstHome => Thing::FirstHome,
            Column::Bursaries => Thing::Bursaries,
            Column::CouncilTax => Thing::CouncilTax,
            Column::Study => Thing::Study,
        };
        Some((law.find(&entitlement.id)?, entitlement, thing, counted.shown_by))
    })
}

/// A visit is owed at most this many months after the last. Care Leavers (England) Regulations 2010 reg 8(2).
pub const VISIT_MONTHS: u32 = 2;

/// A plan is reviewed at most so many months after the last time.
const REVIEW_MONTHS: u32 = 6;

/// What the service's own records show of a person, beside what the rules read.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The adviser allocated today.
    pub adviser: Option<UserId>,
    /// The team of that allocation.
    pub team: Option<TeamId>,
    /// Whether there is an agreed plan, with its review deadline if known.
    pub plan: Option<Option<NaiveDate>>,
    /// The last visit, face to face.
    pub last_visit: Option<NaiveDate>,
    /// The plan in force says that they meet at least every so many weeks.
    pub visit_weeks: Option<i64>,
    /// The assessment of needs was made.
    pub assessed: bool,
    /// The day from which on there is a record here. A clock that ran out before says nothing of what was done.
    pub began: Option<NaiveDate>,
    /// Something of what they were told, asked for or given is written down.
    pub ledger_begun: bool,
}

impl Shown {
    /// What is recorded of visits.
    #[must_use]
    pub fn visits(&self, day: NaiveDate) -> Records {
        match self.visit_due() {
            None => Records::Nothing,
            Some(due) if due < day => Records::Late,
            Some(_) => Records::Done,
        }
    }

    /// By when a plan that was written or reviewed on a day is reviewed. Care Leavers (England) Regulations 2010 reg 7(2).
    #[must_use]
    pub fn review_after(day: NaiveDate) -> Option<NaiveDate> {
        day.checked_add_months(Months::new(REVIEW_MONTHS))
    }

    /// An agreed plan whose review is not overdue.
    #[must_use]
    pub fn plan_in_date(&self, day: NaiveDate) -> bool {
        self.plan.is_some_and(|review| review.is_none_or(|review| day <= review))
    }

    /// The deadline for the next visit.
    #[must_use]
    pub fn visit_due(&self) -> Option<NaiveDate> {
        let last = self.last_visit?;
        let law = last.checked_add_months(Months::new(VISIT_MONTHS))?;
        let weeks = self.visit_weeks.and_then(|weeks| u64::try_from(weeks).ok());
        // A plan may ask for more than the law, never for less.
        Some(
            weeks
                .and_then(|weeks| last.checked_add_days(Days::new(weeks * 7)))
                .map_or(law, |own| own.min(law)),
        )
    }
}

/// Whether a visit is owed at least every two months: relevant, and former relevant while all of s.23C is owed.
#[must_use]
pub const fn visits_owed(status: Status, stage: Option<DutyStage>) -> bool {
    matches!(status, Status::Relevant) || matches!(stage, Some(DutyStage::S23C | DutyStage::S23C7))
}
