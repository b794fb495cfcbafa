//! `onward import 903 DIR…`: reads the SSDA903 return for one or more years, shows what it would change, and does it.
//! Also: which years are held, taking an import back, joining two numbers that belong to one person.

mod gather;
mod held;
mod report;

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use onward_domain::{
    id::{ImportId, UserId},
    moment::Moment,
    returns::ssda903::{Allowed, CollectionYear, Incoming},
};
use onward_store::{
    Store, StoreError, StoreResult, Tx,
    repo::returns::{Applied, Planned, Returns, RunState},
    scope::Task,
};
use std::{io::Write as _, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use super::{Done, Failed, place::Place};
use crate::{
    clock::Clock,
    usecases::{
        manager::import_903::{Importer, Job, read_files},
        stop::Stop,
    },
};

/// What to import.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// The SSDA903 return (children looked after), as CSV files.
    #[command(name = "903")]
    Ssda903(Ssda903),
    /// Which years of the return are held, and from which import.
    Years(Place),
    /// Take a whole import back: what it had replaced counts again.
    Withdraw(held::Withdraw),
    /// Join two numbers in the return that belong to one person.
    Join(held::Join),
    /// Separate a number from the one it was joined to.
    Apart(held::Apart),
}

/// Import the SSDA903 return. Exits with 0 when it is done or there is nothing to do, 1 when there are problems and
/// nothing was imported, 2 when a folder can't be read. People are identified by their number in the return.
#[derive(Debug, Args)]
struct Ssda903 {
    /// Folders with one year's files, or with folders for several years.
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// The collection year of files whose names don't give it, such as 2025-26.
    #[arg(long, value_name = "YEAR")]
    year: Option<CollectionYear>,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Leave out rows that can't be imported; they become questions on the people's pages.
    #[arg(long)]
    skip_problems: bool,
    /// Import a year even though most of the children who should be in it are missing.
    #[arg(long)]
    hardly_anything: bool,
    /// Print what would happen to every person, and every problem, not just the first ones.
    #[arg(long)]
    all: bool,
    /// With --dry-run: write JSON Lines, one for each person, then the problems, then the counts.
    #[arg(long, requires = "dry_run", conflicts_with = "all")]
    json: bool,
    /// Import only if it would still do exactly what a dry run showed; MARK is the last thing that printed.
    #[arg(long, value_name = "MARK", conflicts_with = "dry_run")]
    as_shown: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// The exit code for input that can't be read at all.
const UNREADABLE: u8 = 2;

impl Ssda903 {
    const fn allowed(&self) -> Allowed {
        Allowed { skip_problems: self.skip_problems, hardly_anything: self.hardly_anything }
    }
}

impl Import {
    /// Runs it.
    ///
    /// # Errors
    /// The database can't be opened or refuses.
    pub fn run(self) -> Done {
        let asked = match self.which {
            Which::Ssda903(asked) => asked,
            Which::Years(place) => return held::years(&place),
            Which::Withdraw(asked) => return asked.run(),
            Which::Join(asked) => return asked.run(),
            Which::Apart(asked) => return asked.run(),
        };
        let found = match gather::gather(&asked.dirs) {
            Ok(found) => found,
            Err(why) => {
                eprintln!("onward: {why}");
                return Ok(ExitCode::from(UNREADABLE));
            }
        };
        import(&asked, &found)
    }
}

/// Whoever runs the installation.
#[derive(Debug, Clone, Copy)]
pub struct Operator;

impl Importer for Operator {
    fn to_plan(self, tx: &Tx, now: Moment) -> StoreResult<Returns<'_>> {
        Ok(tx.system(Task::Job, None, now)?.returns())
    }

    fn to_write(self, tx: &Tx, id: ImportId, now: Moment) -> StoreResult<Returns<'_>> {
        Ok(tx.system(Task::Import(id), None, now)?.returns())
    }

    fn user(self) -> Option<UserId> {
        None
    }
}

