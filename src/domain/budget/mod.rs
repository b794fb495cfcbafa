//! A young person's own budget: what comes in, what goes out, when they are paid, and a pot to save in. It is theirs alone
//! until they share a part of it.

mod due;
mod rate;

pub use due::{Due, due_before, next_from};
pub use rate::{Rate, shares};

use chrono::NaiveDate;

use crate::{
    id::{BudgetLineId, BudgetPlanId, PersonId},
    money::Pence,
    recorded::Recorded,
};

crate::words! {
    /// Which way the money goes.
    pub enum Side {
        /// It comes in.
        In = "in",
        /// It goes out.
        Out = "out",
    }

    /// How often.
    pub enum Every {
        /// Every week.
        Week = "week",
        /// Every two weeks.
        Fortnight = "fortnight",
        /// Every four weeks.
        FourWeeks = "four_weeks",
        /// Every month.
        Month = "month",
        /// Every year.
        Year = "year",
    }

    /// What the money is.
    pub enum LineKind {
        /// Pay for work.
        Wages = "wages",
        /// Universal Credit.
        UniversalCredit = "universal_credit",
        /// A bursary, grant or loan for study.
        Bursary = "bursary",
        /// What the council pays to live on.
        Allowance = "allowance",
        /// Other money in.
        OtherIn = "other_in",
        /// Rent.
        Rent = "rent",
        /// Gas and electric.
        Energy = "energy",
        /// Council tax.
        CouncilTax = "council_tax",
        /// Water.
        Water = "water",
        /// Phone and internet.
        Phone = "phone",
        /// Food.
        Food = "food",
        /// Bus, train, fuel.
        Travel = "travel",
        /// Money owed that is paid back.
        Debt = "debt",
        /// Things for oneself.
        Me = "me",
        /// Other money out.
        OtherOut = "other_out",
    }
}

impl LineKind {
    /// Which way it goes.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Wages | Self::UniversalCredit | Self::Bursary | Self::Allowance | Self::OtherIn => Side::In,
            _ => Side::Out,
        }
    }
}

/// One amount that comes in or goes out again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLineNote {
    /// What it is.
    pub kind: LineKind,
    /// Their own words for it: "café".
    pub called: Option<String>,
    /// How much each time.
    pub amount: Pence,
    /// How often.
    pub every: Every,
    /// A day on which it is due, or comes; others follow from it.
    pub due: Option<NaiveDate>,
}

impl BudgetLineNote {
    /// The amount as a rate.
    #[must_use]
    pub const fn rate(&self) -> Rate {
        Rate::of(self.amount, self.every)
    }
}

/// One amount, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    /// Which version.
    pub id: BudgetLineId,
    /// Whose.
    pub person: PersonId,
    /// What it says.
    pub note: BudgetLineNote,
    /// By whom and when.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<BudgetLineId>,
}

/// What the budget as a whole says: how they are paid, the pot, and what they share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetPlanNote {
    /// How often they are paid: the terms in which everything is shown.
    pub paid: Every,
    /// The next day on which they are paid.
    pub pay_day: Option<NaiveDate>,
    /// What lies in the pot.
    pub saved: Pence,
    /// What the pot is to hold.
    pub goal: Option<Pence>,
    /// The adviser may see what comes in.
    pub shares_in: bool,
    /// The adviser may see what goes out.
    pub shares_out: bool,
    /// The adviser may see what is left.
    pub shares_left: bool,
    /// The adviser may see the pot.
    pub shares_pot: bool,
}

impl Default for BudgetPlanNote {
    /// By the week, and nothing is shared.
    fn default() -> Self {
        Self {
            paid: Every::Week,
            pay_day: None,
            saved: Pence(0),
            goal: None,
            shares_in: false,
            shares_out: false,
            shares_left: false,
            shares_pot: false,
        }
    }
}

impl BudgetPlanNote {
    /// Some part of it is shared.
    #[must_use]
    pub const fn shares_something(&self) -> bool {
        self.shares_in || self.shares_out || self.shares_left || self.shares_pot
    }

    /// The same, kept to oneself.
    #[must_use]
    pub const fn private(self) -> Self {
        Self { shares_in: false, shares_out: false, shares_left: false, shares_pot: false, ..self }
    }
}

/// The plan of a budget, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetPlan {
    /// Which version.
    pub id: BudgetPlanId,
    /// Whose.
    pub person: PersonId,
    /// What it says.
    pub note: BudgetPlanNote,
    /// By whom and when.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<BudgetPlanId>,
}

/// The whole budget as somebody may see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Budget {
    /// What stands.
    pub lines: Vec<BudgetLine>,
    /// Its plan, where one was made.
    pub plan: Option<BudgetPlan>,
}

impl Budget {
    /// The plan, or what stands for it.
    #[must_use]
    pub fn note(&self) -> BudgetPlanNote {
        self.plan.as_ref().map(|plan| plan.note).unwrap_or_default()
    }

    /// All that goes one way.
    #[must_use]
    pub fn total(&self, side: Side) -> Rate {
        self.of(side).map(|line| line.note.rate()).sum()
    }

    /// What is left; negative where more goes out than comes in.
    #[must_use]
    pub fn left(&self) -> Rate {
        self.total(Side::In) - self.total(Side::Out)
    }

    /// The lines of one side.
    pub fn of(&self, side: Side) -> impl Iterator<Item = &BudgetLine> {
        self.lines.iter().filter(move |line| line.note.kind.side() == side)
    }
}

/// The parts of a budget that were shared, and nothing else of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedBudget {
    /// In which terms.
    pub paid: Every,
    /// What comes in.
    pub comes_in: Option<Vec<BudgetLineNote>>,
    /// What goes out.
    pub goes_out: Option<Vec<BudgetLineNote>>,
    /// What is left.
    pub left: Option<Rate>,
    /// What lies in the pot, and what it is to hold.
    pub pot: Option<(Pence, Option<Pence>)>,
}

impl SharedBudget {
    /// What of a budget its owner shares; nothing where they share nothing.
    #[must_use]
    pub fn of(budget: &Budget) -> Option<Self> {
        let note = budget.note();
        let notes = |side| budget.of(side).map(|line| line.note.clone()).collect();
        note.shares_something().then(|| Self {
            paid: note.paid,
            comes_in: note.shares_in.then(|| notes(Side::In)),
            goes_out: note.shares_out.then(|| notes(Side::Out)),
            left: note.shares_left.then(|| budget.left()),
            pot: note.shares_pot.then_some((note.saved, note.goal)),
        })
    }
}

#[cfg(test)]
mod tests;
