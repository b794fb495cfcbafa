//! The last good copy of what others publish, with who it came from and when.

use diesel::prelude::*;

use crate::{
    Tx, dialect,
    error::StoreResult,
    schema::installation::outside_copies,
    types::{Column as _, Instant},
};

/// What was had, from whom, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideCopy {
    pub body: String,
    pub came_from: String,
    pub came_at: Instant,
}

impl Tx {
    /// The last good copy of something.
    ///
    /// # Errors
    /// The database's own.
    pub fn outside_copy(&self, name: &str) -> StoreResult<Option<OutsideCopy>> {
        let row: Option<(String, String, Instant)> = self.run(|connection| {
            Ok(outside_copies::table
                .find(name)
                .select((outside_copies::body, outside_copies::came_from, outside_copies::came_at))
                .first(connection)
                .optional()?)
        })?;
        Ok(row.map(|(body, came_from, came_at)| OutsideCopy { body, came_from, came_at }))
    }

    /// Keeps a copy instead of the last.
    ///
    /// # Errors
    /// The database's own.
    pub fn keep_outside_copy(&self, name: &str, copy: &OutsideCopy) -> StoreResult<()> {
        self.run(|connection| {
            let row = (
                outside_copies::name.eq(name),
                outside_copies::body.eq(&copy.body),
                outside_copies::came_from.eq(&copy.came_from),
                outside_copies::came_at.eq(copy.came_at.column()),
            );
            diesel::delete(outside_copies::table.find(name)).execute(connection)?;
            dialect::insert_unless_there!(connection, outside_copies::table, row)?;
            Ok(())
        })
    }
}
