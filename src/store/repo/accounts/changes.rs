//! What is asked for a manager's or an administrator's account and waits for a second person.

use diesel::prelude::*;
use onward_domain::{
    account::{AccountChange, Asks},
    id::{AccountChangeId, UserId},
    role::Role,
};

use super::Accounts;
use crate::{
    error::{StoreError, StoreResult},
    schema::accounts::account_changes,
    types::{Column, Instant},
};

type Row = (AccountChangeId, UserId, Asks, Option<Role>, UserId, Instant);

macro_rules! columns {
    () => {
        (
            account_changes::id,
            account_changes::user_id,
            account_changes::what,
            account_changes::role,
            account_changes::asked_by,
            account_changes::asked_at,
        )
    };
}

fn change((id, user, asks, role, asked_by, asked_at): Row) -> AccountChange {
    AccountChange { id, user, asks, role, asked_by, asked_at }
}

impl Accounts<'_> {
    /// Keeps what is asked, in place of anything that waited for the same account.
    ///
    /// # Errors
    /// No such user.
    pub fn ask_change(&self, new: &AccountChange) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::update(
                account_changes::table
                    .filter(account_changes::user_id.eq(new.user.column()))
                    .filter(account_changes::settled_at.is_null()),
            )
            .set(account_changes::settled_at.eq(Some(new.asked_at.column())))
            .execute(connection)?;
            diesel::insert_into(account_changes::table)
                .values((
                    account_changes::id.eq(new.id.column()),
                    account_changes::user_id.eq(new.user.column()),
                    account_changes::what.eq(new.asks.column()),
                    account_changes::role.eq(new.role.column()),
                    account_changes::asked_by.eq(new.asked_by.column()),
                    account_changes::asked_at.eq(new.asked_at.column()),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// What waits, the oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn waiting_changes(&self) -> StoreResult<Vec<AccountChange>> {
        let rows: Vec<Row> = self.tx.run(|connection| {
            Ok(account_changes::table
                .filter(account_changes::settled_at.is_null())
                .order((account_changes::asked_at, account_changes::id))
                .select(columns!())
                .load(connection)?)
        })?;
        Ok(rows.into_iter().map(change).collect())
    }

    /// Settles what waits: agreed or declined.
    ///
    /// # Errors
    /// `NotFound` for what does not wait any more.
    pub fn settle_change(
        &self,
        id: AccountChangeId,
        by: UserId,
        agreed: bool,
        now: Instant,
    ) -> StoreResult<()> {
        let changed = self.tx.run(|connection| {
            Ok(diesel::update(
                account_changes::table
                    .filter(account_changes::id.eq(id.column()))
                    .filter(account_changes::settled_at.is_null()),
            )
            .set((
                account_changes::settled_at.eq(Some(now.column())),
                account_changes::settled_by.eq(Some(by.column())),
                account_changes::agreed.eq(agreed),
            ))
            .execute(connection)?)
        })?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}
