//! Sees one's own budget, beside what one can get.

use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    budget::{Budget, BudgetLine, BudgetLineNote, BudgetPlan, Every, LineKind},
    id::BudgetLineId,
    money::Pence,
};
use onward_store::{StoreResult, repo::versions::Version, scope::OwnRecord};

use leaving_care_rules::{Law, assessment::Outcome, entitlement::outcome::Per};

use super::see_own_pages::{Own, own_of};
use crate::usecases::ask::Ask;

/// The budget, and everything that the pages are made of.
#[derive(Debug, Clone)]
pub struct SeenBudget {
    /// What the person can get.
    pub own: Own,
    /// Their budget.
    pub budget: Budget,
}

/// Opens one's own record and reads the budget.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_budget(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenBudget> {
    let record = ask.open(Purpose::OwnPages)?;
    Ok(SeenBudget { own: own_of(ask, &record)?, budget: record.budget()? })
}

/// One amount with those that stood in its place before, newest first; none for a new one.
#[derive(Debug, Clone)]
pub struct SeenLine {
    /// For the page's foot.
    pub adviser: Option<Worker>,
    /// Empty for a new one.
    pub versions: Vec<Version<BudgetLine>>,
}

/// Opens one's own record and reads one amount.
///
/// # Errors
/// `NotFound` for an amount that is not theirs; the store's own.
pub fn see_budget_line(ask: &Ask<'_, OwnRecord>, line: Option<BudgetLineId>) -> StoreResult<SeenLine> {
    let record = ask.open(Purpose::OwnPages)?;
    let versions = match line {
        Some(line) => record.budget_lines().line(line)?,
        None => Vec::new(),
    };
    Ok(SeenLine { adviser: record.worker(Part::Adviser)?, versions })
}

/// How they are paid, what they save and share, with every version, newest first.
#[derive(Debug, Clone)]
pub struct SeenPlan {
    /// For the page's foot, and with whom it can be shared.
    pub adviser: Option<Worker>,
    /// Empty before anything was said.
    pub versions: Vec<Version<BudgetPlan>>,
}

/// Opens one's own record and reads how one is paid, saves and shares.
///
/// # Errors
/// The store's own.
pub fn see_budget_plan(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenPlan> {
    let record = ask.open(Purpose::OwnPages)?;
    Ok(SeenPlan { adviser: record.worker(Part::Adviser)?, versions: record.budget_plans().seen()? })
}

/// The kind of amount that a thing of the law is in a budget.
pub(super) fn kind_of(id: &str) -> Option<LineKind> {
    match id {
        "universal_credit" => Some(LineKind::UniversalCredit),
        "bursary_16_19" => Some(LineKind::Bursary),
        "accommodation_and_maintenance_u18" => Some(LineKind::Allowance),
        _ => None,
    }
}

/// What a budget can start from: money of the law that comes again and again and is theirs today, at the catalogue's figure.
#[must_use]
pub fn from_the_law(law: &Law, own: &Own) -> Vec<BudgetLineNote> {
    law.entitlements()
        .iter()
        .zip(&own.assessment.entitlements)
        .filter(|(_, answer)| answer.outcome == Outcome::Entitled)
        .filter_map(|(entry, answer)| {
            let every = match entry.money.as_ref()?.per {
                Per::Week => Every::Week,
                Per::Month => Every::Month,
                Per::Year => Every::Year,
                Per::Once => return None,
            };
            let amount = Pence(answer.amount_pence.filter(|pence| *pence > 0)?);
            Some(BudgetLineNote { kind: kind_of(&entry.id)?, called: None, amount, every, due: None })
        })
        .collect()
}
