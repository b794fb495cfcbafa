//! What a manager sees of imports: those before, one of them, and the questions that they left.

use chrono::{Datelike, NaiveDate};
use onward_domain::{
    id::{ImportId, PersonId, UserId},
    returns::ssda903::plan::said::{PersonSaid, Turns},
};
use onward_store::{
    StoreResult,
    repo::returns::{HeldTable, OpenQuestions, Run, RunFile, RunProblem, RunRight},
    scope::{Listed, Numbered, ServiceView},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::as_it_stands;
use crate::usecases::ask::Ask;

/// Earlier runs that the first page lists.
const EARLIER: i64 = 20;
/// So many people whose questions wait are listed.
const MOST_ASKED: usize = 100;
/// So many people of a run are shown at once.
pub const PEOPLE: usize = 30;
/// So many problems of a run are shown.
const PROBLEMS: i64 = 500;
/// So many people whose rights turn in one direction are named.
const NAMED: i64 = 100;
/// Whoever turns 18 within so many days comes first.
const SOON: i64 = 365;

/// Somebody about whom an import left questions that nobody has settled.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Who, and who their adviser is.
    pub listed: Arc<Listed>,
    /// How many questions.
    pub questions: usize,
    /// An answer about them waits for one of these.
    pub waits: bool,
    /// The day on which they turn 18, where that is near.
    pub turns_18: Option<NaiveDate>,
}

/// Whose questions wait for their adviser.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// The first of them, by whom it touches.
    pub asked: Vec<Asked>,
    /// How many people.
    pub people: usize,
    /// How many of these have an answer that waits.
    pub held_up: usize,
    /// How many questions in all.
    pub questions: usize,
}

/// What the first page of imports shows.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Earlier runs, newest first.
    pub runs: Vec<Run>,
    /// The questions that imports left.
    pub waiting: Waiting,
    /// What is held of which year.
    pub held: Vec<HeldTable>,
    /// Who ran them.
    pub names: HashMap<UserId, String>,
}

/// Earlier imports, what is held, and the questions that wait. The look at names is written down.
///
/// # Errors
/// The store's.
pub fn see_start(ask: &Ask<'_, ServiceView>) -> StoreResult<Start> {
    let returns = ask.scope.returns(ask.tx);
    let runs = returns.latest_runs(EARLIER)?;
    let held = returns.years_held()?;
    Ok(Start {
        names: ask.tx.users().names(runs.iter().filter_map(|run| run.created_by))?,
        runs: runs.into_iter().map(|run| as_it_stands(run, ask.now)).collect(),
        waiting: questions_waiting(ask)?,
        held,
    })
}

/// Whoever turns 18 soon comes first, then those of whom an answer waits, then by how much is asked.
fn questions_waiting(ask: &Ask<'_, ServiceView>) -> StoreResult<Waiting> {
    let today = ask.now.today;
    let mut open = ask.scope.returns(ask.tx).open_questions()?;
    open.sort_by_key(|one| {
        let soon = turns_18_soon(one.born, today);
        (soon.is_none(), soon, !one.waits, std::cmp::Reverse(one.many), one.person)
    });
    let mut waiting = Waiting {
        asked: Vec::new(),
        people: open.len(),
        held_up: open.iter().filter(|one| one.waits).count(),
        questions: open.iter().map(|one| one.many).sum(),
    };
    let ids: Vec<PersonId> = open.iter().take(MOST_ASKED).map(|one| one.person).collect();
    if ids.is_empty() {
        return Ok(waiting);
    }
    let listed: BTreeMap<PersonId, Arc<Listed>> =
        ask.scope.people(ask.tx, &ids, ask.now)?.into_iter().map(|one| (one.person.id, one)).collect();
    let asked = |one: &OpenQuestions| {
        Some(Asked {
            listed: Arc::clone(listed.get(&one.person)?),
            questions: one.many,
            waits: one.waits,
            turns_18: turns_18_soon(one.born, today),
        })
    };
    waiting.asked = open.iter().take(MOST_ASKED).filter_map(asked).collect();
    Ok(waiting)
}

/// The 18th birthday, where it is today or lies less than a year ahead. Whoever was born on 29 February turns 18 on 1 March
/// of a year without that day.
fn turns_18_soon(born: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let born = born?;
    let day = born.with_year(born.year() + 18).or_else(|| NaiveDate::from_ymd_opt(born.year() + 18, 3, 1))?;
    (0..SOON).contains(&(day - today).num_days()).then_some(day)
}