fn import(asked: &Ssda903, found: &gather::Found) -> Done {
    let store = asked.place.open()?;
    let now = Clock::system().moment();
    let bar = ProgressBar::new(u64::try_from(found.files.len()).unwrap_or_default());
    bar.set_style(
        ProgressStyle::with_template("Reading {bar:30} {pos} of {len} files").map_err(Failed::because)?,
    );
    let stop = Stop::default();
    let incoming = read_files(&found.files, asked.year, now, |_| bar.inc(1), &stop)?;
    bar.finish_and_clear();
    let planned = store.read(|tx| tx.system(Task::Job, None, now)?.returns().planned(&incoming))?;
    let plan = &planned.plan;
    let mark = report::mark(plan);
    if asked.json {
        say(&report::json(plan)?)?;
        return Ok(ExitCode::from(u8::from(plan.hindrance(asked.allowed()).is_some())));
    }
    say(&report::report(plan, &found.passed_over, asked.all))?;
    if asked.as_shown.as_ref().is_some_and(|shown| *shown != mark) {
        say(report::NOT_AS_SHOWN)?;
        return Ok(ExitCode::from(1));
    }
    if let Some(why) = plan.hindrance(asked.allowed()) {
        say(report::hindered(why))?;
        return Ok(ExitCode::from(1));
    }
    if plan.is_empty() {
        say("Nothing to do: everything in these files is already here.\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    if asked.dry_run {
        say(&report::was_dry(&mark))?;
        return Ok(ExitCode::SUCCESS);
    }
    apply(&store, asked.allowed(), &incoming, planned, now)
}

fn apply(store: &Store, allowed: Allowed, incoming: &Incoming, planned: Planned, now: Moment) -> Done {
    let spinner = ProgressBar::new_spinner().with_message("Writing");
    spinner.enable_steady_tick(Duration::from_millis(120));
    let id = ImportId::new();
    let applied = apply_for_command(store, (id, allowed), incoming, planned, now);
    spinner.finish_and_clear();
    match applied {
        Ok(Applied::Done) => {
            say(&report::done(id))?;
            Ok(ExitCode::SUCCESS)
        }
        Ok(_) | Err(StoreError::Stale) => {
            say("The records changed while this ran, so nothing was imported. Run it again.\n")?;
            Ok(ExitCode::from(1))
        }
        Err(StoreError::UnderWay) => {
            say(report::UNDER_WAY)?;
            Ok(ExitCode::from(1))
        }
        Err(why) => Err(why.into()),
    }
}

/// Applies for the command line exactly what was shown there, in pieces between which a running service writes.
fn apply_for_command(
    store: &Store,
    (id, allowed): (ImportId, Allowed),
    incoming: &Incoming,
    planned: Planned,
    now: Moment,
) -> StoreResult<Applied> {
    let (plan, shown, stop) = (Arc::clone(&planned.plan), planned.mark.clone(), Stop::default());
    let mark = shown.clone();
    let keeping = store.write(move |tx| {
        let returns = tx.system(Task::Job, None, now)?.returns();
        returns.keep_head(id, (&plan, &mark), RunState::Applying, allowed, None, now.at)?;
        Ok(returns.keeping(id, Arc::clone(&plan), Arc::default()))
    })?;
    store.keep_rest(&keeping, &|| true)?;
    let job = Job { store, id, by: Operator, shown: &shown, allowed, now, stop: &stop };
    let applied = job.apply(incoming, planned);
    if !matches!(applied, Ok(Applied::Done)) {
        store.write(move |tx| {
            let returns = tx.system(Task::Job, None, now)?.returns();
            returns.close_run(id, RunState::Withdrawn, None, now.at)
        })?;
    }
    applied
}

/// Prints, and does not mind if the reader has gone away.
fn say(text: &str) -> Result<(), Failed> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(why) if why.kind() != std::io::ErrorKind::BrokenPipe => Err(why.into()),
        _ => Ok(()),
    }
}
