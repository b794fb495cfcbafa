//! What is announced for some days: kept in hand, so that no page waits for it, and read anew when it changes and once a minute.

use onward_domain::{id::NoticeId, moment::Moment, notice::Notice, role::Role};
use onward_store::{Store, StoreResult, scope::ServiceView};
use std::sync::{PoisonError, RwLock};

use super::ask::Ask;

/// The notices that are in hand.
#[derive(Debug, Default)]
pub struct Notices(RwLock<Vec<Notice>>);

impl Notices {
    /// Reads them anew.
    ///
    /// # Errors
    /// The store's; those in hand stay.
    pub fn renew(&self, store: &Store, now: Moment) -> StoreResult<()> {
        let all = store.read(|tx| tx.notices(now.today))?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = all;
        Ok(())
    }

    /// What a page says today to whoever reads it.
    #[must_use]
    pub fn on(&self, path: &str, role: Option<Role>, now: Moment) -> Vec<String> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.iter()
            .filter(|notice| notice.is_up(now.today) && notice.is_for(path, role))
            .map(|notice| notice.words.clone())
            .collect()
    }
}

/// Those that are up or will be.
///
/// # Errors
/// The store's.
pub fn see_notices(ask: &Ask<'_, ServiceView>) -> StoreResult<Vec<Notice>> {
    ask.tx.notices(ask.now.today)
}

/// Announces something. Once a form.
///
/// # Errors
/// The store's.
pub fn announce(ask: &Ask<'_, ServiceView>, notice: &Notice, key: &str) -> StoreResult<()> {
    ask.scope.announce(ask.tx, notice, key, ask.now)
}

/// Ends one early.
///
/// # Errors
/// The store's.
pub fn end(ask: &Ask<'_, ServiceView>, id: NoticeId) -> StoreResult<()> {
    ask.scope.end_notice(ask.tx, id, ask.me, ask.now)
}
