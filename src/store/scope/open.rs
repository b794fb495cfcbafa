//! Opening a record: the right looked up, the look logged, and only then the record.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    access::{Purpose, Right},
    allocation::Part,
    id::{AllocationId, BreakGlassId, PersonId, UserId},
    moment::Moment,
    role::Role,
};

use super::{break_glass, record::Record};
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    repo::{
        access_log::{self, NewLook},
        deaths::lives,
    },
    schema::{
        desk::covers,
        people::{persons, users},
        records::allocations,
    },
    types::Column as _,
};

/// The right by which a record may be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Admitted {
    right: Right,
    break_glass: Option<BreakGlassId>,
}

impl Admitted {
    const REFUSED: Self = Self { right: Right::Refused, break_glass: None };

    const fn by(right: Right) -> Self {
        Self { right, break_glass: None }
    }
}

/// Opens a record for someone who has `role`.
pub(super) fn open(
    tx: &Tx,
    user: UserId,
    role: Role,
    person: PersonId,
    purpose: Purpose,
    now: Moment,
) -> StoreResult<Record<'_>> {
    // Looked up where the look is logged: the writer's pages are at hand, a reader's are not after every commit.
    let admitted = tx.durably(move |tx| admit(tx, user, role, person, purpose, now))?;
    if admitted.right == Right::Refused {
        // Whoever asked will be told that there is nothing here, and their work undone; the fact that they asked is
        // kept.
        tx.keep_anyway(move |tx| admit(tx, user, role, person, purpose, now).map(drop));
        return Err(StoreError::NotFound);
    }
    Ok(Record::new(tx, person, Some(user), admitted.right, now))
}

fn admit(
    tx: &Tx,
    user: UserId,
    role: Role,
    person: PersonId,
    purpose: Purpose,
    now: Moment,
) -> StoreResult<Admitted> {
    let admitted = right_of(tx, user, role, person, now)?;
    let look = NewLook {
        at: now.at,
        user,
        role,
        person: Some(person),
        purpose,
        right: admitted.right,
        break_glass: admitted.break_glass,
        detail: None,
    };
    access_log::append(tx, &look)?;
    Ok(admitted)
}

/// The right that this user has to this record at this moment.
fn right_of(tx: &Tx, user: UserId, role: Role, person: PersonId, now: Moment) -> StoreResult<Admitted> {
    let Some(known) = known(tx, user, role, person, now)? else { return Ok(Admitted::REFUSED) };
    let standing = match role {
        Role::YoungPerson => known.own.then_some(Right::Own),
        Role::Manager => Some(Right::Manager),
        Role::Adviser => known.allocated.then_some(Right::Adviser),
        Role::ReviewingOfficer => known.allocated.then_some(Right::ReviewingOfficer),
        Role::HubWorker | Role::Partner | Role::Administrator => None,
    };
    if let Some(right) = standing {
        return Ok(Admitted::by(right));
    }
    if role == Role::Adviser && covers_adviser_of(tx, user, person, now.today)? {
        return Ok(Admitted::by(Right::Adviser));
    }
    if matches!(role, Role::Adviser | Role::ReviewingOfficer | Role::HubWorker)
        && let Some(opening) = break_glass::running(tx, user, person, now.at)?
    {
        return Ok(Admitted { right: Right::BreakGlass, break_glass: Some(opening.id) });
    }
    Ok(Admitted::REFUSED)
}

/// What connects a user who may do something to an existing record.
struct Known {
    own: bool,
    /// They are allocated to it today, in their role.
    allocated: bool,
}

