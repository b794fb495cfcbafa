//! What somebody wrote and has not sent yet, sealed by whoever brings it: kept under a hash until a moment, then gone.

use diesel::prelude::*;

use crate::{
    Tx,
    error::StoreResult,
    schema::hub::sealed_drafts,
    types::{Column as _, Instant},
};

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
