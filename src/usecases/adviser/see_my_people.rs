//! An adviser sees their people: what is next for each, when they were last seen, what is not claimed.

use onward_store::{StoreResult, scope::Caseload};

use super::Answered;
use crate::usecases::ask::Ask;

/// Everyone to whom the adviser is allocated today, by name, each assessed.
///
/// # Errors
/// The store's.
pub fn see_my_people(ask: &Ask<'_, Caseload>) -> StoreResult<Vec<Answered>> {
    let people = ask.scope.people(ask.tx, ask.now)?;
    Ok(people.into_iter().map(|listed| Answered::of(ask.law, listed, ask.now.today)).collect())
}
