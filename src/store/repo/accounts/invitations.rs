//! One-time codes that let someone set up how they sign in.

use diesel::prelude::*;
use onward_domain::{
    account::WayMade,
    id::{InvitationId, UserId},
};

use super::Accounts;
use crate::{
    error::{StoreError, StoreResult},
    repo::deaths::lives,
    rows::accounts::{InvitationState, OpenInvitation},
    schema::{
        accounts::invitations,
        people::{persons, users},
    },
    types::{Column, Instant},
};

/// A one-time code to be stored, hashed.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// Who it is for.
    pub user: UserId,
    /// The keyed hash of the code.
    pub code_hash: String,
    /// Who issued it; `None` for the command line.
    pub made_by: Option<UserId>,
    /// When it expires.
    pub expires_at: Instant,
    /// The account had been set up before: its owner is told of this new way in.
    pub again: bool,
}

type WayRow = (InvitationId, UserId, Option<UserId>, Instant, Option<Instant>, Option<Instant>);

fn way((id, user, made_by, made_at, used_at, seen_at): WayRow) -> WayMade {
    WayMade { id, user, made_by, made_at, used_at, seen_at }
}

macro_rules! way_columns {
    () => {
        (
            invitations::id,
            invitations::user_id,
            invitations::made_by,
            invitations::made_at,
            invitations::used_at,
            invitations::seen_at,
        )
    };
}

