//! A manager sees who is getting what they are owed.

use std::sync::Arc;

use leaving_care_rules::{Law, assess};
use onward_domain::{allocation::Team, coverage::Coverage, id::PersonId, moment::Moment};
use onward_store::{
    StoreResult, Tx,
    scope::{Listed, ServiceView},
};

/// The cohort's figures at one version of the data.
#[derive(Debug, Clone)]
pub struct Worked {
    /// The version of the data that it was worked out from.
    pub version: i64,
    /// The figures.
    pub coverage: Coverage,
    /// The teams, by name.
    pub teams: Vec<Team>,
}

/// Works the figures out anew, from everyone's facts. The caller keeps them for as long as the version and the day stay.
///
/// # Errors
/// The store's.
pub fn work_out(tx: &Tx, service: &ServiceView, law: &Law, now: Moment) -> StoreResult<Worked> {
    let cohort = service.cohort(tx, now)?;
    let mut coverage = Coverage::default();
    for listed in &cohort.people {
        let assessment = assess(law, &listed.facts.before_giving(now.today), now.today);
        coverage.add(law, listed.person.id, &assessment, &listed.facts, &listed.shown());
    }
    Ok(Worked { version: cohort.version, coverage, teams: service.teams(tx)? })
}

/// The people behind a figure. The look at the list is written down.
///
/// # Errors
/// The store's.
pub fn people_behind(
    tx: &Tx,
    service: &ServiceView,
    people: &[PersonId],
    now: Moment,
) -> StoreResult<Vec<Arc<Listed>>> {
    service.people(tx, people, now)
}
