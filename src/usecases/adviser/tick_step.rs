//! An adviser ticks a step of an agreed plan from a list, and takes the tick back.

use onward_domain::{
    access::Purpose,
    id::{PersonId, StepId},
    plan::StepStatus,
};
use onward_store::{StoreResult, repo::Saved, scope::Caseload};

use crate::usecases::ask::Ask;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ticked {
    /// It stands as this adviser wants it. How it stood before.
    Now(StepStatus),
    /// Somebody else changed it meanwhile; theirs stands.
    Meanwhile,
    /// It is in no plan in force any more.
    NotInForce,
}

/// Sets a step of the plan in force, unless somebody else has done so since `version`.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; `NotAllowed` for a record opened from outside; the store's own.
pub fn tick_step(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    step: StepId,
    version: i64,
    status: StepStatus,
) -> StoreResult<Ticked> {
    let record = ask.open_for_change(person, Purpose::Plan)?;
    let plans = record.plans();
    let in_force = plans.agreed_with_steps()?.map(|(_, steps)| steps).unwrap_or_default();
    let Some(before) = in_force.into_iter().find(|one| one.id == step) else { return Ok(Ticked::NotInForce) };
    let was = before.text.status;
    if was == status {
        return Ok(if before.changed_by == Some(ask.me) { Ticked::Now(was) } else { Ticked::Meanwhile });
    }
    Ok(match plans.set_step(step, version, status)? {
        Saved::Saved => Ticked::Now(was),
        Saved::Stale(_) => Ticked::Meanwhile,
    })
}
