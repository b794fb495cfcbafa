//! Which years are held, and taking a return back that was imported wrongly.

use onward_domain::{
    id::{ImportId, UserId},
    moment::Moment,
    returns::ssda903::CollectionYear,
};
use onward_store::{
    Store, StoreError, StoreResult,
    repo::returns::{GoesWith, HeldTable, Run, RunFile, RunState, TakenBack, TakesBack},
    scope::ServiceView,
};
use std::{collections::BTreeMap, sync::Arc};

use super::{service, turn};
use crate::usecases::{ask::Ask, stop::Stop};

/// So often is it worked out anew on records that changed meanwhile.
const TRIES: usize = 5;

/// What is held of the return.
#[derive(Debug, Clone, Default)]
pub struct Years {
    /// Each table of each year that is held, by year.
    pub held: Vec<HeldTable>,
    /// Every year from the first whose episodes are held to the last that has ended, with whether its episodes are held.
    pub years: BTreeMap<CollectionYear, bool>,
}

impl Years {
    /// Of what is held on a day: a year that has not ended is not missing.
    #[must_use]
    pub fn of(held: Vec<HeldTable>, now: Moment) -> Self {
        let mut years: BTreeMap<CollectionYear, bool> = held
            .iter()
            .filter(|table| table.table == onward_domain::returns::ssda903::Table::Episodes)
            .map(|table| (table.year, true))
            .collect();
        if let Some(mut year) = years.keys().next().copied() {
            while year.next().first_day() <= now.today {
                years.entry(year).or_insert(false);
                year = year.next();
            }
        }
        Self { held, years }
    }

    /// The years that ended and are not held.
    pub fn missing(&self) -> impl Iterator<Item = CollectionYear> {
        self.years.iter().filter(|(_, held)| !**held).map(|(year, _)| *year)
    }
}

/// Which tables of which years are held, and the imports that brought them.
///
/// # Errors
/// The store's.
pub fn see_years(ask: &Ask<'_, ServiceView>) -> StoreResult<Years> {
    Ok(Years::of(ask.scope.returns(ask.tx).years_held()?, ask.now))
}

/// An import that may be taken back.
#[derive(Debug, Clone)]
pub struct SeenTakeBack {
    /// The import.
    pub run: Run,
    /// Its files.
    pub files: Vec<RunFile>,
    /// What goes with it.
    pub goes: GoesWith,
    /// How many questions would be asked, and of how many people an answer would wait.
    pub asks: (usize, usize),
}

impl SeenTakeBack {
    /// Can it be taken back? Not what was never applied, nor what was taken back before.
    #[must_use]
    pub fn can_be(&self) -> bool {
        self.run.state == RunState::Applied && self.run.taken_back.is_none()
    }
}

/// What would go with an import if it were taken back.
///
/// # Errors
/// There is no such import; the store's.
pub fn see_take_back(ask: &Ask<'_, ServiceView>, id: ImportId) -> StoreResult<SeenTakeBack> {
    let returns = ask.scope.returns(ask.tx);
    let planned = returns.plan_take_back(id)?;
    Ok(SeenTakeBack {
        run: returns.run(id)?,
        files: returns.run_files(id)?,
        goes: returns.goes_with(id)?,
        asks: planned.map(|planned| planned.asks()).unwrap_or_default(),
    })
}

/// Takes back a return that was imported wrongly, whole: what it said no longer counts, what it had replaced counts again, and
/// the records say what follows. Sent a second time it finds nothing left to take back.
///
/// # Errors
/// There is no such import; the store's.
pub fn take_back(
    store: &Store,
    me: UserId,
    id: ImportId,
    why: String,
    now: Moment,
) -> StoreResult<TakenBack> {
    let _turn = turn(&Stop::default())?;
    // Worked out beside whoever writes meanwhile, and anew where they changed something that it rests on.
    for _ in 0..TRIES {
        let planned = store.read(|tx| service(tx, me)?.returns(tx).plan_take_back(id))?;
        let Some(planned) = planned else { return Ok(TakenBack::NotThere) };
        let (planned, why) = (Arc::new(planned), why.clone());
        let done = store.write(move |tx| {
            let takes = TakesBack { by: Some(me), why: Some(&why) };
            service(tx, me)?.returns(tx).finish_take_back(&planned, takes, now.at)
        })?;
        if !matches!(done, TakenBack::Moved) {
            return Ok(done);
        }
    }
    Err(StoreError::Busy)
}
