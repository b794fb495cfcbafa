//! The young person sees who opened their own record, when, by what right and why.

use chrono::{DateTime, Utc};
use onward_domain::{
    access::{BreakGlass, Look, Purpose},
    allocation::Worker,
    entitlement::EntitlementAct,
    id::UserId,
};
use onward_store::{StoreResult, scope::OwnRecord};
use std::collections::HashMap;

use crate::usecases::ask::Ask;

/// Who has looked, newest first.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Rows of the access log.
    pub looks: Vec<Look>,
    /// What was done to the record, newest first.
    pub deeds: Vec<Deed>,
    /// When the record was opened from outside, with the reasons given.
    pub openings: Vec<BreakGlass>,
    /// The names of those who opened it from outside.
    pub names: HashMap<UserId, String>,
    /// The adviser today, for the foot of the page.
    pub adviser: Option<Worker>,
}

/// Something done to the record: that it was done, by whom and when, never what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When: the moment of the look during which it was done.
    pub at: DateTime<Utc>,
    pub by: Option<UserId>,
    /// What, in the audit trail's words: `care_episode.corrected`.
    pub what: String,
    /// For a step of an entitlement: which step.
    pub act: Option<EntitlementAct>,
}

/// Opens their own record and reads the newest `most` rows of its access log. This look is one of them.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; any database error.
pub fn see_who_looked(ask: &Ask<'_, OwnRecord>, most: i64) -> StoreResult<Looked> {
    let tx = ask.tx;
    let record = ask.open(Purpose::OwnPages)?;
    let openings = record.openings()?;
    let names = tx.users().names(openings.iter().map(|opening| opening.user))?;
    let acts: HashMap<String, EntitlementAct> =
        record.entitlements().steps()?.into_iter().map(|step| (step.id.to_string(), step.note.act)).collect();
    let deeds = record.deeds(most)?.into_iter().map(|done| Deed {
        at: done.at,
        by: done.by,
        act: done.subject.and_then(|subject| acts.get(&subject).copied()),
        what: done.what,
    });
    Ok(Looked {
        looks: record.looks(most)?,
        deeds: deeds.collect(),
        openings,
        names,
        adviser: record.worker(onward_domain::allocation::Part::Adviser)?,
    })
}
