//! Writes one's own budget: an amount, how one is paid, what one saves and shares.

use onward_domain::{
    access::Purpose,
    budget::{BudgetLine, BudgetPlan},
    id::BudgetLineId,
};
use onward_store::{
    StoreError, StoreResult,
    repo::versions::{Kept, Sent},
    scope::OwnRecord,
};

use super::{see_budget::from_the_law, see_own_pages::own_of};
use crate::usecases::ask::Ask;

/// Keeps an amount, new or replacing the version that the form started from.
///
/// # Errors
/// `NotFound` for an amount that is not theirs; the store's own. A stale form is a value: [`Kept::Clash`].
pub fn keep_budget_line(ask: &Ask<'_, OwnRecord>, sent: &Sent<BudgetLine>) -> StoreResult<Kept<BudgetLine>> {
    ask.open(Purpose::OwnPages)?.budget_lines().keep(sent)
}

/// Takes an amount out of the budget; it stays among the versions. Taken out already is taken out.
///
/// # Errors
/// `NotFound` for an amount that is not theirs; the store's own.
pub fn remove_budget_line(ask: &Ask<'_, OwnRecord>, line: BudgetLineId) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let lines = record.budget_lines();
    let stands = lines.find(line)?.ok_or(StoreError::NotFound)?.recorded.stands();
    if stands { lines.withdraw(line) } else { Ok(()) }
}

/// Begins a budget with what the person can get; one that has something in it already stays as it is.
///
/// # Errors
/// The store's own.
pub fn begin_budget(ask: &Ask<'_, OwnRecord>) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    if !record.budget()?.lines.is_empty() {
        return Ok(());
    }
    let own = own_of(ask, &record)?;
    for note in from_the_law(ask.law, &own) {
        record.budget_lines().add(&note)?;
    }
    Ok(())
}

/// Keeps how they are paid, what they save and share.
///
/// # Errors
/// The store's own. A stale form is a value: [`Kept::Clash`].
pub fn plan_budget(ask: &Ask<'_, OwnRecord>, sent: &Sent<BudgetPlan>) -> StoreResult<Kept<BudgetPlan>> {
    ask.open(Purpose::OwnPages)?.budget_plans().keep(sent)
}

/// Shares nothing any more, whatever was shared and whoever changed it meanwhile.
///
/// # Errors
/// The store's own.
pub fn stop_sharing(ask: &Ask<'_, OwnRecord>) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let plans = record.budget_plans();
    match plans.standing()?.pop() {
        Some(plan) if plan.note.shares_something() => plans.correct(plan.id, &plan.note.private()).map(drop),
        _ => Ok(()),
    }
}
