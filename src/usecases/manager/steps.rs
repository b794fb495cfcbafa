//! A manager sees how the steps of everybody's plans are going: figures by adviser, and nobody's name.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use onward_domain::{
    id::PersonId,
    open_steps::{Needs, OpenStep},
};
use onward_store::{StoreResult, scope::ServiceView};

use crate::usecases::ask::Ask;

/// Of one adviser's people, or of the whole service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepFigures {
    /// How many people have an open step.
    pub people: usize,
    pub open: usize,
    /// How many need each thing. A step may need several.
    pub needs: BTreeMap<Needs, usize>,
}

impl StepFigures {
    fn of<'s>(steps: impl IntoIterator<Item = &'s OpenStep>, today: NaiveDate) -> Self {
        let mut figures = Self::default();
        let mut people: Vec<PersonId> = Vec::new();
        for one in steps {
            figures.open += 1;
            people.push(one.person);
            for need in one.needs(today) {
                *figures.needs.entry(need).or_default() += 1;
            }
        }
        people.sort_unstable();
        people.dedup();
        Self { people: people.len(), ..figures }
    }

    /// How many need this.
    #[must_use]
    pub fn need(&self, need: Needs) -> usize {
        self.needs.get(&need).copied().unwrap_or_default()
    }
}

/// The figures of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenFigures {
    pub all: StepFigures,
    /// By the adviser's name; `None` for people without one. The most that is stuck or carried over first.
    pub by_adviser: Vec<(Option<String>, StepFigures)>,
}

/// Counts everybody's open steps. The look at figures is logged.
///
/// # Errors
/// Any store error.
pub fn see_step_figures(ask: &Ask<'_, ServiceView>) -> StoreResult<SeenFigures> {
    ask.scope.look_at_figures(ask.tx, ask.now)?;
    let today = ask.now.today;
    let people = ask.scope.cohort(ask.tx, ask.now)?.people;
    let steps = ask.scope.open_steps(ask.tx)?;
    let mut by: BTreeMap<Option<String>, Vec<&OpenStep>> = BTreeMap::new();
    let mut counted = Vec::new();
    for one in &steps {
        // Whoever is listed nowhere, because two numbers are one person, is counted nowhere.
        let Some(listed) = people.iter().find(|listed| listed.person.id == one.person) else { continue };
        by.entry(listed.adviser.as_ref().map(|adviser| adviser.name.clone())).or_default().push(one);
        counted.push(one);
    }
    let mut by_adviser: Vec<_> =
        by.into_iter().map(|(name, steps)| (name, StepFigures::of(steps, today))).collect();
    by_adviser.sort_by_key(|(name, figures)| {
        (std::cmp::Reverse(figures.need(Needs::Stuck) + figures.need(Needs::Twice)), name.clone())
    });
    Ok(SeenFigures { all: StepFigures::of(counted, today), by_adviser })
}
