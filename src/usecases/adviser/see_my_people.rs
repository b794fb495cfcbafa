//! An adviser sees their people: what is next for each, when they were last seen, what is not claimed.

use onward_store::{StoreResult, scope::Caseload};

use super::Answered;
use crate::usecases::ask::Ask;

/// Everyone the adviser is allocated to today, by name, each assessed.
///
/// # Errors
/// Any store error.
pub fn see_my_people(ask: &Ask<'_, Caseload>) -> StoreResult<Vec<Answered>> {
    let people = ask.scope.people(ask.tx, ask.now)?;
    Ok(people.into_iter().map(|listed| Answered::of(ask.law, listed, ask.now.today)).collect())
}
