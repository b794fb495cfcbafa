//! An adviser sees every step of everyone's plan that is not done, in one list.

use std::{cmp::Reverse, sync::Arc};

use chrono::NaiveDate;
use onward_domain::{
    desk::Covering,
    id::{PersonId, StepId},
    open_steps::OpenStep,
    plan::StepStatus,
};
use onward_store::{
    StoreResult,
    scope::{Caseload, Listed},
};

use crate::{clock::london_day, usecases::ask::Ask};

/// What the list shows.
#[derive(Debug, Clone)]
pub struct SeenSteps {
    /// Their own people, and those of colleagues for whom they stand in.
    pub people: Vec<(Arc<Listed>, Option<Covering>)>,
    /// By what needs doing, then the oldest day; without a day last.
    pub steps: Vec<OpenStep>,
    /// What this adviser ticked today, the last first.
    pub ticked: Vec<OpenStep>,
    /// A step that somebody else changed while this adviser ticked it, and who that was.
    pub meanwhile: Option<(OpenStep, Option<String>)>,
}

impl SeenSteps {
    /// One of its people.
    #[must_use]
    pub fn person(&self, person: PersonId) -> Option<&(Arc<Listed>, Option<Covering>)> {
        self.people.iter().find(|one| one.0.person.id == person)
    }
}

/// In the order of the list.
pub fn in_order(steps: &mut [OpenStep], today: NaiveDate) {
    steps.sort_by_key(|one| {
        let due = one.step.text.due_on;
        (one.first(today), due.is_none(), due, Reverse(one.carried), one.step.id)
    });
}

/// The open steps of their people and of those for whom they stand in. The look at the list is logged.
///
/// # Errors
/// Any store error.
pub fn see_steps(ask: &Ask<'_, Caseload>) -> StoreResult<SeenSteps> {
    see_steps_about(ask, None)
}

/// The same, with a step that this adviser was late to tick.
///
/// # Errors
/// Any store error.
pub fn see_steps_about(ask: &Ask<'_, Caseload>, about: Option<StepId>) -> StoreResult<SeenSteps> {
    let theirs = ask.scope.people_and_covered(ask.tx, ask.now)?;
    let all = theirs.steps_in_force(ask.tx, ask.now)?;
    let found = all.iter().find(|one| Some(one.step.id) == about);
    let meanwhile = match found {
        Some(one) => Some((one.clone(), ask.tx.users().names(one.step.changed_by)?.into_values().next())),
        None => None,
    };
    let (mut steps, over): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.step.text.status.is_open());
    in_order(&mut steps, ask.now.today);
    Ok(SeenSteps { people: theirs.people, steps, ticked: ticked(ask, over), meanwhile })
}

/// What this adviser did today, the last first.
fn ticked(ask: &Ask<'_, Caseload>, over: Vec<OpenStep>) -> Vec<OpenStep> {
    let mine = |one: &OpenStep| {
        one.step.text.status == StepStatus::Done
            && one.step.changed_by == Some(ask.me)
            && london_day(one.step.changed_at) == ask.now.today
    };
    let mut ticked: Vec<_> = over.into_iter().filter(mine).collect();
    ticked.sort_by_key(|one| Reverse((one.step.changed_at, one.step.id)));
    ticked
}

#[cfg(test)]
mod tests;
