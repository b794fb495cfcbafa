//! Sees what a birthday changes: the law's answer on its eve and on the day, side by side.

use chrono::NaiveDate;
use leaving_care_rules::{Law, calendar::birthday, messages::Messages};
use onward_domain::{access::Purpose, living::Home};
use onward_store::{StoreResult, scope::OwnRecord};

use super::{
    see_home::{OwnHome, home_of},
    see_own_pages::Own,
};
use crate::usecases::{
    adviser::consider::{Considered, between},
    ask::Ask,
};

/// A birthday and what it changes.
#[derive(Debug, Clone)]
pub struct OwnTurning {
    /// One's own pages and plan.
    pub home: OwnHome,
    /// The homes on their record, the oldest first.
    pub homes: Vec<Home>,
    /// The birthday, and the answers before and on it; none without a date of birth.
    pub birthday: Option<(NaiveDate, Considered)>,
}

/// Opens one's own record and compares.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_turning(ask: &Ask<'_, OwnRecord>, age: u8) -> StoreResult<OwnTurning> {
    let record = ask.open(Purpose::OwnPages)?;
    let home = home_of(ask, &record)?;
    let birthday = turn(ask.law, ask.messages, &home.own, age);
    Ok(OwnTurning { home, homes: record.homes_shown()?, birthday })
}

/// The birthday, and the answers on its eve and on the day; `None` without a date of birth.
pub(crate) fn turn(law: &Law, messages: &Messages, own: &Own, age: u8) -> Option<(NaiveDate, Considered)> {
    let day = birthday(own.facts.date_of_birth?, age);
    let eve = day.pred_opt()?;
    Some((day, between(law, messages, (&own.facts, eve), (&own.facts, day))))
}
