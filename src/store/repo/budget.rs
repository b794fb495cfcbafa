//! A young person's own budget, and the parts of it that they share.

use diesel::prelude::*;
use onward_domain::{
    budget::{Budget, BudgetLine, BudgetLineNote, BudgetPlan, BudgetPlanNote, SharedBudget},
    id::{BudgetLineId, BudgetPlanId},
};

use super::versions::{Hand, Rows as _, Versions, versioned};
use crate::{
    connection::AnyConnection,
    error::StoreResult,
    schema::records::{budget_lines, budget_plans},
    scope::Record,
    types::{Column as _, Instant},
};

impl Record<'_> {
    /// The amounts of their budget, for the young person alone.
    #[must_use]
    pub const fn budget_lines(&self) -> Versions<'_, BudgetLine> {
        Versions::of(self)
    }

    /// How they are paid, what they save and share, for the young person alone.
    #[must_use]
    pub const fn budget_plans(&self) -> Versions<'_, BudgetPlan> {
        Versions::of(self)
    }

    /// The whole budget, for the young person alone.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; the database's own.
    pub fn budget(&self) -> StoreResult<Budget> {
        self.own_only()?;
        self.budget_as_it_is()
    }

    /// The parts that the young person shares, for whoever works with them.
    ///
    /// # Errors
    /// The database's own.
    pub fn shared_budget(&self) -> StoreResult<Option<SharedBudget>> {
        Ok(SharedBudget::of(&self.budget_as_it_is()?))
    }

    fn budget_as_it_is(&self) -> StoreResult<Budget> {
        self.tx().run(|connection| {
            let lines = BudgetLine::standing(connection, &self.key())?;
            let plan = BudgetPlan::standing(connection, &self.key())?.pop();
            Ok(Budget { lines, plan })
        })
    }
}

versioned!(BudgetLine(BudgetLineNote, BudgetLineId) in budget_lines, word "budget_line", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &BudgetLineNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &BudgetLineNote) -> StoreResult<Self> {
        let (id, note) = (BudgetLineId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
});

versioned!(BudgetPlan(BudgetPlanNote, BudgetPlanId) in budget_plans, word "budget_plan", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &BudgetPlanNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &BudgetPlanNote) -> StoreResult<Self> {
        let (id, note) = (BudgetPlanId::new(), *note);
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, _: &BudgetPlanNote) -> bool {
        true
    }
});