impl Accounts<'_> {
    /// The new ways into these users' accounts, the latest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn new_ways_of(&self, users: &[UserId]) -> StoreResult<Vec<WayMade>> {
        let users: Vec<String> = users.iter().map(Column::column).collect();
        if users.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<WayRow> = self.tx.run(|connection| {
            Ok(invitations::table
                .filter(invitations::user_id.eq_any(users))
                .filter(invitations::again.eq(true))
                .order(invitations::made_at.desc())
                .select(way_columns!())
                .load(connection)?)
        })?;
        Ok(rows.into_iter().map(way).collect())
    }

    /// The new ways into anybody's account that were made since then, the latest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn new_ways_since(&self, since: Instant) -> StoreResult<Vec<WayMade>> {
        let rows: Vec<WayRow> = self.tx.run(|connection| {
            Ok(invitations::table
                .filter(invitations::again.eq(true))
                .filter(invitations::made_at.ge(since.column()))
                .order(invitations::made_at.desc())
                .select(way_columns!())
                .load(connection)?)
        })?;
        Ok(rows.into_iter().map(way).collect())
    }

    /// How many new ways in no manager has seen.
    ///
    /// # Errors
    /// The database's own.
    pub fn unseen_new_ways(&self) -> StoreResult<i64> {
        self.tx.run(|connection| {
            Ok(invitations::table
                .filter(invitations::again.eq(true))
                .filter(invitations::seen_at.is_null())
                .count()
                .get_result(connection)?)
        })
    }

    /// A manager says that they have seen a new way in.
    ///
    /// # Errors
    /// `NotFound` when there is none or somebody has already.
    pub fn saw_new_way(&self, id: InvitationId, by: UserId, now: Instant) -> StoreResult<()> {
        let changed = self.tx.run(|connection| {
            Ok(diesel::update(
                invitations::table
                    .filter(invitations::id.eq(id.column()))
                    .filter(invitations::again.eq(true))
                    .filter(invitations::seen_at.is_null()),
            )
            .set((invitations::seen_at.eq(Some(now.column())), invitations::seen_by.eq(Some(by.column()))))
            .execute(connection)?)
        })?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Keeps a new code and withdraws the user's earlier ones, so that only the latest works.
    ///
    /// # Errors
    /// No such user.
    pub fn invite(&self, new: &NewInvitation, now: Instant) -> StoreResult<InvitationId> {
        let id = InvitationId::new();
        self.tx.run(|connection| {
            diesel::update(
                invitations::table
                    .filter(invitations::user_id.eq(new.user.column()))
                    .filter(invitations::used_at.is_null())
                    .filter(invitations::withdrawn_at.is_null()),
            )
            .set(invitations::withdrawn_at.eq(now.column()))
            .execute(connection)?;
            diesel::insert_into(invitations::table)
                .values((
                    invitations::id.eq(id.column()),
                    invitations::user_id.eq(new.user.column()),
                    invitations::code_hash.eq(&new.code_hash),
                    invitations::made_by.eq(new.made_by.column()),
                    invitations::made_at.eq(now.column()),
                    invitations::expires_at.eq(new.expires_at.column()),
                    invitations::again.eq(new.again),
                ))
                .execute(connection)?;
            Ok(id)
        })
    }

    /// The invitation that a code opens: not used, withdrawn or expired, for a user who may sign in, and
    /// working by now.
    ///
    /// # Errors
    /// Any database error.
    pub fn open_invitation(&self, code_hash: &str, now: Instant) -> StoreResult<Option<OpenInvitation>> {
        self.tx.run(|connection| {
            Ok(invitations::table
                .inner_join(users::table)
                .left_join(persons::table.on(users::person_id.eq(persons::id.nullable())))
                .filter(invitations::code_hash.eq(code_hash))
                .filter(invitations::used_at.is_null())
                .filter(invitations::withdrawn_at.is_null())
                .filter(invitations::expires_at.gt(now.column()))
                .filter(users::disabled_at.is_null())
                .filter(lives!(users::person_id))
                .select((
                    invitations::id,
                    invitations::user_id,
                    users::role,
                    persons::born.nullable(),
                    invitations::wrong_tries,
                    invitations::expires_at,
                    invitations::made_at,
                    invitations::again,
                    persons::protected.nullable(),
                ))
                .first(connection)
                .optional()?
                .filter(|open: &OpenInvitation| open.works(now)))
        })
    }

    /// Who a code is or was for, used up or not; `None` for a code that was never issued.
    ///
    /// # Errors
    /// Any database error.
    pub fn whose_code(&self, code_hash: &str) -> StoreResult<Option<UserId>> {
        self.tx.run(|connection| {
            Ok(invitations::table
                .filter(invitations::code_hash.eq(code_hash))
                .select(invitations::user_id)
                .first(connection)
                .optional()?)
        })
    }

    /// Counts a wrong date of birth against a code.
    ///
    /// # Errors
    /// Any database error.
    pub fn count_wrong_try(&self, id: InvitationId) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::update(invitations::table.filter(invitations::id.eq(id.column())))
                .set(invitations::wrong_tries.eq(invitations::wrong_tries + 1))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Uses up a code. False: somebody was quicker.
    ///
    /// # Errors
    /// Any database error.
    pub fn use_invitation(&self, id: InvitationId, now: Instant) -> StoreResult<bool> {
        self.tx.run(|connection| {
            let changed = diesel::update(
                invitations::table
                    .filter(invitations::id.eq(id.column()))
                    .filter(invitations::used_at.is_null())
                    .filter(invitations::withdrawn_at.is_null()),
            )
            .set(invitations::used_at.eq(now.column()))
            .execute(connection)?;
            Ok(changed == 1)
        })
    }

    /// The latest invitation of a user.
    ///
    /// # Errors
    /// Any database error.
    pub fn latest_invitation(&self, user: UserId) -> StoreResult<Option<InvitationState>> {
        self.tx.run(|connection| {
            Ok(invitations::table
                .filter(invitations::user_id.eq(user.column()))
                .order((invitations::made_at.desc(), invitations::id.desc()))
                .select((
                    invitations::id,
                    invitations::made_at,
                    invitations::expires_at,
                    invitations::wrong_tries,
                    invitations::used_at,
                    invitations::withdrawn_at,
                ))
                .first(connection)
                .optional()?)
        })
    }
}
