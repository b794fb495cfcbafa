//! The young person reads what was decided at their reviews, once its chair has shared it.

use onward_domain::{access::Purpose, id::UserId};
use onward_store::{StoreResult, repo::review_records::MyReviews, scope::OwnRecord};
use std::collections::HashMap;

use crate::usecases::ask::Ask;

/// Their reviews, with the names of those who wrote them.
#[derive(Debug, Clone, Default)]
pub struct OwnReviews {
    pub mine: MyReviews,
    pub names: HashMap<UserId, String>,
}

/// Opens one's own record and reads what is shared of the reviews.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's.
pub fn see_own_reviews(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnReviews> {
    let mine = ask.open(Purpose::OwnPages)?.my_reviews()?;
    let by = mine.shared.iter().flat_map(|(_, versions)| versions.iter().filter_map(|one| one.recorded.by));
    Ok(OwnReviews { names: ask.tx.users().names(by)?, mine })
}
