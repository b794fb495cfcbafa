//! What of a contact is left out of the family's copy. Rows are only ever added, and none changes the ledger.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use onward_domain::{
    hub::{Mark, Withheld, entries},
    id::{HubContactId, HubMarkId, UserId},
    moment::Moment,
};

use super::hub::find;
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::hub::hub_marks,
    scope::HubDesk,
    types::Column as _,
};

/// What a form's key is used up for.
const MARKED: &str = "hub_mark";

impl HubDesk {
    /// What was marked in a contact, oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn marks(&self, tx: &Tx, contact: HubContactId) -> StoreResult<Vec<Mark>> {
        let rows: Vec<(String, Option<Withheld>, NaiveDateTime, UserId)> = tx.run(|connection| {
            Ok(hub_marks::table
                .filter(hub_marks::contact_id.eq(contact.column()))
                .order((hub_marks::at, hub_marks::id))
                .select((hub_marks::entry, hub_marks::reason, hub_marks::at, hub_marks::by_user))
                .load(connection)?)
        })?;
        Ok(rows
            .into_iter()
            .map(|(entry, reason, at, by)| Mark { entry, reason, at: at.and_utc(), by })
            .collect())
    }

    /// Leaves an entry out of the family's copy for a reason, or shows it again; once a form.
    ///
    /// # Errors
    /// `NotFound` for no contact, for an entry that does not stand in it, and for whoever is at the hub no more; the database's own.
    pub fn mark(
        &self,
        tx: &Tx,
        contact: HubContactId,
        (entry, reason): (&str, Option<Withheld>),
        key: &str,
        now: Moment,
    ) -> StoreResult<()> {
        self.still_here(tx)?;
        if tx.done_before(self.user(), key, MARKED)?.is_some() {
            return Ok(());
        }
        let one = find(tx, contact)?;
        let parts = self.parts(tx, contact)?;
        let passed = self.passed(tx, contact)?;
        let stands = entries(&one.contact, &one.steps, &parts, &passed);
        if !stands.iter().any(|(_, each)| each.id() == entry) {
            return Err(StoreError::NotFound);
        }
        let id = HubMarkId::new();
        tx.run(|connection| {
            diesel::insert_into(hub_marks::table)
                .values((
                    hub_marks::id.eq(id.column()),
                    hub_marks::contact_id.eq(contact.column()),
                    hub_marks::entry.eq(entry),
                    hub_marks::reason.eq(reason.map(Withheld::word)),
                    hub_marks::at.eq(now.at.column()),
                    hub_marks::by_user.eq(self.user().column()),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        tx.use_up(self.user(), key, MARKED, "", now.at)?;
        self.note(tx, "hub_contact.marked", &id.to_string(), now)
    }
}
