//! What files would change, worked out and kept to be looked at. Nothing is imported.

use chrono::TimeDelta;
use leaving_care_rules::Law;
use onward_domain::{
    id::{ImportId, UserId},
    moment::Moment,
    returns::ssda903::{Allowed, CollectionYear},
};
use onward_store::{
    Store, StoreError, StoreResult,
    repo::returns::{RunState, StagedFile},
};
use std::{collections::HashMap, sync::Arc};

use super::{read_files, rights, service, turn};
use crate::usecases::stop::Stop;

/// What was shown and not applied is let go after this long, with its files.
const SHOWN_FOR: TimeDelta = TimeDelta::hours(24);

/// Works out what a manager's files would change and keeps it to be looked at. Nothing is imported.
///
/// # Errors
/// The store's; `Busy` while another return is read.
pub fn show(
    store: &Store,
    me: UserId,
    files: Vec<StagedFile>,
    by: (&Law, Moment),
    stop: &Stop,
) -> StoreResult<ImportId> {
    let _turn = turn(stop)?;
    show_in_turn(store, me, files, by, stop)
}

pub(super) fn show_in_turn(
    store: &Store,
    me: UserId,
    files: Vec<StagedFile>,
    (law, now): (&Law, Moment),
    stop: &Stop,
) -> StoreResult<ImportId> {
    let incoming = read_files(&files, None, now, |_| {}, stop)?;
    let planned = store.read(|tx| service(tx, me)?.returns(tx).planned(&incoming))?;
    drop(incoming);
    let mark = planned.mark.clone();
    // What can't be applied in any way keeps no file.
    let most = Allowed { skip_problems: true, hardly_anything: true };
    let can_be_done = planned.plan.hindrance(most).is_none() && !planned.plan.is_empty();
    let waits = can_be_done || planned.plan.asks_only_for_years();
    let rights = if can_be_done { rights::rights(store, &planned, (law, now), stop)? } else { None };
    let people = planned.known_people();
    let plan = planned.into_plan();
    let files = Arc::new(if waits { files } else { Vec::new() });
    let id = ImportId::new();
    let keeping = store.write(move |tx| {
        let returns = service(tx, me)?.returns(tx);
        returns.withdraw_stale(now.at - SHOWN_FOR, now.at)?;
        // It waits for a yes once all of it is kept.
        returns.keep_head(id, (&plan, &mark), RunState::Withdrawn, Allowed::default(), Some(me), now.at)?;
        Ok(returns.keeping(id, Arc::clone(&plan), Arc::clone(&files)))
    })?;
    if waits {
        if !store.keep_rest(&keeping, &|| stop.goes_on())? {
            return Err(StoreError::Busy);
        }
        if let Some(rights) = rights {
            rights::keep(store, me, id, (rights, people))?;
        }
        store.write(move |tx| service(tx, me)?.returns(tx).open_run(id))?;
    }
    Ok(id)
}

/// Says which year the files of a run are for whose names tell none, and shows what they would change then. Answers the run
/// that shows it; nothing where the run no longer asks.
///
/// # Errors
/// There is no such run; the store's.
pub fn say_year(
    store: &Store,
    me: UserId,
    id: ImportId,
    year: CollectionYear,
    (law, now): (&Law, Moment),
    stop: &Stop,
) -> StoreResult<Option<ImportId>> {
    let _turn = turn(stop)?;
    let (run, files) = store.read(|tx| {
        let returns = service(tx, me)?.returns(tx);
        Ok((returns.run(id)?, returns.staged(id)?))
    })?;
    if run.state != RunState::Shown {
        return Ok(run.replaced_by);
    }
    let fresh = show_in_turn(store, me, with_year(files, Some(year)), (law, now), stop)?;
    store.write(move |tx| {
        service(tx, me)?.returns(tx).close_run(id, RunState::Withdrawn, Some(fresh), now.at)
    })?;
    Ok(Some(fresh))
}

/// Puts the year that was said before names that tell none, and gives every file a name of its own.
#[must_use]
pub fn with_year(mut files: Vec<StagedFile>, year: Option<CollectionYear>) -> Vec<StagedFile> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for file in &mut files {
        if let (Ok(None), Some(year)) = (CollectionYear::in_path(&file.name), year) {
            file.name = format!("{year}/{}", file.name);
        }
        let times = seen.entry(file.name.clone()).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 {
            file.name = format!("{} ({times})", file.name);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_that_was_said_goes_before_names_that_tell_none_and_names_are_told_apart() {
        let file = |name: &str| StagedFile { name: name.into(), content: Vec::new() };
        let files = ["header.csv", "header.csv", "2023-24/header.csv"].map(file).into();
        let named = with_year(files, "2024-25".parse().ok());
        let names: Vec<_> = named.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["2024-25/header.csv", "2024-25/header.csv (2)", "2023-24/header.csv"]);
    }
}
