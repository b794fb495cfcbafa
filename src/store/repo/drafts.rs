//! What somebody wrote and has not sent yet, sealed by whoever brings it: kept under a hash until a moment, then gone.

use diesel::{dsl::count_star, prelude::*};

use crate::{
    Tx,
    connection::AnyConnection,
    error::StoreResult,
    schema::hub::sealed_drafts,
    types::{Column as _, Instant},
};

/// How many drafts of people without an account are kept.
#[derive(Debug, Clone, Copy)]
pub struct MostDrafts {
    /// From one network.
    pub of_one: i64,
    /// From all of them.
    pub of_all: i64,
}

/// Takes out the oldest of a network, so that this many are left.
fn drop_oldest(connection: &mut AnyConnection, origin: &str, most: i64) -> QueryResult<()> {
    // All of the rest: SQLite knows no offset without a limit.
    let past: Vec<String> = sealed_drafts::table
        .filter(sealed_drafts::origin.eq(origin))
        .order((sealed_drafts::until.desc(), sealed_drafts::hash))
        .offset(most)
        .limit(1_000)
        .select(sealed_drafts::hash)
        .load(connection)?;
    diesel::delete(sealed_drafts::table.filter(sealed_drafts::hash.eq_any(past))).execute(connection)?;
    Ok(())
}

/// Takes out the oldest of all networks.
fn drop_oldest_of_all(connection: &mut AnyConnection) -> QueryResult<()> {
    let oldest: Option<String> = sealed_drafts::table
        .filter(sealed_drafts::origin.is_not_null())
        .order((sealed_drafts::until, sealed_drafts::hash))
        .select(sealed_drafts::hash)
        .first(connection)
        .optional()?;
    diesel::delete(sealed_drafts::table.filter(sealed_drafts::hash.eq_any(oldest))).execute(connection)?;
    Ok(())
}

impl Tx {
    /// Keeps a draft until a moment; the same hash keeps the latest. What is past its time goes.
    ///
    /// # Errors
    /// The database's own.
    pub fn keep_draft(&self, hash: &str, sealed: &str, until: Instant, now: Instant) -> StoreResult<()> {
        self.forget_draft(hash, now)?;
        self.run(|connection| {
            diesel::insert_into(sealed_drafts::table)
                .values((
                    sealed_drafts::hash.eq(hash),
                    sealed_drafts::sealed.eq(sealed),
                    sealed_drafts::until.eq(until.column()),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Keeps a draft of somebody without an account, until a moment; `origin` is a hash of the network that it came from. It is always
    /// kept: where a network has more than `most.of_one`, its own oldest go, and where all have more than `most.of_all`, the oldest of the
    /// network with most.
    ///
    /// # Errors
    /// The database's own.
    pub fn keep_draft_from(
        &self,
        (hash, origin): (&str, &str),
        sealed: &str,
        until: Instant,
        most: MostDrafts,
        now: Instant,
    ) -> StoreResult<()> {
        self.keep_draft(hash, sealed, until, now)?;
        self.run(|connection| {
            diesel::update(sealed_drafts::table.find(hash))
                .set(sealed_drafts::origin.eq(Some(origin)))
                .execute(connection)?;
            drop_oldest(connection, origin, most.of_one)?;
            let all: i64 = sealed_drafts::table
                .filter(sealed_drafts::origin.is_not_null())
                .count()
                .get_result(connection)?;
            if all > most.of_all {
                let fullest: Option<(Option<String>, i64)> = sealed_drafts::table
                    .filter(sealed_drafts::origin.is_not_null())
                    .group_by(sealed_drafts::origin)
                    .select((sealed_drafts::origin, count_star()))
                    .order((count_star().desc(), sealed_drafts::origin))
                    .first(connection)
                    .optional()?;
                match fullest {
                    Some((Some(fullest), many)) if many > 1 => {
                        drop_oldest(connection, &fullest, (many - (all - most.of_all)).max(1))?;
                    }
                    // Each came from a network of its own: the oldest of all goes.
                    _ => drop_oldest_of_all(connection)?,
                }
            }
            Ok(())
        })
    }

    /// The draft under a hash, before its time is past.
    ///
    /// # Errors
    /// The database's own.
    pub fn draft(&self, hash: &str, now: Instant) -> StoreResult<Option<String>> {
        self.run(|connection| {
            Ok(sealed_drafts::table
                .filter(sealed_drafts::hash.eq(hash))
                .filter(sealed_drafts::until.gt(now.column()))
                .select(sealed_drafts::sealed)
                .first(connection)
                .optional()?)
        })
    }

    /// Takes a draft out, and everybody's that is past its time.
    ///
    /// # Errors
    /// The database's own.
    pub fn forget_draft(&self, hash: &str, now: Instant) -> StoreResult<()> {
        self.run(|connection| {
            diesel::delete(sealed_drafts::table.filter(sealed_drafts::hash.eq(hash))).execute(connection)?;
            Ok(())
        })?;
        self.sweep_drafts(now)
    }

    /// Takes out every draft that is past its time.
    ///
    /// # Errors
    /// The database's own.
    pub fn sweep_drafts(&self, now: Instant) -> StoreResult<()> {
        self.run(|connection| {
            let past = sealed_drafts::until.le(now.column());
            diesel::delete(sealed_drafts::table.filter(past)).execute(connection)?;
            Ok(())
        })
    }
}
