//! What the service's own records show about a person, and which entitlements they provide the answer for.

use chrono::{Months, NaiveDate};
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

/// What the service's own records show about a counted entitlement; `None` where only its ledger can tell.
pub(crate) fn read(by: ShownBy, shown: &Shown, day: NaiveDate) -> Option<bool> {
    match by {
        ShownBy::Ledger => None,
        ShownBy::Allocation => Some(shown.adviser.is_some()),
        ShownBy::Review => Some(shown.plan_in_date(day)),
    }
}

/// Whether this is counted, and its ledger of steps alone shows if it was given.
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

/// What the service's own records show about a person, in addition to what the rules read.
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
}

impl Shown {
    /// An agreed plan whose review is not overdue.
    #[must_use]
    pub fn plan_in_date(&self, day: NaiveDate) -> bool {
        self.plan.is_some_and(|review| review.is_none_or(|review| day <= review))
    }

    /// The deadline for the next visit.
    #[must_use]
    pub fn visit_due(&self) -> Option<NaiveDate> {
        self.last_visit?.checked_add_months(Months::new(VISIT_MONTHS))
    }
}

/// Whether a visit is owed at least every two months: relevant, and former relevant while all of s.23C is owed.
#[must_use]
pub const fn visits_owed(status: Status, stage: Option<DutyStage>) -> bool {
    matches!(status, Status::Relevant) || matches!(stage, Some(DutyStage::S23C | DutyStage::S23C7))
}
