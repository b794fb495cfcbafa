//! Texts to whoever is on duty when something comes to the closed hub that should not wait. They say that there is something, and
//! nothing about it.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use onward_domain::{
    hub::AlertEnd,
    id::{HubAlertId, HubContactId},
};

use crate::{
    Tx,
    error::StoreResult,
    schema::hub::{hub_alerts, hub_contacts, hub_steps},
    scope::HubDesk,
    types::{Column as _, Instant},
};

/// Between two texts: a flood is one text every so often, and not one each.
const BETWEEN: TimeDelta = TimeDelta::minutes(10);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubAlert {
    pub id: HubAlertId,
    /// The first of what it is about.
    pub contact: HubContactId,
    pub made_at: Instant,
    pub due_at: Instant,
    pub tries: i64,
    pub ended: Option<AlertEnd>,
}

type AlertRow = (HubAlertId, HubContactId, NaiveDateTime, NaiveDateTime, i64, Option<AlertEnd>);

macro_rules! columns {
    () => {
        (
            hub_alerts::id,
            hub_alerts::contact_id,
            hub_alerts::made_at,
            hub_alerts::due_at,
            hub_alerts::tries,
            hub_alerts::ended,
        )
    };
}

fn alert((id, contact, made_at, due_at, tries, ended): AlertRow) -> HubAlert {
    HubAlert { id, contact, made_at: made_at.and_utc(), due_at: due_at.and_utc(), tries, ended }
}

impl Tx {
    /// Puts a text about a contact on its way; one that waits already is about this one too.
    ///
    /// # Errors
    /// The database's own.
    pub fn add_hub_alert(&self, contact: HubContactId, now: Instant) -> StoreResult<()> {
        self.run(|connection| {
            let waits: i64 =
                hub_alerts::table.filter(hub_alerts::ended.is_null()).count().get_result(connection)?;
            if waits > 0 {
                return Ok(());
            }
            let last: Option<Option<NaiveDateTime>> = hub_alerts::table
                .filter(hub_alerts::ended.eq(AlertEnd::Sent.word()))
                .order(hub_alerts::ended_at.desc())
                .select(hub_alerts::ended_at)
                .first(connection)
                .optional()?;
            let earliest = last.flatten().map_or(now, |last| last.and_utc() + BETWEEN);
            diesel::insert_into(hub_alerts::table)
                .values((
                    hub_alerts::id.eq(HubAlertId::new().column()),
                    hub_alerts::contact_id.eq(contact.column()),
                    hub_alerts::made_at.eq(now.column()),
                    hub_alerts::due_at.eq(earliest.max(now).column()),
                    hub_alerts::tries.eq(0_i64),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Those that are due, each with whether somebody at the hub has seen what it is about.
    ///
    /// # Errors
    /// The database's own.
    pub fn hub_alerts_due(&self, now: Instant) -> StoreResult<Vec<(HubAlert, bool)>> {
        self.run(|connection| {
            let rows: Vec<AlertRow> = hub_alerts::table
                .filter(hub_alerts::ended.is_null())
                .filter(hub_alerts::due_at.le(now.column()))
                .order((hub_alerts::due_at, hub_alerts::id))
                .select(columns!())
                .load(connection)?;
            let mut due = Vec::new();
            for row in rows {
                let one = alert(row);
                let steps: i64 = hub_steps::table
                    .filter(hub_steps::contact_id.eq(one.contact.column()))
                    .count()
                    .get_result(connection)?;
                due.push((one, steps > 0));
            }
            Ok(due)
        })
    }

    /// It ended.
    ///
    /// # Errors
    /// The database's own.
    pub fn end_hub_alert(&self, id: HubAlertId, how: AlertEnd, now: Instant) -> StoreResult<()> {
        self.run(|connection| {
            diesel::update(hub_alerts::table.find(id.column()))
                .set((
                    hub_alerts::ended.eq(Some(how.word())),
                    hub_alerts::ended_at.eq(Some(now.column())),
                    hub_alerts::tries.eq(hub_alerts::tries + 1),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Tried, and to be tried again later.
    ///
    /// # Errors
    /// The database's own.
    pub fn hub_alert_later(&self, id: HubAlertId, due_at: Instant) -> StoreResult<()> {
        self.run(|connection| {
            diesel::update(hub_alerts::table.find(id.column()))
                .set((hub_alerts::due_at.eq(due_at.column()), hub_alerts::tries.eq(hub_alerts::tries + 1)))
                .execute(connection)?;
            Ok(())
        })
    }
}

impl HubDesk {
    /// Texts that did not go, about contacts of which nobody at the hub has done anything yet: the contact's number with each. Logged
    /// with the queue's look.
    ///
    /// # Errors
    /// The database's own.
    pub fn alerts_not_sent(&self, tx: &Tx) -> StoreResult<Vec<(HubAlert, String)>> {
        tx.run(|connection| {
            let not_sent =
                hub_alerts::ended.is_null().or(hub_alerts::ended.eq(Some(AlertEnd::Failed.word())));
            let rows: Vec<(AlertRow, String)> = hub_alerts::table
                .inner_join(hub_contacts::table.on(hub_contacts::id.eq(hub_alerts::contact_id)))
                .filter(not_sent)
                .filter(hub_alerts::contact_id.ne_all(hub_steps::table.select(hub_steps::contact_id)))
                .order((hub_alerts::made_at, hub_alerts::id))
                .select((columns!(), hub_contacts::reference))
                .load(connection)?;
            Ok(rows.into_iter().map(|(row, reference)| (alert(row), reference)).collect())
        })
    }
}
