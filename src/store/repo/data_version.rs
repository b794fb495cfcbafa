//! A number that goes up whenever a fact that figures depend on changes.

use diesel::prelude::*;

use crate::{Tx, error::StoreResult, schema::trail::data_version};

impl Tx {
    /// The version of everything that figures depend on: while it stays the same, so do they.
    ///
    /// # Errors
    /// Any database error.
    pub fn data_version(&self) -> StoreResult<i64> {
        self.run(|connection| Ok(data_version::table.select(data_version::version).first(connection)?))
    }
}

/// Raises it, once for each commit that changed a fact.
pub(crate) fn raise(tx: &Tx) -> StoreResult<()> {
    tx.run(|connection| {
        diesel::update(data_version::table)
            .set(data_version::version.eq(data_version::version + 1))
            .execute(connection)?;
        Ok(())
    })
}
