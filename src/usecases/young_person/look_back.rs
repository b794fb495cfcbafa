//! Sees what one should have had since 16, as far as it is recorded here.

use onward_domain::{
    access::Purpose,
    allocation::Part,
    looking_back::{Evidence, YearBack, looking_back},
    person::Identity,
};
use onward_store::{StoreResult, scope::OwnRecord};

use super::see_own_pages::{Own, own_of};
use crate::usecases::ask::Ask;

/// What the pages of looking back are made of.
#[derive(Debug, Clone)]
pub struct OwnPast {
    /// One's own pages.
    pub own: Own,
    /// The names, for a letter in one's own name.
    pub identity: Identity,
    /// Year by year since 16.
    pub years: Vec<YearBack>,
}

/// Opens one's own record and reads what the ledgers say of each year.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn look_back(ask: &Ask<'_, OwnRecord>) -> StoreResult<OwnPast> {
    let record = ask.open(Purpose::OwnPages)?;
    let own = own_of(ask, &record)?;
    let facts = record.facts()?;
    let advisers = record.allocations().all()?.into_iter().filter(|one| one.part == Part::Adviser);
    let evidence = Evidence {
        advisers: advisers.map(|one| (one.from, one.until)).collect(),
        plans: record.plans().all()?.into_iter().filter_map(|plan| plan.agreed_on).collect(),
        steps: own.steps.clone(),
    };
    let years = looking_back(ask.law, &facts.before_giving(own.today), own.today, &evidence);
    Ok(OwnPast { identity: record.person()?.identity, years, own })
}
