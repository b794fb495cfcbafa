//! What a new adviser needs to know about somebody, read from the record as it is. Nothing of it is kept a second time.

use chrono::NaiveDate;
use onward_domain::{
    access::{Purpose, Right},
    allocation::{Allocation, Part},
    id::PersonId,
    mine::NotAgain,
};
use onward_store::{StoreError, StoreResult};

use super::see_person::{SeenPerson, read};
use crate::usecases::ask::{Ask, OpensRecords};

/// Somebody who is, was or will be their adviser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviserThen {
    pub name: String,
    pub from: NaiveDate,
    /// The first day on which they no longer are.
    pub until: Option<NaiveDate>,
}

/// What the handover shows.
#[derive(Debug, Clone)]
pub struct SeenHandover {
    pub person: SeenPerson,
    /// What they don't want to explain again, in their words.
    pub not_again: Option<NotAgain>,
    /// Newest first.
    pub advisers: Vec<AdviserThen>,
}

/// Opens the record for a handover: their adviser, whoever stands in for them, and a manager may.
///
/// # Errors
/// `NotFound` for a person who is not the viewer's, and for somebody who only looks in from outside or reviews.
pub fn see_handover<S: OpensRecords>(ask: &Ask<'_, S>, person: PersonId) -> StoreResult<SeenHandover> {
    let record = ask.open(person, Purpose::Handover)?;
    if !matches!(record.right(), Right::Adviser | Right::Manager) {
        return Err(StoreError::NotFound);
    }
    let all = record.allocations().all()?;
    let names = ask.tx.users().names(all.iter().map(|one| one.user))?;
    let then = |one: &Allocation| AdviserThen {
        name: names.get(&one.user).cloned().unwrap_or_default(),
        from: one.from,
        until: one.until,
    };
    Ok(SeenHandover {
        person: read(ask, &record)?,
        not_again: record.not_again()?,
        advisers: all.iter().rev().filter(|one| one.part == Part::Adviser).map(then).collect(),
    })
}