/// What is read of a run for its page.
#[derive(Debug, Clone)]
pub struct SeenRun {
    /// The run.
    pub run: Run,
    /// Who took it back, by name.
    pub taken_back_by: Option<String>,
    /// Its files.
    pub files: Vec<RunFile>,
    /// The first of its problems.
    pub problems: Vec<RunProblem>,
    /// The people of one page.
    pub people: Vec<PersonSaid>,
    /// Who is known here of those named on the page, by their number.
    pub named: Vec<Numbered>,
    /// Whose rights it takes, leaves waiting and gives, in this order; nothing where that was not worked out.
    pub rights: Vec<RightsSeen>,
    /// All people to whom something happens.
    pub all_people: usize,
    /// Which page of people, from 1.
    pub page: usize,
}

/// Whose rights turn in one direction.
#[derive(Debug, Clone)]
pub struct RightsSeen {
    /// In which.
    pub turns: Turns,
    /// The first of them, each with what it is.
    pub people: Vec<RunRight>,
    /// How many they are.
    pub all: usize,
}

/// All problems of a run, to be downloaded. The look is written down.
///
/// # Errors
/// `NotFound` for no run; the store's.
pub fn see_problems(ask: &Ask<'_, ServiceView>, id: ImportId) -> StoreResult<Vec<RunProblem>> {
    let returns = ask.scope.returns(ask.tx);
    returns.run(id)?;
    let problems = returns.run_problems(id, i64::MAX)?;
    let mut children: Vec<&String> = problems.iter().filter_map(|problem| problem.child.as_ref()).collect();
    children.sort();
    children.dedup();
    ask.scope.look_at_list(ask.tx, children.len(), ask.now)?;
    Ok(problems)
}

/// One run, with one page of its people. That it was looked at, and of how many people, is written down.
///
/// # Errors
/// `NotFound` for no run; the store's.
pub fn see_run(ask: &Ask<'_, ServiceView>, id: ImportId, page: usize) -> StoreResult<SeenRun> {
    let returns = ask.scope.returns(ask.tx);
    let run = as_it_stands(returns.run(id)?, ask.now);
    // No return has so many people.
    let page = page.clamp(1, 1_000_000);
    let whole = |number: usize| i64::try_from(number).unwrap_or(0);
    let (people, all_people) = returns.run_people(id, whole((page - 1) * PEOPLE), whole(PEOPLE))?;
    let problems = returns.run_problems(id, PROBLEMS)?;
    let files = returns.run_files(id)?;
    let taken_back_by = match run.taken_back.as_ref().and_then(|taken| taken.by) {
        Some(user) => name_of(ask, user)?,
        None => None,
    };
    let rights = match run.rights_of {
        None => Vec::new(),
        Some(_) => Turns::ALL.iter().map(|turns| turned(ask, id, *turns)).collect::<StoreResult<_>>()?,
    };
    let mut numbers: Vec<String> = people
        .iter()
        .map(|person| person.child.clone())
        .chain(problems.iter().filter_map(|problem| problem.child.clone()))
        .chain(rights.iter().flat_map(|seen| seen.people.iter().map(|right| right.child.clone())))
        .collect();
    numbers.sort();
    numbers.dedup();
    let named = ask.scope.numbered(ask.tx, &numbers, ask.now)?;
    Ok(SeenRun { run, taken_back_by, files, problems, people, named, rights, all_people, page })
}

fn turned(ask: &Ask<'_, ServiceView>, id: ImportId, turns: Turns) -> StoreResult<RightsSeen> {
    let (people, all) = ask.scope.returns(ask.tx).run_rights(id, turns, NAMED)?;
    Ok(RightsSeen { turns, people, all })
}

/// The name that others see of somebody of the staff.
fn name_of(ask: &Ask<'_, ServiceView>, user: UserId) -> StoreResult<Option<String>> {
    Ok(ask.tx.users().find(user)?.map(|user| user.display_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_turns_18_within_a_year_is_near_and_nobody_else() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let soon = |born: &str| turns_18_soon(day(born), "2026-11-23".parse().unwrap_or_default());
        assert_eq!(soon("2008-11-23"), day("2026-11-23"), "today");
        assert_eq!(soon("2008-11-22"), None, "yesterday");
        assert_eq!(soon("2009-11-22"), day("2027-11-22"));
        assert_eq!(soon("2010-01-01"), None);
        let leap = turns_18_soon(day("2008-02-29"), "2026-02-01".parse().unwrap_or_default());
        assert_eq!(leap, day("2026-03-01"));
    }
}
