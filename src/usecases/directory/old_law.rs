//! An administrator sees which services of other directories name the Data Protection Act 1998.

use onward_domain::id::DirectoryEntryId;
use onward_store::StoreResult;

use crate::usecases::ask::Ask;

/// A service, by its name and the feed it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: DirectoryEntryId,
    pub name: String,
    pub feed: String,
}

/// Those that readers see, by feed and name.
///
/// # Errors
/// The store's.
pub fn see_old_law(ask: &Ask<'_, ()>) -> StoreResult<Vec<Named>> {
    let named = |(id, name, feed)| Named { id, name, feed };
    Ok(ask.tx.directory().naming_old_law()?.into_iter().map(named).collect())
}
