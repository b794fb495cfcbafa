//! Who answers a challenge at each level. A manager names them; rows are only ever added.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::{HolderId, UserId},
    moment::Moment,
    reviewing::Holder,
};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    schema::reviewing::challenge_holders,
    scope::ServiceView,
    types::Column as _,
};

/// What a form's key is used up for.
const NAMED: &str = "challenge_holder";

impl Tx {
    /// Everybody who was ever named, in the order in which they were.
    ///
    /// # Errors
    /// The database's own.
    pub fn challenge_holders(&self) -> StoreResult<Vec<Holder>> {
        let rows: Vec<(HolderId, i64, String, NaiveDate)> = self.run(|connection| {
            Ok(challenge_holders::table
                .order((challenge_holders::at, challenge_holders::id))
                .select((
                    challenge_holders::id,
                    challenge_holders::level,
                    challenge_holders::name,
                    challenge_holders::from_day,
                ))
                .load(connection)?)
        })?;
        let holder = |(id, level, name, from): (HolderId, i64, String, NaiveDate)| Holder {
            id,
            level: u8::try_from(level).unwrap_or_default(),
            name,
            from,
        };
        Ok(rows.into_iter().map(holder).collect())
    }
}

impl ServiceView {
    /// Names who answers at a level from a day on. Once a form.
    ///
    /// # Errors
    /// `NotAllowed` for a name that is empty; the database's own.
    pub fn name_holder(
        &self,
        tx: &Tx,
        by: UserId,
        (level, name, from): (u8, &str, NaiveDate),
        key: &str,
        now: Moment,
    ) -> StoreResult<()> {
        if name.trim().is_empty() {
            return Err(StoreError::NotAllowed("a level has a name".into()));
        }
        if tx.done_before(by, key, NAMED)?.is_some() {
            return Ok(());
        }
        let id = HolderId::new();
        tx.run(|connection| {
            diesel::insert_into(challenge_holders::table)
                .values((
                    challenge_holders::id.eq(id.column()),
                    challenge_holders::level.eq(i64::from(level)),
                    challenge_holders::name.eq(name.trim()),
                    challenge_holders::from_day.eq(from),
                    challenge_holders::at.eq(now.at.column()),
                    challenge_holders::by_user.eq(by.column()),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        tx.use_up(by, key, NAMED, "", now.at)?;
        let subject = id.to_string();
        let deed =
            Deed { by: Some(by), what: "challenge_holder.named", subject: Some(&subject), ..Deed::default() };
        tx.note_deed(&deed, now.at)
    }
}
