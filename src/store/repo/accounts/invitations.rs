//! One-time codes that let someone set up how they sign in.

use diesel::prelude::*;
use onward_domain::id::{InvitationId, UserId};

use super::Accounts;
use crate::{
    error::StoreResult,
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
}

impl Accounts<'_> {
    /// Stores a new code and withdraws the user's earlier ones, so that only the latest works.
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
                ))
                .execute(connection)?;
            Ok(id)
        })
    }

    /// The invitation that a code opens: not used, withdrawn or expired, for a user who may sign in.
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
                .select((
                    invitations::id,
                    invitations::user_id,
                    users::role,
                    persons::born.nullable(),
                    invitations::wrong_tries,
                    invitations::expires_at,
                ))
                .first(connection)
                .optional()?)
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
