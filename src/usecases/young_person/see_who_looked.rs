//! The young person sees who opened their own record, when, by what right and why.

use chrono::{DateTime, Utc};
use onward_domain::{
    access::{BreakGlass, Look, Purpose},
    account::WayMade,
    allocation::Worker,
    entitlement::EntitlementAct,
    id::UserId,
};
use onward_store::{StoreResult, scope::OwnRecord};
use std::collections::{BTreeSet, HashMap};

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
    /// The names of those who opened it from outside, and of those who made new ways in.
    pub names: HashMap<UserId, String>,
    /// New ways into the accounts of those who looked, and into one's own: what was done in the first day is marked.
    pub ways: Vec<WayMade>,
    /// Who one is, as an account.
    pub me: UserId,
    /// The adviser today, for the page's foot.
    pub adviser: Option<Worker>,
}

impl Looked {
    /// Was this look made in the first day of a new way into the account of whoever made it?
    #[must_use]
    pub fn by_new_way(&self, look: &Look) -> bool {
        self.ways.iter().any(|way| way.marks(look.user, look.at))
    }
}

/// Something that was done to the record: that it was done, by whom and when, never what it says.
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
    let acts: HashMap<String, EntitlementAct> =
        record.entitlements().steps()?.into_iter().map(|step| (step.id.to_string(), step.note.act)).collect();
    let deeds = record.deeds(most)?.into_iter().map(|done| Deed {
        at: done.at,
        by: done.by,
        act: done.subject.and_then(|subject| acts.get(&subject).copied()),
        what: done.what,
    });
    let looks = record.looks(most)?;
    let who: BTreeSet<UserId> = looks.iter().map(|look| look.user).chain([ask.me]).collect();
    let ways = tx.accounts().new_ways_of(&who.into_iter().collect::<Vec<_>>())?;
    let named = openings.iter().map(|opening| opening.user).chain(ways.iter().filter_map(|way| way.made_by));
    let names = tx.users().names(named)?;
    Ok(Looked {
        looks,
        ways,
        me: ask.me,
        deeds: deeds.collect(),
        openings,
        names,
        adviser: record.worker(onward_domain::allocation::Part::Adviser)?,
    })
}
