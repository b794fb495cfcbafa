//! What the hub passes to a council that is not of the hub. Rows are only ever added, and none without its ground.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use onward_domain::{
    hub::{Agency, Deed, PartSaid, Passed, Refused, ShareGround},
    id::{HubContactId, HubPassId, UserId},
    moment::Moment,
};

use super::hub::find;
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::hub::hub_passes,
    scope::HubDesk,
    types::Column as _,
};

/// What a form's key is used up for.
const PASSED: &str = "hub_pass";

/// What is passed to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassTo {
    /// The council, or whoever it is in another country.
    pub council: String,
    pub said: PartSaid,
    /// Who there has taken it; None where nobody has yet.
    pub taken_by: Option<String>,
}

type PassRow =
    (HubPassId, String, String, ShareGround, Option<String>, Option<String>, NaiveDateTime, UserId);

impl HubDesk {
    /// What was passed on of a contact, oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn passed(&self, tx: &Tx, contact: HubContactId) -> StoreResult<Vec<Passed>> {
        let rows: Vec<PassRow> = tx.run(|connection| {
            Ok(hub_passes::table
                .filter(hub_passes::contact_id.eq(contact.column()))
                .order((hub_passes::at, hub_passes::id))
                .select((
                    hub_passes::id,
                    hub_passes::council,
                    hub_passes::words,
                    hub_passes::ground,
                    hub_passes::law,
                    hub_passes::taken_by,
                    hub_passes::at,
                    hub_passes::by_user,
                ))
                .load(connection)?)
        })?;
        let pass = |(id, to, words, ground, law, taken_by, at, by): PassRow| Passed {
            id,
            to,
            said: PartSaid { words, ground: Some(ground), law },
            taken_by,
            at: at.and_utc(),
            by,
        };
        Ok(rows.into_iter().map(pass).collect())
    }

    /// Passes a contact to a council that is not of the hub, or says who there has taken it; once a form. It needs the same grounds as
    /// anything that is shared, and leaves the contact where it is, with its clock.
    ///
    /// # Errors
    /// `NotAllowed` for one without a ground or a council; `NotFound` for no contact, and for whoever is at the hub no more; the
    /// database's own.
    pub fn pass_on(
        &self,
        tx: &Tx,
        contact: HubContactId,
        to: &PassTo,
        key: &str,
        now: Moment,
    ) -> StoreResult<Result<(), Refused>> {
        self.still_here(tx)?;
        let Some(ground) = to.said.ground.filter(|_| to.said.is_whole() && !to.council.trim().is_empty())
        else {
            return Err(StoreError::NotAllowed(
                "nothing is passed on without its ground and its name".into(),
            ));
        };
        if tx.done_before(self.user(), key, PASSED)?.is_some() {
            return Ok(Ok(()));
        }
        let shared = Deed::Shared {
            agency: Agency::OtherCouncil,
            ground,
            law: to.said.law.clone(),
            what: to.said.words.clone(),
        };
        if let Err(why) = find(tx, contact)?.stands().allows(&shared, self.user(), now.today) {
            return Ok(Err(why));
        }
        let id = HubPassId::new();
        tx.run(|connection| {
            diesel::insert_into(hub_passes::table)
                .values((
                    hub_passes::id.eq(id.column()),
                    hub_passes::contact_id.eq(contact.column()),
                    hub_passes::council.eq(&to.council),
                    hub_passes::words.eq(&to.said.words),
                    hub_passes::ground.eq(ground.word()),
                    hub_passes::law.eq(to.said.law.as_ref()),
                    hub_passes::taken_by.eq(to.taken_by.as_ref()),
                    hub_passes::at.eq(now.at.column()),
                    hub_passes::by_user.eq(self.user().column()),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        tx.use_up(self.user(), key, PASSED, "", now.at)?;
        self.note(tx, "hub_contact.passed", &id.to_string(), now).map(Ok)
    }
}
