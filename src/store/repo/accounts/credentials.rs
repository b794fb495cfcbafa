//! Sign-in names, passphrases, second factors, known devices.

use diesel::prelude::*;
use onward_domain::id::UserId;

use super::Accounts;
use crate::{
    dialect::{insert_all, insert_unless_there},
    error::StoreResult,
    rows::accounts::Credential,
    schema::accounts::{credentials, known_devices, recovery_codes},
    types::{Column, Instant},
};

/// A way to sign in that someone has set up.
#[derive(Clone)]
pub struct NewCredential {
    pub user: UserId,
    /// Normalised to one spelling by the use case.
    pub sign_in_name: String,
    /// argon2id in its standard text form.
    pub passphrase_hash: String,
    /// Base32; `None`: no second factor is required.
    pub totp_secret: Option<String>,
    /// Hashes of the recovery codes for the second factor; they replace all earlier ones.
    pub recovery_code_hashes: Vec<String>,
}

impl Accounts<'_> {
    /// Sets how a user signs in, replacing what was there.
    ///
    /// # Errors
    /// [`crate::StoreError::Exists`] where another user has that sign-in name.
    pub fn set_credential(&self, new: &NewCredential, now: Instant) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(new.user.column())))
                .execute(connection)?;
            diesel::delete(credentials::table.filter(credentials::user_id.eq(new.user.column())))
                .execute(connection)?;
            diesel::insert_into(credentials::table)
                .values((
                    credentials::user_id.eq(new.user.column()),
                    credentials::sign_in_name.eq(&new.sign_in_name),
                    credentials::passphrase_hash.eq(&new.passphrase_hash),
                    credentials::totp_secret.eq(new.totp_secret.as_deref()),
                    credentials::changed_at.eq(now.column()),
                ))
                .execute(connection)?;
            let rows: Vec<_> = new
                .recovery_code_hashes
                .iter()
                .map(|hash| {
                    (
                        recovery_codes::code_hash.eq(hash.clone()),
                        recovery_codes::user_id.eq(new.user.column()),
                        recovery_codes::made_at.eq(now.column()),
                    )
                })
                .collect();
            if !rows.is_empty() {
                insert_all!(connection, recovery_codes::table, rows)?;
            }
            Ok(())
        })
    }

    /// Replaces only the passphrase hash: the same passphrase at a new cost, or a changed one.
    ///
    /// # Errors
    /// Any database error.
    pub fn set_passphrase(&self, user: UserId, hash: &str, now: Instant) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::update(credentials::table.filter(credentials::user_id.eq(user.column())))
                .set((credentials::passphrase_hash.eq(hash), credentials::changed_at.eq(now.column())))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Whose sign-in name this is.
    ///
    /// # Errors
    /// Any database error.
    pub fn by_sign_in_name(&self, name: &str) -> StoreResult<Option<Credential>> {
        self.tx.run(|connection| {
            Ok(credentials::table.filter(credentials::sign_in_name.eq(name)).first(connection).optional()?)
        })
    }

    /// How a user signs in; `None` if it was never set up.
    ///
    /// # Errors
    /// Any database error.
    pub fn credential(&self, user: UserId) -> StoreResult<Option<Credential>> {
        self.tx.run(|connection| {
            Ok(credentials::table
                .filter(credentials::user_id.eq(user.column()))
                .first(connection)
                .optional()?)
        })
    }

    /// Sets the secret for the second factor and its recovery codes, replacing what was there. False: the user has no
    /// way to sign in yet.
    ///
    /// # Errors
    /// Any database error.
    pub fn turn_on_second_factor(
        &self,
        user: UserId,
        secret: &str,
        recovery_code_hashes: Vec<String>,
        now: Instant,
    ) -> StoreResult<bool> {
        let Some(before) = self.credential(user)? else { return Ok(false) };
        let credential = NewCredential {
            user,
            sign_in_name: before.sign_in_name,
            passphrase_hash: before.passphrase_hash,
            totp_secret: Some(secret.to_owned()),
            recovery_code_hashes,
        };
        self.set_credential(&credential, now)?;
        Ok(true)
    }

    /// Everyone whose passphrase is this text, which is the hash of none: they have not used their code yet.
    ///
    /// # Errors
    /// The database's own.
    pub fn with_hash(&self, hash: &str) -> StoreResult<Vec<UserId>> {
        self.tx.run(|connection| {
            Ok(credentials::table
                .filter(credentials::passphrase_hash.eq(hash))
                .select(credentials::user_id)
                .load(connection)?)
        })
    }

    /// The sign-in name of everyone who has one.
    ///
    /// # Errors
    /// Any database error.
    pub fn sign_in_names(&self) -> StoreResult<Vec<(UserId, String)>> {
        self.tx.run(|connection| {
            Ok(credentials::table
                .select((credentials::user_id, credentials::sign_in_name))
                .load(connection)?)
        })
    }

    /// Forgets every device that someone has signed in on: none may bypass a limit any more.
    ///
    /// # Errors
    /// Any database error.
    pub fn forget_devices(&self, user: UserId) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::delete(known_devices::table.filter(known_devices::user_id.eq(user.column())))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Uses the code for one time step. False: that step, or a later one, was already used.
    ///
    /// # Errors
    /// Any database error.
    pub fn use_totp_step(&self, user: UserId, step: i64) -> StoreResult<bool> {
        let mine = credentials::user_id.eq(user.column());
        let fresh = credentials::totp_last_step.is_null().or(credentials::totp_last_step.lt(step));
        self.tx.run(|connection| {
            let changed = diesel::update(credentials::table.filter(mine).filter(fresh))
                .set(credentials::totp_last_step.eq(step))
                .execute(connection)?;
            Ok(changed == 1)
        })
    }

    /// Uses up one recovery code. False: not one of this user's, or already used.
    ///
    /// # Errors
    /// Any database error.
    pub fn use_recovery_code(&self, user: UserId, hash: &str, now: Instant) -> StoreResult<bool> {
        self.tx.run(|connection| {
            let changed = diesel::update(
                recovery_codes::table
                    .filter(recovery_codes::code_hash.eq(hash))
                    .filter(recovery_codes::user_id.eq(user.column()))
                    .filter(recovery_codes::used_at.is_null()),
            )
            .set(recovery_codes::used_at.eq(now.column()))
            .execute(connection)?;
            Ok(changed == 1)
        })
    }

    /// How many recovery codes a user has left.
    ///
    /// # Errors
    /// Any database error.
    pub fn recovery_codes_left(&self, user: UserId) -> StoreResult<i64> {
        self.tx.run(|connection| {
            Ok(recovery_codes::table
                .filter(recovery_codes::user_id.eq(user.column()))
                .filter(recovery_codes::used_at.is_null())
                .count()
                .get_result(connection)?)
        })
    }

    /// Remembers a device that someone signed in on.
    ///
    /// # Errors
    /// Any database error.
    pub fn remember_device(&self, user: UserId, token_hash: &str, now: Instant) -> StoreResult<()> {
        self.tx.run(|connection| {
            insert_unless_there!(
                connection,
                known_devices::table,
                (
                    known_devices::token_hash.eq(token_hash),
                    known_devices::user_id.eq(user.column()),
                    known_devices::first_seen_at.eq(now.column()),
                    known_devices::last_seen_at.eq(now.column()),
                )
            )?;
            diesel::update(
                known_devices::table
                    .filter(known_devices::token_hash.eq(token_hash))
                    .filter(known_devices::user_id.eq(user.column())),
            )
            .set(known_devices::last_seen_at.eq(now.column()))
            .execute(connection)?;
            Ok(())
        })
    }

    /// Whether this user has signed in on this device before.
    ///
    /// # Errors
    /// Any database error.
    pub fn knows_device(&self, user: UserId, token_hash: &str) -> StoreResult<bool> {
        self.tx.run(|connection| {
            let count: i64 = known_devices::table
                .filter(known_devices::token_hash.eq(token_hash))
                .filter(known_devices::user_id.eq(user.column()))
                .count()
                .get_result(connection)?;
            Ok(count == 1)
        })
    }
}