/// In one query: every page that shows a record needs it.
fn known(tx: &Tx, user: UserId, role: Role, person: PersonId, now: Moment) -> StoreResult<Option<Known>> {
    let part = if role == Role::ReviewingOfficer { Part::ReviewingOfficer } else { Part::Adviser };
    let current = allocations::person_id
        .eq(person.column())
        .and(allocations::user_id.eq(users::id))
        .and(allocations::part.eq(part.column()))
        .and(allocations::from_day.le(now.today))
        .and(allocations::until_day.is_null().or(allocations::until_day.gt(now.today)));
    let found: Option<(Option<PersonId>, Option<AllocationId>)> = tx.run(|connection| {
        Ok(users::table
            .inner_join(persons::table.on(persons::id.eq(person.column())))
            .left_join(allocations::table.on(current))
            .filter(users::id.eq(user.column()))
            .filter(users::role.eq(role.column()))
            .filter(users::disabled_at.is_null())
            .filter(lives!(users::person_id))
            .select((users::person_id, allocations::id.nullable()))
            .first(connection)
            .optional()?)
    })?;
    Ok(found.map(|(own, allocated)| Known { own: own == Some(person), allocated: allocated.is_some() }))
}

/// Whether they stand in today for somebody who is the person's adviser today.
fn covers_adviser_of(tx: &Tx, user: UserId, person: PersonId, day: NaiveDate) -> StoreResult<bool> {
    tx.run(|connection| {
        let found: i64 = covers::table
            .inner_join(allocations::table.on(allocations::user_id.eq(covers::absent_id)))
            .filter(covers::cover_id.eq(user.column()))
            .filter(covers::from_day.le(day))
            .filter(covers::until_day.is_null().or(covers::until_day.gt(day)))
            .filter(allocations::person_id.eq(person.column()))
            .filter(allocations::part.eq(Part::Adviser.column()))
            .filter(allocations::from_day.le(day))
            .filter(allocations::until_day.is_null().or(allocations::until_day.gt(day)))
            .count()
            .get_result(connection)?;
        Ok(found > 0)
    })
}

impl Tx {
    /// Who is the adviser of a person on a day, if anyone is: for whoever is told of something that is for them alone.
    ///
    /// # Errors
    /// The database's own.
    pub fn adviser_of(&self, person: PersonId, day: NaiveDate) -> StoreResult<Option<UserId>> {
        self.run(|connection| {
            Ok(allocations::table
                .filter(allocations::person_id.eq(person.column()))
                .filter(allocations::part.eq(Part::Adviser.column()))
                .filter(allocations::from_day.le(day))
                .filter(allocations::until_day.is_null().or(allocations::until_day.gt(day)))
                .order((allocations::from_day.desc(), allocations::id.desc()))
                .select(allocations::user_id)
                .first(connection)
                .optional()?)
        })
    }
}

/// Is there such a record? For the store's own use: a viewer learns nothing from it.
pub(super) fn exists(tx: &Tx, person: PersonId) -> StoreResult<bool> {
    tx.run(|connection| {
        let found: i64 =
            persons::table.filter(persons::id.eq(person.column())).count().get_result(connection)?;
        Ok(found > 0)
    })
}

/// Logs a look at what came to the hub, which is nobody's record.
pub(crate) fn log_at_the_hub(
    tx: &Tx,
    (user, role): (UserId, Role),
    purpose: Purpose,
    detail: Option<String>,
    now: Moment,
) -> StoreResult<()> {
    log_list(tx, user, role, purpose, detail, now)
}

/// Logs a look at a list, a search or a figure, which is not about one person.
pub(super) fn log_list(
    tx: &Tx,
    user: UserId,
    role: Role,
    purpose: Purpose,
    detail: Option<String>,
    now: Moment,
) -> StoreResult<()> {
    let right = match role {
        Role::YoungPerson => Right::Own,
        Role::Adviser => Right::Adviser,
        Role::ReviewingOfficer => Right::ReviewingOfficer,
        Role::Manager => Right::Manager,
        Role::HubWorker | Role::Partner => Right::Hub,
        Role::Administrator => Right::Refused,
    };
    let known = tx.durably(move |tx| {
        let known = tx.viewer(user)?.is_some_and(|viewer| viewer.role() == role);
        let look = NewLook {
            at: now.at,
            user,
            role,
            person: None,
            purpose,
            right: if known { right } else { Right::Refused },
            break_glass: None,
            detail: detail.clone(),
        };
        access_log::append(tx, &look)?;
        Ok(known)
    })?;
    known.then_some(()).ok_or(StoreError::NotFound)
}
