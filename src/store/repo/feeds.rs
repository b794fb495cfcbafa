//! Which other directories are fetched, and how the last time went.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use onward_domain::{
    feed::{Feed, FeedProblem, Tried},
    id::UserId,
};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    rows::{Row as _, row},
    schema::directory::directory_feeds,
    types::{Column as _, Instant},
};

/// So many lines about services that could not be read are kept.
const LINES: usize = 200;

row!(Feed, directory_feeds, |f| {
    name: String = f.name,
    address: String = f.address,
    added_at: Instant = f.added_at,
    added_by: Option<UserId> = f.added_by,
    due_at: Instant = f.due_at,
    anyway: bool = f.anyway,
    tried_at: Option<Instant> = f.tried_at,
    had_at: Option<Instant> = f.had_at,
    services: Option<i64> = f.services,
    left_out: String = f.left_out,
    problem: Option<FeedProblem> = f.problem.map(|(problem, _)| problem),
    problem_since: Option<Instant> = f.problem.map(|(_, since)| since),
    detail: Option<String> = f.detail,
    stopped_at: Option<Instant> = f.stopped_at,
} => Self {
    name,
    address,
    added_at,
    added_by,
    due_at,
    anyway,
    tried_at,
    had_at,
    services,
    left_out,
    problem: problem.zip(problem_since),
    detail,
    stopped_at,
});

/// The feeds of other directories.
#[derive(Clone, Copy)]
pub struct Feeds<'t> {
    tx: &'t Tx,
}

impl Tx {
    /// The feeds of other directories: for an administrator, and for the job that fetches them.
    #[must_use]
    pub fn feeds(&self) -> Feeds<'_> {
        Feeds { tx: self }
    }
}

impl Feeds<'_> {
    /// Every feed by name, those that were stopped too.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(&self) -> StoreResult<Vec<Feed>> {
        self.tx.run(|connection| Ok(directory_feeds::table.order(directory_feeds::name).load(connection)?))
    }

    /// Those that are to be fetched now.
    ///
    /// # Errors
    /// The database's own.
    pub fn due(&self, now: Instant) -> StoreResult<Vec<Feed>> {
        self.tx.run(|connection| {
            Ok(directory_feeds::table
                .filter(directory_feeds::stopped_at.is_null())
                .filter(directory_feeds::due_at.le(now.column()))
                .order((directory_feeds::due_at, directory_feeds::name))
                .load(connection)?)
        })
    }

    /// Adds one, to be fetched at once.
    ///
    /// # Errors
    /// `Exists` when there is one of that name; the database's own.
    pub fn add(&self, name: &str, address: &str, by: Option<UserId>, now: Instant) -> StoreResult<()> {
        let feed = Feed {
            name: name.to_owned(),
            address: address.to_owned(),
            added_at: now,
            added_by: by,
            due_at: now,
            anyway: false,
            tried_at: None,
            had_at: None,
            services: None,
            left_out: String::new(),
            problem: None,
            detail: None,
            stopped_at: None,
        };
        self.tx.run(|connection| Ok(feed.insert(connection).map(drop)?))
    }

    /// Asks for a feed to be fetched now. `anyway`: somebody looked at how much is gone.
    ///
    /// # Errors
    /// `NotFound` for none; the database's own.
    pub fn ask_now(&self, name: &str, anyway: bool, now: Instant) -> StoreResult<()> {
        self.change(|connection| {
            diesel::update(directory_feeds::table.find(name))
                .set((
                    directory_feeds::due_at.eq(now.column()),
                    directory_feeds::anyway.eq(anyway),
                    directory_feeds::stopped_at.eq(None::<NaiveDateTime>),
                ))
                .execute(connection)
        })
    }

    /// Nobody fetches it from now on. What came of it stays, until somebody closes it.
    ///
    /// # Errors
    /// `NotFound` for none; the database's own.
    pub fn stop(&self, name: &str, now: Instant) -> StoreResult<()> {
        self.change(|connection| {
            diesel::update(directory_feeds::table.find(name))
                .set(directory_feeds::stopped_at.eq(Some(now.column())))
                .execute(connection)
        })
    }

    fn change(
        &self,
        change: impl FnOnce(&mut crate::connection::AnyConnection) -> QueryResult<usize>,
    ) -> StoreResult<()> {
        let changed = self.tx.run(|connection| Ok(change(connection)?))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Writes down how a try went, and when the next one is.
    ///
    /// # Errors
    /// The database's own.
    pub fn tried(&self, feed: &Feed, how: &Tried, now: Instant, again_in: TimeDelta) -> StoreResult<()> {
        let (had_at, services, left_out, problem, detail) = match how {
            Tried::Had { services, left_out } => {
                let count = i64::try_from(*services).unwrap_or(i64::MAX);
                let lines = left_out.iter().take(LINES).cloned().collect::<Vec<_>>().join("\n");
                (Some(now), Some(count), lines, None, None)
            }
            Tried::Failed(problem, detail) => {
                let since: DateTime<Utc> = feed.problem.map_or(now, |(_, since)| since);
                let problem = Some((*problem, since));
                (feed.had_at, feed.services, feed.left_out.clone(), problem, Some(detail.clone()))
            }
        };
        self.tx.run(|connection| {
            diesel::update(directory_feeds::table.find(&feed.name))
                .set((
                    directory_feeds::due_at.eq((now + again_in).column()),
                    directory_feeds::anyway.eq(false),
                    directory_feeds::tried_at.eq(Some(now.column())),
                    directory_feeds::had_at.eq(had_at.column()),
                    directory_feeds::services.eq(services),
                    directory_feeds::left_out.eq(left_out),
                    directory_feeds::problem.eq(problem.map(|(problem, _)| problem.word())),
                    directory_feeds::problem_since.eq(problem.map(|(_, since)| since.column())),
                    directory_feeds::detail.eq(detail),
                ))
                .execute(connection)?;
            Ok(())
        })
    }
}
