//! A reviewing officer sees the people whose reviews they chair, the next review first.

use onward_store::{
    StoreResult,
    scope::{Listed, ReviewDesk},
};

use std::sync::Arc;

use crate::usecases::ask::Ask;

/// Everybody allocated to them; whoever has no agreed plan yet stands last. The look at the list is written down.
///
/// # Errors
/// The store's.
pub fn see_my_people(ask: &Ask<'_, ReviewDesk>) -> StoreResult<Vec<Arc<Listed>>> {
    let mut people = ask.scope.people(ask.tx, ask.now)?;
    people.sort_by_key(|one| (one.review_due.is_none(), one.review_due));
    Ok(people)
}
