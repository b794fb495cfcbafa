//! The installation itself: imports, exports, jobs and the demonstration, with nobody looking.

use std::sync::Arc;

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    allocation::Team,
    id::{ImportId, PersonId, TeamId, UserId},
    moment::Moment,
    person::{Identity, Person},
};

use super::{
    Listed,
    listed::{self, Of},
    open,
    record::Record,
};
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    repo::{audit::Deed, returns::on_their_way},
    rows::Row as _,
    schema::people::persons,
};

/// What the installation is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Importing a statutory return.
    Import(ImportId),
    /// Writing an export.
    Export,
    /// Filling the demonstration with made-up people.
    Demonstration,
    /// A job of the installation.
    Job,
    /// Recording names and advisers from a file at the command line. Each change is logged separately, as a manager's
    /// would be.
    People,
}

/// The installation carrying out a task. It sees everyone, and its work is in the audit trail, once per task; a
/// request's viewer is never given one.
#[derive(Clone, Copy)]
pub struct System<'t> {
    tx: &'t Tx,
    task: Task,
    by: Option<UserId>,
    now: Moment,
}

/// A record to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// What identifies the person.
    pub identity: Identity,
}

impl Tx {
    /// Begins an installation task, which is added to the audit trail. `by` is whoever started it, if anyone.
    ///
    /// # Errors
    /// Any database error.
    pub fn system(&self, task: Task, by: Option<UserId>, now: Moment) -> StoreResult<System<'_>> {
        let (what, subject) = match task {
            Task::Import(id) => ("import.began", Some(id.to_string())),
            Task::Export => ("export.began", None),
            Task::Demonstration => ("demonstration.began", None),
            Task::Job => ("job.began", None),
            Task::People => ("people.began", None),
        };
        self.durably(move |tx| {
            let deed = Deed { by, what, subject: subject.as_deref(), ..Deed::default() };
            tx.note_deed(&deed, now.at)
        })?;
        Ok(System { tx: self, task, by, now })
    }
}

impl<'t> System<'t> {
    /// The transaction that it works in.
    #[must_use]
    pub const fn tx(&self) -> &'t Tx {
        self.tx
    }

    pub(crate) const fn now(&self) -> Moment {
        self.now
    }

    /// Creates a record.
    ///
    /// # Errors
    /// `Exists` when another has the same identifier in the return.
    pub fn add_person(&self, new: &NewPerson) -> StoreResult<Record<'t>> {
        let person = Person {
            id: PersonId::new(),
            identity: new.identity.clone(),
            version: 1,
            created_at: self.now.at,
        };
        self.tx.run(|connection| Ok(person.insert(connection)?))?;
        self.tx.note_change();
        Ok(self.record(person.id))
    }

    /// A record.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn open(&self, person: PersonId) -> StoreResult<Record<'t>> {
        if open::exists(self.tx, person)? { Ok(self.record(person)) } else { Err(StoreError::NotFound) }
    }

    /// Everyone, by their identifier in the statutory return; people without one are left out.
    ///
    /// # Errors
    /// Any database error.
    pub fn children(&self) -> StoreResult<Vec<(String, PersonId)>> {
        self.tx.run(|connection| {
            let rows: Vec<(Option<String>, PersonId)> = persons::table
                .filter(persons::child.is_not_null())
                .filter(persons::id.ne_all(on_their_way()))
                .order(persons::child)
                .select((persons::child, persons::id))
                .load(connection)?;
            Ok(rows.into_iter().filter_map(|(child, id)| child.map(|child| (child, id))).collect())
        })
    }

    /// Everyone with everything that the rules read, by name.
    ///
    /// # Errors
    /// Any database error.
    pub fn everyone(&self) -> StoreResult<Vec<Arc<Listed>>> {
        listed::load(self.tx, Of::Everyone, self.now.today)
    }

    /// The record with this identifier in the statutory return.
    ///
    /// # Errors
    /// Any database error.
    pub fn child(&self, child: &str) -> StoreResult<Option<PersonId>> {
        self.tx.run(|connection| {
            Ok(persons::table
                .filter(persons::child.eq(child))
                .filter(persons::id.ne_all(on_their_way()))
                .select(persons::id)
                .first(connection)
                .optional()?)
        })
    }

    /// Adds a team.
    ///
    /// # Errors
    /// `Exists` when there is one with that name.
    pub fn add_team(&self, name: &str, phone: Option<&str>) -> StoreResult<TeamId> {
        let team = Team {
            id: TeamId::new(),
            name: name.to_owned(),
            phone: phone.map(str::to_owned),
            created_at: self.now.at,
            ended_at: None,
        };
        self.tx.run(|connection| Ok(team.insert(connection)?))?;
        self.tx.note_change();
        Ok(team.id)
    }

    fn record(&self, person: PersonId) -> Record<'t> {
        let import = if let Task::Import(id) = self.task { Some(id) } else { None };
        Record::new(self.tx, person, self.by, Right::System, self.now)
            .of_import(import)
            .noting_each(self.task == Task::People)
    }
}

impl std::fmt::Debug for System<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("System").field("task", &self.task).finish_non_exhaustive()
    }
}
