//! An adviser sees every step of everyone's plan that is not done, in one list.

use std::{cmp::Reverse, sync::Arc};

use chrono::NaiveDate;
use onward_domain::{desk::Covering, id::PersonId, open_steps::OpenStep};
use onward_store::{
    StoreResult,
    scope::{Caseload, Listed},
};

use crate::usecases::ask::Ask;

/// What the list shows.
#[derive(Debug, Clone)]
pub struct SeenSteps {
    /// Their own people, and those of colleagues for whom they stand in.
    pub people: Vec<(Arc<Listed>, Option<Covering>)>,
    /// By what needs doing, then the oldest day; without a day last.
    pub steps: Vec<OpenStep>,
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
    let people = ask.scope.people_and_covered(ask.tx, ask.now)?.people;
    let listed: Vec<Arc<Listed>> = people.iter().map(|(listed, _)| Arc::clone(listed)).collect();
    let mut steps = ask.scope.open_steps(ask.tx, &listed, ask.now)?;
    in_order(&mut steps, ask.now.today);
    Ok(SeenSteps { people, steps })
}

#[cfg(test)]
mod tests;
