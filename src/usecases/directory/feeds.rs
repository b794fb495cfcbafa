//! An administrator says which other directories are fetched, and sees how each went.

use onward_domain::feed::Feed;
use onward_store::{StoreError, StoreResult, repo::audit::Deed};

use crate::usecases::ask::Ask;

/// What a form's key is used up for.
const ACT: &str = "feed";

/// What happened to a new feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    Done,
    /// Another feed is called so.
    NameTaken,
}

/// What an administrator asks for a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedChange {
    /// Fetch it now.
    Now,
    /// Fetch it now, although much of it is gone: somebody has looked.
    Anyway,
    /// Nobody fetches it from now on.
    Stop,
}

/// Every feed by name, those that were stopped last.
///
/// # Errors
/// The database's own.
pub fn see_feeds(ask: &Ask<'_, ()>) -> StoreResult<Vec<Feed>> {
    let mut all = ask.tx.feeds().all()?;
    all.sort_by_key(|feed| feed.stopped_at.is_some());
    Ok(all)
}

/// Adds one, once for each sending of the form.
///
/// # Errors
/// The database's own.
pub fn add_feed(ask: &Ask<'_, ()>, name: &str, address: &str, key: &str) -> StoreResult<Added> {
    if ask.tx.done_before(ask.me, key, ACT)?.is_some() {
        return Ok(Added::Done);
    }
    if ask.tx.feeds().all()?.iter().any(|feed| feed.name.eq_ignore_ascii_case(name)) {
        return Ok(Added::NameTaken);
    }
    ask.tx.feeds().add(name, address, Some(ask.me), ask.now.at)?;
    ask.tx.use_up(ask.me, key, ACT, "", ask.now.at)?;
    noted(ask, "feed.added", name)?;
    Ok(Added::Done)
}

/// Changes when it is fetched, or that it is.
///
/// # Errors
/// `NotFound` for none; the database's own.
pub fn change_feed(ask: &Ask<'_, ()>, name: &str, change: FeedChange) -> StoreResult<()> {
    let feeds = ask.tx.feeds();
    let feed = feeds.all()?.into_iter().find(|feed| feed.name == name).ok_or(StoreError::NotFound)?;
    match change {
        FeedChange::Stop if feed.stopped_at.is_some() => Ok(()),
        FeedChange::Stop => {
            feeds.stop(name, ask.now.at)?;
            noted(ask, "feed.stopped", name)
        }
        FeedChange::Now | FeedChange::Anyway => {
            feeds.ask_now(name, change == FeedChange::Anyway, ask.now.at)?;
            noted(ask, "feed.asked", name)
        }
    }
}

fn noted(ask: &Ask<'_, ()>, what: &str, feed: &str) -> StoreResult<()> {
    let deed = Deed { by: Some(ask.me), what, subject: Some(feed), ..Deed::default() };
    ask.tx.note_deed(&deed, ask.now.at)
}
