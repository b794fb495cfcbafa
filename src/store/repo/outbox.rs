//! Messages to be sent and jobs to be done, written in the transaction that asked for them.

use chrono::TimeDelta;
use diesel::prelude::*;
use onward_domain::id::{OutboxId, PersonId};

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::trail::outbox,
    types::{Column as _, Instant},
};

/// So often is something tried before it is parked where a manager sees it.
const TRIES: i64 = 8;
/// So long does a worker have for one piece; after that another may take it.
const CLAIM_MINUTES: i64 = 5;

/// Something to be sent or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: OutboxId,
    /// What kind.
    pub kind: String,
    /// About whom.
    pub person: Option<PersonId>,
    /// What the worker needs to know.
    pub payload: String,
    /// How often it was tried before.
    pub tries: i64,
}

/// What waits to be sent or done.
#[derive(Clone, Copy)]
pub struct Outbox<'t> {
    tx: &'t Tx,
}

impl Tx {
    /// What waits to be sent or done.
    #[must_use]
    pub fn outbox(&self) -> Outbox<'_> {
        Outbox { tx: self }
    }
}

impl Outbox<'_> {
    /// Adds something, to be done from `due` on.
    ///
    /// # Errors
    /// The database's own.
    pub fn add(
        &self,
        kind: &str,
        person: Option<PersonId>,
        payload: &str,
        due: Instant,
        now: Instant,
    ) -> StoreResult<OutboxId> {
        let id = OutboxId::new();
        self.tx.run(|connection| {
            diesel::insert_into(outbox::table)
                .values((
                    outbox::id.eq(id.column()),
                    outbox::kind.eq(kind),
                    outbox::person_id.eq(person.column()),
                    outbox::payload.eq(payload),
                    outbox::created_at.eq(now.column()),
                    outbox::due_at.eq(due.column()),
                ))
                .execute(connection)?;
            Ok(id)
        })
    }

    /// Takes the next thing that is due, so that nobody else does it meanwhile.
    ///
    /// # Errors
    /// The database's own.
    pub fn claim(&self, now: Instant) -> StoreResult<Option<Waiting>> {
        let at = now.column();
        let until = (now + TimeDelta::minutes(CLAIM_MINUTES)).column();
        self.tx.run(|connection| {
            let free = || {
                outbox::done_at
                    .is_null()
                    .and(outbox::parked_at.is_null())
                    .and(outbox::due_at.le(at))
                    .and(outbox::claimed_until.is_null().or(outbox::claimed_until.le(at)))
            };
            type Row = (OutboxId, String, Option<PersonId>, String, i64);
            let next: Option<Row> = outbox::table
                .filter(free())
                .order((outbox::due_at, outbox::id))
                .select((outbox::id, outbox::kind, outbox::person_id, outbox::payload, outbox::tries))
                .first(connection)
                .optional()?;
            let Some((id, kind, person, payload, tries)) = next else { return Ok(None) };
            let won = diesel::update(outbox::table.filter(outbox::id.eq(id.column())).filter(free()))
                .set(outbox::claimed_until.eq(Some(until)))
                .execute(connection)?;
            Ok((won == 1).then_some(Waiting { id, kind, person, payload, tries }))
        })
    }

    /// It is done.
    ///
    /// # Errors
    /// `NotFound` when it is done already.
    pub fn done(&self, id: OutboxId, now: Instant) -> StoreResult<()> {
        let changed = self.tx.run(|connection| {
            Ok(diesel::update(
                outbox::table.filter(outbox::id.eq(id.column())).filter(outbox::done_at.is_null()),
            )
            .set((
                outbox::done_at.eq(Some(now.column())),
                outbox::claimed_until.eq(None::<chrono::NaiveDateTime>),
            ))
            .execute(connection)?)
        })?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// It failed: tried again later, each time twice as long after, and parked after the eighth time.
    ///
    /// # Errors
    /// `NotFound` when there is none such or it is done.
    pub fn failed(&self, id: OutboxId, why: &str, now: Instant) -> StoreResult<()> {
        self.tx.run(|connection| {
            let tries: Option<i64> = outbox::table
                .filter(outbox::id.eq(id.column()))
                .filter(outbox::done_at.is_null())
                .select(outbox::tries)
                .first(connection)
                .optional()?;
            let tries = tries.ok_or(StoreError::NotFound)?.saturating_add(1);
            let wait = TimeDelta::minutes(1_i64 << tries.clamp(0, 10));
            let parked = (tries >= TRIES).then(|| now.column());
            diesel::update(outbox::table.filter(outbox::id.eq(id.column())))
                .set((
                    outbox::tries.eq(tries),
                    outbox::last_error.eq(Some(why)),
                    outbox::claimed_until.eq(None::<chrono::NaiveDateTime>),
                    outbox::due_at.eq((now + wait).column()),
                    outbox::parked_at.eq(parked),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// How many failed too often and are parked.
    ///
    /// # Errors
    /// The database's own.
    pub fn parked(&self) -> StoreResult<i64> {
        self.tx.run(|connection| {
            Ok(outbox::table.filter(outbox::parked_at.is_not_null()).count().get_result(connection)?)
        })
    }
}
