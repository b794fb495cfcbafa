//! A number that goes up whenever a fact changes that figures rest on.

use diesel::prelude::*;

use crate::{Tx, error::StoreResult, schema::trail::data_version};

impl Tx {
    /// The version of everything that figures rest on: while it stays the same, so do they.
    ///
    /// # Errors
    /// The database's own.
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
