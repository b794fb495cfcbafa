//! The teams of the service.

use diesel::prelude::*;
use onward_domain::{allocation::Team, id::TeamId, role::Role};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::people::{teams, users},
    types::{Column, Instant},
};

/// The teams of the service.
#[derive(Clone, Copy)]
pub struct Teams<'t> {
    tx: &'t Tx,
}

impl Tx {
    /// The teams of the service.
    #[must_use]
    pub fn teams(&self) -> Teams<'_> {
        Teams { tx: self }
    }
}

impl Teams<'_> {
    /// Every team by name, those that ended too.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(&self) -> StoreResult<Vec<Team>> {
        self.tx.run(|connection| Ok(teams::table.order((teams::name, teams::id)).load(connection)?))
    }

    /// One team, if there is such a one.
    ///
    /// # Errors
    /// The database's own.
    pub fn find(&self, id: TeamId) -> StoreResult<Option<Team>> {
        self.tx.run(|connection| {
            Ok(teams::table.filter(teams::id.eq(id.column())).first(connection).optional()?)
        })
    }

    /// The team of each colleague who is in one and can sign in.
    ///
    /// # Errors
    /// The database's own.
    pub fn of_colleagues(&self) -> StoreResult<Vec<TeamId>> {
        let of: Vec<Option<TeamId>> = self.tx.run(|connection| {
            Ok(users::table
                .filter(users::team_id.is_not_null())
                .filter(users::disabled_at.is_null())
                .filter(users::role.ne(Role::YoungPerson.column()))
                .select(users::team_id)
                .load(connection)?)
        })?;
        Ok(of.into_iter().flatten().collect())
    }

    /// Makes a team.
    ///
    /// # Errors
    /// `Exists` when there is one of that name.
    pub fn add(&self, name: &str, phone: Option<&str>, now: Instant) -> StoreResult<TeamId> {
        let (name, phone) = (name.to_owned(), phone.map(str::to_owned));
        let team = Team { id: TeamId::new(), name, phone, created_at: now, ended_at: None };
        self.tx.run(|connection| Ok(team.insert(connection)?))?;
        self.tx.note_change();
        Ok(team.id)
    }

    /// Gives a team another name or number.
    ///
    /// # Errors
    /// `Exists` when there is another of that name; no such team.
    pub fn change(&self, id: TeamId, name: &str, phone: Option<&str>) -> StoreResult<()> {
        self.tx.note_change();
        let changed = self.tx.run(|connection| {
            Ok(diesel::update(teams::table.filter(teams::id.eq(id.column())))
                .set((teams::name.eq(name), teams::phone.eq(phone)))
                .execute(connection)?)
        })?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Ends a team, or begins one again that had ended.
    ///
    /// # Errors
    /// No such team.
    pub fn set_ended(&self, id: TeamId, ended: Option<Instant>) -> StoreResult<()> {
        self.tx.note_change();
        let changed = self.tx.run(|connection| {
            Ok(diesel::update(teams::table.filter(teams::id.eq(id.column())))
                .set(teams::ended_at.eq(ended.column()))
                .execute(connection)?)
        })?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}
