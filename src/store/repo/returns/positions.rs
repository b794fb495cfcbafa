//! What the yearly returns said about a person that no other part of the record holds.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::returns::ssda903::{
    CollectionYear,
    code::{ACCOMMODATION, ACTIVITY, IN_TOUCH},
    row::{Row, RowKey},
};

use crate::{
    error::{StoreError, StoreResult},
    schema::imports::return_rows,
    scope::Record,
    types::Column as _,
};

/// A care leaver's position around a birthday, as given in one year's return, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedPosition {
    /// The collection year.
    pub year: CollectionYear,
    /// Contact.
    pub in_touch: &'static str,
    pub activity: &'static str,
    pub accommodation: &'static str,
}

/// That somebody came to England unaccompanied, seeking asylum, according to a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameUnaccompanied {
    /// The last collection year that said so.
    pub year: CollectionYear,
    /// The day on which that ended or will end; `None` if the return gives none.
    pub until: Option<NaiveDate>,
}

/// The latest that the returns said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaidByReturns {
    /// Positions, the latest year first.
    pub positions: Vec<ReturnedPosition>,
    /// `None` if no return says so.
    pub unaccompanied: Option<CameUnaccompanied>,
}

impl Record<'_> {
    /// The latest that the returns said about this person, other than care history.
    ///
    /// # Errors
    /// The database can't be read, or a stored row is not one of ours.
    pub fn said_by_returns(&self) -> StoreResult<SaidByReturns> {
        let rows: Vec<(String, i64, String)> = self.tx().run(|connection| {
            Ok(return_rows::table
                .filter(return_rows::person_id.eq(self.id().column()))
                .filter(return_rows::replaced_by.is_null())
                .filter(return_rows::withdrawn.eq(false))
                .order(return_rows::year.desc())
                .select((return_rows::row_key, return_rows::year, return_rows::says))
                .load(connection)?)
        })?;
        let unreadable = || StoreError::Unreadable("row of a return".into());
        let mut said = SaidByReturns::default();
        for (key, year, says) in rows {
            let key = RowKey::parse(&key).ok_or_else(unreadable)?;
            if !matches!(key, RowKey::Position(_) | RowKey::Unaccompanied) {
                continue;
            }
            let year = u16::try_from(year).ok().and_then(CollectionYear::starting).ok_or_else(unreadable)?;
            match Row::parse(key, &says).ok_or_else(unreadable)? {
                Row::Position(row) => said.positions.push(ReturnedPosition {
                    year,
                    in_touch: IN_TOUCH.words(row.in_touch).unwrap_or(row.in_touch),
                    activity: ACTIVITY.words(row.activity).unwrap_or(row.activity),
                    accommodation: ACCOMMODATION.words(row.accommodation).unwrap_or(row.accommodation),
                }),
                // The latest year comes first.
                Row::Unaccompanied(until) => {
                    _ = said.unaccompanied.get_or_insert(CameUnaccompanied { year, until })
                }
                _ => {}
            }
        }
        Ok(said)
    }
}
