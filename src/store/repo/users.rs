//! Who can sign in, and in what role. How they prove who they are is the accounts' business.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use onward_domain::{
    id::{PersonId, TeamId, UserId},
    role::Role,
};

use crate::{
    Tx,
    dialect::among,
    error::{StoreError, StoreResult},
    repo::deaths::lives,
    rows::users::User,
    schema::people::users,
    scope::Record,
    types::{Column, Instant},
};

/// A user to be added.
#[derive(Debug, Clone)]
pub struct NewUser {
    pub role: Role,
    /// The name others see.
    pub display_name: String,
    /// Their record: for a young person and nobody else.
    pub person: Option<PersonId>,
    /// The team, for staff.
    pub team: Option<TeamId>,
    /// The work phone number that a young person may see.
    pub phone: Option<String>,
}

/// The users of the installation.
#[derive(Clone, Copy)]
pub struct Users<'t> {
    tx: &'t Tx,
}

impl Tx {
    /// The users of the installation.
    #[must_use]
    pub fn users(&self) -> Users<'_> {
        Users { tx: self }
    }
}

impl Record<'_> {
    /// The account the person signs in with; `None` if they were never invited.
    ///
    /// # Errors
    /// Any database error.
    pub fn account(&self) -> StoreResult<Option<User>> {
        self.tx().run(|connection| {
            Ok(users::table.filter(users::person_id.eq(self.key())).first(connection).optional()?)
        })
    }
}

impl Users<'_> {
    /// Adds a user.
    ///
    /// # Errors
    /// A young person without a record, or with one that already has a user; staff with a record.
    pub fn add(&self, user: &NewUser, now: Instant) -> StoreResult<UserId> {
        let id = UserId::new();
        self.tx.run(|connection| {
            diesel::insert_into(users::table)
                .values((
                    users::id.eq(id.column()),
                    users::role.eq(user.role.column()),
                    users::display_name.eq(&user.display_name),
                    users::person_id.eq(user.person.column()),
                    users::team_id.eq(user.team.column()),
                    users::phone.eq(user.phone.as_deref()),
                    users::created_at.eq(now.column()),
                    users::rights_changed_at.eq(now.column()),
                ))
                .execute(connection)?;
            Ok(id)
        })
    }

    /// One user, if they exist.
    ///
    /// # Errors
    /// Any database error.
    pub fn find(&self, id: UserId) -> StoreResult<Option<User>> {
        self.tx.run(|connection| {
            Ok(users::table.filter(users::id.eq(id.column())).first(connection).optional()?)
        })
    }

    /// One user who may come in: they exist, are not disabled, and no death is recorded.
    ///
    /// # Errors
    /// Any database error.
    pub fn who_may_come_in(&self, id: UserId) -> StoreResult<Option<User>> {
        self.tx.run(|connection| {
            Ok(users::table
                .filter(users::id.eq(id.column()))
                .filter(users::disabled_at.is_null())
                .filter(lives!(users::person_id))
                .first(connection)
                .optional()?)
        })
    }

    /// The names others see for these users, in one query.
    ///
    /// # Errors
    /// Any database error.
    pub fn names(&self, of: impl IntoIterator<Item = UserId>) -> StoreResult<HashMap<UserId, String>> {
        let of: BTreeSet<UserId> = of.into_iter().collect();
        if of.is_empty() {
            return Ok(HashMap::new());
        }
        let of: Vec<String> = of.iter().map(Column::column).collect();
        let names = users::table.select((users::id, users::display_name));
        let rows: Vec<(UserId, String)> = self.tx.run(|connection| {
            Ok(match of.as_slice() {
                [one] => names.filter(users::id.eq(one)).load(connection)?,
                many => names.filter(among(connection, users::id, many)).load(connection)?,
            })
        })?;
        Ok(rows.into_iter().collect())
    }

    /// All users, by role and name.
    ///
    /// # Errors
    /// Any database error.
    pub fn all(&self) -> StoreResult<Vec<User>> {
        self.tx.run(|connection| {
            Ok(users::table.order((users::role, users::display_name, users::id)).load(connection)?)
        })
    }

    /// Gives a user another role; what they may do changes with their next request.
    ///
    /// # Errors
    /// There is no such user, or a young person's role is involved: a record's own user stays that.
    pub fn change_role(&self, id: UserId, role: Role, now: Instant) -> StoreResult<()> {
        self.change(id, |connection| {
            diesel::update(users::table.filter(users::id.eq(id.column())))
                .set((users::role.eq(role.column()), users::rights_changed_at.eq(now.column())))
                .execute(connection)
        })
    }

    /// Changes what others see of a member of staff: name, team and work number. Their rights stay, and their sessions.
    ///
    /// # Errors
    /// No such user.
    pub fn change_details(
        &self,
        id: UserId,
        name: &str,
        team: Option<TeamId>,
        phone: Option<&str>,
    ) -> StoreResult<()> {
        self.change(id, |connection| {
            diesel::update(users::table.filter(users::id.eq(id.column())))
                .set((users::display_name.eq(name), users::team_id.eq(team.column()), users::phone.eq(phone)))
                .execute(connection)
        })
    }

    /// Stops a user from doing anything, from now on.
    ///
    /// # Errors
    /// No such user.
    pub fn disable(&self, id: UserId, now: Instant) -> StoreResult<()> {
        self.set_disabled(id, Some(now), now)
    }

    /// Lets a user in again.
    ///
    /// # Errors
    /// No such user.
    pub fn enable(&self, id: UserId, now: Instant) -> StoreResult<()> {
        self.set_disabled(id, None, now)
    }

    fn set_disabled(&self, id: UserId, disabled: Option<Instant>, now: Instant) -> StoreResult<()> {
        self.change(id, |connection| {
            diesel::update(users::table.filter(users::id.eq(id.column())))
                .set((users::disabled_at.eq(disabled.column()), users::rights_changed_at.eq(now.column())))
                .execute(connection)
        })
    }

    fn change(
        &self,
        _id: UserId,
        update: impl FnOnce(&mut crate::connection::AnyConnection) -> diesel::QueryResult<usize>,
    ) -> StoreResult<()> {
        self.tx.note_change();
        let changed = self.tx.run(|connection| Ok(update(connection)?))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}
