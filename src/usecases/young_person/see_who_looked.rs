//! Sees who opened one's own record, when, by what right and what for.

use onward_domain::{
    access::{BreakGlass, Look, Purpose},
    allocation::Worker,
    id::UserId,
    moment::Moment,
};
use onward_store::{StoreResult, Tx, scope::OwnRecord};
use std::collections::HashMap;

/// Who has looked, newest first.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Rows of the access log.
    pub looks: Vec<Look>,
    /// The record opened from outside, with the reasons that were given.
    pub openings: Vec<BreakGlass>,
    /// The names of those who opened it from outside.
    pub names: HashMap<UserId, String>,
    /// The adviser today, for the page's foot.
    pub adviser: Option<Worker>,
}

/// Opens one's own record and reads the newest `most` rows of its access log. This look is one of them.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_who_looked(tx: &Tx, own: &OwnRecord, most: i64, now: Moment) -> StoreResult<Looked> {
    let record = own.open(tx, Purpose::OwnPages, now)?;
    let openings = record.openings()?;
    let mut names = HashMap::new();
    for opening in &openings {
        if let Some(user) = tx.users().find(opening.user)? {
            names.insert(user.id, user.display_name);
        }
    }
    Ok(Looked {
        looks: record.looks(most)?,
        openings,
        names,
        adviser: record.worker(onward_domain::allocation::Part::Adviser)?,
    })
}
