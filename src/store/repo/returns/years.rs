//! Which years of the return are held.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::ImportId,
    returns::ssda903::{CollectionYear, Table},
};

use super::Returns;
use crate::{
    error::{StoreError, StoreResult},
    schema::imports::{imports, return_holdings, return_rows},
    types::Instant,
};

/// One table of one year that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldTable {
    /// The collection year.
    pub year: CollectionYear,
    pub table: Table,
    /// The import that handed it in, used to take it back.
    pub import: ImportId,
    pub at: Instant,
    /// How many of its rows count.
    pub rows: usize,
}

impl HeldTable {
    /// The last day that it tells of, where its year was still running when it was handed in.
    #[must_use]
    pub fn told_until(&self) -> Option<NaiveDate> {
        Some(self.at.date_naive()).filter(|on| *on <= self.year.last_day())
    }
}

impl Returns<'_> {
    /// The tables that are held and count, by year.
    ///
    /// # Errors
    /// The database can't be read, or a stored row is not one of ours.
    pub fn years_held(&self) -> StoreResult<Vec<HeldTable>> {
        type Row = (i64, String, ImportId, chrono::NaiveDateTime);
        let (held, counts): (Vec<Row>, Vec<(i64, String, i64)>) = self.tx.run(|connection| {
            let held = return_holdings::table
                .inner_join(imports::table.on(imports::id.eq(return_holdings::import_id)))
                .filter(return_holdings::replaced_by.is_null())
                .filter(return_holdings::withdrawn.eq(false))
                .order((return_holdings::year, return_holdings::holds))
                .select((
                    return_holdings::year,
                    return_holdings::holds,
                    return_holdings::import_id,
                    imports::created_at,
                ))
                .load(connection)?;
            let counts = return_rows::table
                .filter(return_rows::replaced_by.is_null())
                .filter(return_rows::withdrawn.eq(false))
                .group_by((return_rows::year, return_rows::holds))
                .select((return_rows::year, return_rows::holds, diesel::dsl::count_star()))
                .load(connection)?;
            Ok((held, counts))
        })?;
        let unreadable = || StoreError::Unreadable("year of a return".into());
        held.into_iter()
            .map(|(year, holds, import, at)| {
                let rows =
                    counts.iter().find(|(of, table, _)| *of == year && *table == holds).map_or(0, |it| it.2);
                Ok(HeldTable {
                    year: u16::try_from(year)
                        .ok()
                        .and_then(CollectionYear::starting)
                        .ok_or_else(unreadable)?,
                    table: Table::ALL
                        .into_iter()
                        .find(|table| table.word() == holds)
                        .ok_or_else(unreadable)?,
                    import,
                    at: at.and_utc(),
                    rows: usize::try_from(rows).unwrap_or_default(),
                })
            })
            .collect()
    }
}
