//! Changes to the tables: applied in order, undone in reverse, refused when the database is newer than the program.

use std::collections::BTreeSet;

use diesel::{
    migration::{Migration, MigrationSource},
    prelude::*,
};
use diesel_migrations::MigrationHarness as _;
use onward_domain::person::name_form;

use crate::{
    connection::{AnyConnection, DatabaseUrl, MultiBackend, Use},
    dialect,
    error::{StoreError, StoreResult},
    schema::people::persons,
    trees::{self, Trees},
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn said(error: Failure) -> StoreError {
    match error.downcast::<diesel::result::Error>() {
        Ok(error) => (*error).into(),
        Err(error) => StoreError::Database(error.to_string()),
    }
}

/// How a database's tables compare with this version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaState {
    /// Migrations applied, oldest first.
    pub applied: Vec<String>,
    /// Migrations that this version knows but the database lacks, oldest first.
    pub pending: Vec<String>,
    /// Migrations that the database has but this version does not know.
    pub unknown: Vec<String>,
}

/// Compares the tables with this version. A database that does not exist yet lacks everything, and is not created.
///
/// # Errors
/// The database can't be opened.
pub fn state(url: &DatabaseUrl) -> StoreResult<SchemaState> {
    if url.is_missing() {
        let known = known(&trees::SQLITE)?;
        let pending = known.iter().map(|change| change.name().to_string()).collect();
        return Ok(SchemaState { applied: Vec::new(), pending, unknown: Vec::new() });
    }
    state_of(&mut dialect::connect(url, Use::Write)?)
}

/// Applies the migrations that the database lacks, each in a transaction; returns their names. Creates the embedded
/// database and its folder, private to their owner, if they do not exist.
///
/// # Errors
/// The database is newer than this version, or a migration failed (and was undone).
pub fn up(url: &DatabaseUrl) -> StoreResult<Vec<String>> {
    let mut connection = dialect::connect(url, Use::Make)?;
    let before = state_of(&mut connection)?;
    if let Some(unknown) = before.unknown.first() {
        return Err(StoreError::NewerSchema(unknown.clone()));
    }
    let source = dialect::migrations(&connection);
    connection.run_pending_migrations(source).map_err(said)?;
    fill_family_forms(&mut connection)?;
    Ok(before.pending)
}

/// Names that were there before their form was: written by the program, since databases make letters small each in their own way.
fn fill_family_forms(connection: &mut AnyConnection) -> StoreResult<()> {
    let without: Vec<(String, String)> = persons::table
        .filter(persons::family_form.eq("").and(persons::family_name.ne("")))
        .select((persons::id, persons::family_name))
        .load(connection)?;
    for (id, family) in without {
        diesel::update(persons::table.find(id))
            .set(persons::family_form.eq(name_form(&family)))
            .execute(connection)?;
    }
    Ok(())
}

/// Undoes the newest migration; returns its name, or `None` if there are none. Rows in the tables it made are lost.
///
/// # Errors
/// The newest migration is not one that this version knows, or undoing it failed.
pub fn down(url: &DatabaseUrl) -> StoreResult<Option<String>> {
    let mut connection = dialect::connect(url, Use::Write)?;
    let before = state_of(&mut connection)?;
    if let Some(unknown) = before.unknown.first() {
        return Err(StoreError::NewerSchema(unknown.clone()));
    }
    let Some(last) = before.applied.last() else { return Ok(None) };
    let source = dialect::migrations(&connection);
    connection.revert_last_migration(source).map_err(said)?;
    Ok(Some(last.clone()))
}

/// The migrations of a database, oldest first.
fn known(source: &Trees) -> StoreResult<Vec<Box<dyn Migration<MultiBackend>>>> {
    MigrationSource::<MultiBackend>::migrations(&source).map_err(said)
}

pub(crate) fn state_of(connection: &mut AnyConnection) -> StoreResult<SchemaState> {
    let known = known(dialect::migrations(connection))?;
    let mut applied: BTreeSet<String> =
        connection.applied_migrations().map_err(said)?.iter().map(ToString::to_string).collect();
    let mut state = SchemaState { applied: Vec::new(), pending: Vec::new(), unknown: Vec::new() };
    for change in known {
        let name = change.name().to_string();
        if applied.remove(&change.name().version().to_string()) {
            state.applied.push(name);
        } else {
            state.pending.push(name);
        }
    }
    state.unknown = applied.into_iter().collect();
    Ok(state)
}

/// How a database's tables, indexes, triggers and views differ from those made by the migrations, as lines for whoever
/// checks it. `None` where there is nothing to compare with: see [`dialect::made_by`].
pub(crate) fn strange(connection: &mut AnyConnection) -> StoreResult<Option<Vec<String>>> {
    let found = dialect::objects(connection)?;
    let made = dialect::made_by(connection, |fresh| {
        let source = dialect::migrations(fresh);
        fresh.run_pending_migrations(source).map(drop).map_err(said)
    })?;
    let Some(made) = made else { return Ok(None) };
    let name = |object: &String| object.lines().next().unwrap_or_default().to_owned();
    let (known, there): (BTreeSet<_>, BTreeSet<_>) =
        (made.iter().map(name).collect(), found.iter().map(name).collect());
    let mut lines: Vec<String> = Vec::new();
    lines.extend(known.difference(&there).map(|name| format!("{name} is missing")));
    lines.extend(there.difference(&known).map(|name| format!("{name} is none of ours")));
    let changed = found.difference(&made).map(name).filter(|name| known.contains(name));
    lines.extend(changed.map(|name| format!("{name} is not as this version makes it")));
    Ok(Some(lines))
}

pub(crate) fn require_current(connection: &mut AnyConnection) -> StoreResult<()> {
    let state = state_of(connection)?;
    if let Some(unknown) = state.unknown.first() {
        return Err(StoreError::NewerSchema(unknown.clone()));
    }
    if state.pending.is_empty() { Ok(()) } else { Err(StoreError::OlderSchema(state.pending.len())) }
}
