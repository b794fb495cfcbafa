//! Opening a record from outside: with a reason, for a limited time, visible to the young person and to managers.

use chrono::TimeDelta;
use diesel::prelude::*;
use onward_domain::{
    access::BreakGlass,
    id::{BreakGlassId, PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::open::exists;
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    rows::Row as _,
    schema::trail::break_glass,
    types::{Column as _, Instant},
};

/// Begins an opening, or returns the current one. It opens nothing by itself: the record is opened in the usual way.
pub(super) fn begin(
    tx: &Tx,
    user: UserId,
    role: Role,
    person: PersonId,
    reason: &str,
    now: Moment,
) -> StoreResult<BreakGlass> {
    let known = tx.viewer(user)?.is_some_and(|viewer| viewer.role() == role);
    if !known || !exists(tx, person)? {
        return Err(StoreError::NotFound);
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(StoreError::NotAllowed("a reason is needed".into()));
    }
    if let Some(running) = running(tx, user, person, now.at)? {
        return Ok(running);
    }
    let opening = BreakGlass {
        id: BreakGlassId::new(),
        user,
        person,
        reason: reason.to_owned(),
        opened_at: now.at,
        ends_at: now.at + TimeDelta::hours(BreakGlass::HOURS),
        ended_at: None,
        seen_at: None,
        seen_by: None,
    };
    tx.run(|connection| Ok(opening.insert(connection)?))?;
    let id = opening.id.to_string();
    let deed = Deed {
        by: Some(user),
        person: Some(person),
        what: "break_glass.opened",
        subject: Some(&id),
        detail: None,
    };
    tx.note_deed(&deed, now.at)?;
    Ok(opening)
}

/// This user's current opening of this record.
pub(super) fn running(
    tx: &Tx,
    user: UserId,
    person: PersonId,
    at: Instant,
) -> StoreResult<Option<BreakGlass>> {
    let all: Vec<BreakGlass> = tx.run(|connection| {
        Ok(break_glass::table
            .filter(break_glass::user_id.eq(user.column()))
            .filter(break_glass::person_id.eq(person.column()))
            .filter(break_glass::ends_at.gt(at.column()))
            .load(connection)?)
    })?;
    Ok(all.into_iter().find(|opening| opening.running(at)))
}

/// The records that this user has opened from outside and that are still open.
pub(super) fn running_of(tx: &Tx, user: UserId, at: Instant) -> StoreResult<Vec<BreakGlass>> {
    let all: Vec<BreakGlass> = tx.run(|connection| {
        Ok(break_glass::table
            .filter(break_glass::user_id.eq(user.column()))
            .filter(break_glass::ends_at.gt(at.column()))
            .order(break_glass::opened_at)
            .load(connection)?)
    })?;
    Ok(all.into_iter().filter(|opening| opening.running(at)).collect())
}

/// Ends one of the user's own openings early.
pub(super) fn end(tx: &Tx, user: UserId, id: BreakGlassId, now: Moment) -> StoreResult<()> {
    let changed = tx.run(|connection| {
        Ok(diesel::update(
            break_glass::table
                .filter(break_glass::id.eq(id.column()))
                .filter(break_glass::user_id.eq(user.column()))
                .filter(break_glass::ended_at.is_null()),
        )
        .set(break_glass::ended_at.eq(Some(now.at.column())))
        .execute(connection)?)
    })?;
    if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}
