//! Opening a record from outside: with a reason, for a limited time, visible to the young person and to managers.

use chrono::{SubsecRound as _, TimeDelta};
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
    chain::{digest, moment},
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
    // A second reason is kept beside the first. It opens the record no longer than the first did.
    let running = running_all(tx, user, person, now.at)?;
    if let Some(same) = running.iter().find(|opening| opening.reason == reason) {
        return Ok(same.clone());
    }
    let until = running.iter().map(|opening| opening.ends_at).min();
    let opening = BreakGlass {
        id: BreakGlassId::new(),
        user,
        person,
        reason: reason.to_owned(),
        opened_at: now.at,
        ends_at: until.unwrap_or(now.at + TimeDelta::hours(BreakGlass::HOURS)),
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
        detail: Some(&seal(&opening)),
    };
    tx.note_deed(&deed, now.at)?;
    Ok(opening)
}

/// What an opening says, as one word inside the chain: a changed reason or time shows.
pub(crate) fn seal(opening: &BreakGlass) -> String {
    digest(&[
        &opening.id.to_string(),
        &opening.user.to_string(),
        &opening.person.to_string(),
        &opening.reason,
        &moment(opening.opened_at.trunc_subsecs(6)),
        &moment(opening.ends_at.trunc_subsecs(6)),
    ])
}

/// The opening of this record by this user that is running.
pub(super) fn running(
    tx: &Tx,
    user: UserId,
    person: PersonId,
    at: Instant,
) -> StoreResult<Option<BreakGlass>> {
    Ok(running_all(tx, user, person, at)?.into_iter().next())
}

/// The same with every reason that was given meanwhile, the first one first.
fn running_all(tx: &Tx, user: UserId, person: PersonId, at: Instant) -> StoreResult<Vec<BreakGlass>> {
    let all: Vec<BreakGlass> = tx.run(|connection| {
        Ok(break_glass::table
            .filter(break_glass::user_id.eq(user.column()))
            .filter(break_glass::person_id.eq(person.column()))
            .filter(break_glass::ends_at.gt(at.column()))
            .order((break_glass::opened_at, break_glass::id))
            .load(connection)?)
    })?;
    Ok(all.into_iter().filter(|opening| opening.running(at)).collect())
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

impl Tx {
    /// How many openings no manager has seen.
    ///
    /// # Errors
    /// The database's own.
    pub fn unseen_openings(&self) -> StoreResult<i64> {
        self.run(|connection| {
            Ok(break_glass::table.filter(break_glass::seen_at.is_null()).count().get_result(connection)?)
        })
    }
}

/// Ends an opening of one's own early, with every reason that was given for it.
pub(super) fn end(tx: &Tx, user: UserId, id: BreakGlassId, now: Moment) -> StoreResult<()> {
    let own: Option<BreakGlass> = tx.run(|connection| {
        Ok(break_glass::table
            .filter(break_glass::id.eq(id.column()))
            .filter(break_glass::user_id.eq(user.column()))
            .filter(break_glass::ended_at.is_null())
            .first(connection)
            .optional()?)
    })?;
    // One that has run out meanwhile is over as whoever closes it wants it.
    let person = own.map(|opening| opening.person).ok_or(StoreError::NotFound)?;
    let running = running_of(tx, user, now.at)?;
    for opening in running.iter().filter(|opening| opening.person == person) {
        tx.run(|connection| {
            Ok(diesel::update(break_glass::table.filter(break_glass::id.eq(opening.id.column())))
                .set(break_glass::ended_at.eq(Some(now.at.column())))
                .execute(connection)?)
        })?;
        let (subject, at) = (opening.id.to_string(), moment(now.at.trunc_subsecs(6)));
        let deed = Deed {
            by: Some(user),
            person: Some(person),
            what: "break_glass.ended",
            subject: Some(&subject),
            detail: Some(&at),
        };
        tx.note_deed(&deed, now.at)?;
    }
    Ok(())
}
