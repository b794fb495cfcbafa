//! A manager sees which records were opened from outside, and marks them as seen.

use onward_domain::id::BreakGlassId;
use onward_store::{
    StoreResult,
    scope::{OpenedFromOutside, ServiceView},
};

use crate::usecases::ask::Ask;

/// How many are shown.
const MOST: i64 = 200;

/// The newest openings of the whole service.
///
/// # Errors
/// Any store error.
pub fn see_openings(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<OpenedFromOutside>> {
    ask.scope.openings(ask.tx, MOST, ask.now)
}

/// How many openings no manager has seen.
///
/// # Errors
/// The store's.
pub fn count_unseen(ask: &Ask<'_, ServiceView>) -> StoreResult<usize> {
    Ok(usize::try_from(ask.tx.unseen_openings()?).unwrap_or(0))
}

/// A manager marks an opening as seen, once per form submission.
///
/// # Errors
/// `NotFound` if it was seen already; any store error.
pub fn saw(ask: &Ask<'_, ServiceView>, opening: BreakGlassId, key: &str) -> StoreResult<()> {
    let seen = || ask.scope.saw_opening(ask.tx, opening, ask.now).map(|()| String::new());
    ask.tx.once(ask.me, key, "opening.seen", ask.now.at, seen).map(drop)
}
