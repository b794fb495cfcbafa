//! A reviewing officer sees the people whose reviews they chair, the next review first.

use onward_store::{
    StoreResult,
    scope::{Listed, ReviewDesk},
};

use std::sync::Arc;

use crate::usecases::ask::Ask;

/// Everybody allocated to them; anyone without an agreed plan comes last. The look at the list is logged.
///
/// # Errors
/// Any store error.
pub fn see_my_people(ask: &Ask<'_, ReviewDesk>) -> StoreResult<Vec<Arc<Listed>>> {
    let mut people = ask.scope.people(ask.tx, ask.now)?;
    people.sort_by_key(|one| (one.review_due.is_none(), one.review_due));
    Ok(people)
}
