//! A manager sees who is getting what they are owed.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;
use leaving_care_rules::{Law, assess, entitlement::outcome::Entitlement};
use onward_domain::{
    allocation::Team, coverage::Coverage, entitlement::standing, id::PersonId, overrides::lay_over,
    request::Request,
};
use onward_store::{
    StoreResult,
    scope::{Listed, ServiceView},
};

use crate::usecases::ask::Ask;

/// Everyone's figures at one version of the data.
#[derive(Debug, Clone)]
pub struct Worked {
    /// The version of the data they were worked out from.
    pub version: i64,
    /// The figures.
    pub coverage: Coverage,
    /// The teams, by name.
    pub teams: Vec<Team>,
    /// Who asked for help that can't wait before today, and waits.
    pub emergencies: Vec<PersonId>,
}

/// A version of the data, and the day.
type Of = (i64, NaiveDate);

/// Managers' figures as last worked out, the same for all who may see them.
#[derive(Debug, Default)]
pub struct Kept {
    last: RwLock<Option<(Of, Arc<Worked>)>>,
}

impl Kept {
    /// The figures, if they were worked out from exactly this version of the data, for this day.
    fn get(&self, of: Of) -> Option<Arc<Worked>> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(kept, _)| *kept == of).map(|(_, figures)| Arc::clone(figures))
    }

    /// Replaces the stored figures.
    fn put(&self, of: Of, figures: Arc<Worked>) {
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        *last = Some((of, figures));
    }
}

/// The figures, as a look at them: written down whether they were worked out for it or kept.
///
/// # Errors
/// The store's; any error in writing it down.
pub fn see_coverage(ask: &Ask<'_, ServiceView>, kept: &Kept) -> StoreResult<Arc<Worked>> {
    ask.scope.look_at_figures(ask.tx, ask.now)?;
    figures(ask, kept)
}

/// The figures of this version of the data and this day, kept or worked out anew, for a look that is written down by itself:
/// as the list behind them, or as whose advisers are looked at.
///
/// # Errors
/// Any store error.
pub fn figures(ask: &Ask<'_, ServiceView>, kept: &Kept) -> StoreResult<Arc<Worked>> {
    if let Some(figures) = kept.get((ask.tx.data_version()?, ask.now.today)) {
        return Ok(figures);
    }
    let worked = Arc::new(work_out(ask)?);
    kept.put((worked.version, ask.now.today), Arc::clone(&worked));
    Ok(worked)
}

/// Works out the figures again, from everyone's facts.
///
/// # Errors
/// Any store error.
pub fn work_out(ask: &Ask<'_, ServiceView>) -> StoreResult<Worked> {
    let (law, today) = (ask.law, ask.now.today);
    let cohort = ask.scope.cohort(ask.tx, ask.now)?;
    let mut coverage = Coverage::default();
    let mut emergencies = Vec::new();
    for listed in &cohort.people {
        let mut assessment = assess(law, &listed.facts.before_giving(today), today);
        lay_over(law, &mut assessment, &listed.facts.overrides);
        coverage.add(law, listed.person.id, &assessment, &listed.facts, &listed.shown());
        if waits_since(law, listed).is_some_and(|since| since < today) {
            emergencies.push(listed.person.id);
        }
    }
    Ok(Worked { version: cohort.version, coverage, teams: ask.scope.teams(ask.tx)?, emergencies })
}

/// Since when somebody waits for help that can't wait, if they do: the longest.
#[must_use]
pub fn waits_since(law: &Law, listed: &Listed) -> Option<NaiveDate> {
    let steps = standing(&listed.facts.entitlements);
    let waiting = |entry: &Entitlement| {
        let of: Vec<_> = steps.iter().copied().filter(|step| step.note.entitlement == entry.id).collect();
        Request::of(&of, true).filter(|request| request.stage.waits())?.since()
    };
    law.entitlements().iter().filter(|entry| entry.emergency).filter_map(waiting).min()
}

/// The people behind a figure. The look at the list is logged.
///
/// # Errors
/// Any store error.
pub fn people_behind(ask: &Ask<'_, ServiceView>, people: &[PersonId]) -> StoreResult<Vec<Arc<Listed>>> {
    ask.scope.people(ask.tx, people, ask.now)
}
