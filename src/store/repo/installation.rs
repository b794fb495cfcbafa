//! Whether this database holds real people or the demonstration's made-up ones.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    Tx,
    error::StoreResult,
    schema::installation::demonstrations,
    types::{Column, Instant},
};

/// What this database is for.
#[derive(Clone, Copy)]
pub struct Installation<'t> {
    tx: &'t Tx,
}

impl Tx {
    /// What this database is for.
    #[must_use]
    pub fn installation(&self) -> Installation<'_> {
        Installation { tx: self }
    }
}

impl Installation<'_> {
    /// The fixed day of a demonstration; `None` for a real service. `onward serve` refuses a database with such a day.
    ///
    /// # Errors
    /// Any database error.
    pub fn demonstration_day(&self) -> StoreResult<Option<NaiveDate>> {
        self.tx.run(|connection| {
            Ok(demonstrations::table.select(demonstrations::today).first(connection).optional()?)
        })
    }

    /// Declares permanently that the people in this database are made up, and which day their pages use as today.
    ///
    /// # Errors
    /// It already is a demonstration.
    pub fn make_demonstration(&self, today: NaiveDate, now: Instant) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::insert_into(demonstrations::table)
                .values((
                    demonstrations::id.eq(1_i64),
                    demonstrations::today.eq(today),
                    demonstrations::created_at.eq(now.column()),
                ))
                .execute(connection)?;
            Ok(())
        })
    }
}
