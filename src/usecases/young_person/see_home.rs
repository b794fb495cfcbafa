//! Sees one's own first page: everything of one's own pages, and the agreed plan with its steps.

use onward_domain::{
    access::Purpose,
    plan::{OwnStepLine, Plan, Step},
};
use onward_store::{
    StoreResult,
    repo::life::OwnContact,
    scope::{OwnRecord, Record},
};

use super::see_own_pages::{Own, own_of};
use crate::usecases::ask::Ask;

/// What *Home* is made of.
#[derive(Debug, Clone)]
pub struct OwnHome {
    /// Everything else.
    pub own: Own,
    /// The agreed plan.
    pub plan: Option<(Plan, Vec<Step>)>,
    /// Their own steps.
    pub own_steps: Vec<OwnStepLine>,
    /// The last time they were reached.
    pub last_met: Option<OwnContact>,
}

/// Opens one's own record once and reads both.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn see_home(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnHome> {
    let record = ask.open(Purpose::OwnPages)?;
    home_of(ask, &record)
}

/// The same in a record that is open already.
pub(super) fn home_of(ask: &Ask<'_, OwnRecord>, record: &Record<'_>) -> StoreResult<OwnHome> {
    let plans = record.plans();
    let plan = match plans.agreed()? {
        Some(plan) => {
            let steps = plans.steps(plan.id)?;
            Some((plan, steps))
        }
        None => None,
    };
    let last_met = record.own_contacts()?.into_iter().rev().find(|one| one.kind.reached());
    Ok(OwnHome { own: own_of(ask, record)?, plan, own_steps: record.own_steps().all()?, last_met })
}
