//! `onward import 903 DIR…`: reads the SSDA903 return of one or several years, shows what it would change, and does that.

mod report;

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use onward_domain::{
    id::ImportId,
    moment::Moment,
    returns::ssda903::{Incoming, Plan, plan},
};
use onward_store::{
    Store, StoreError, StoreResult,
    repo::returns::{Applied, RunState, StagedFile, fingerprint},
    scope::Task,
};
use std::{
    fmt::Write as _,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use super::{Done, Failed, place::Place};
use crate::{clock::Clock, usecases::manager::import_903::read_files};

/// No table of the largest authority comes near this.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// Folders of years, and folders of such folders.
const DEEPEST: usize = 3;

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
}

/// Import the SSDA903 return. Ends with 0 when it is done or there is nothing to do, 1 when there are problems and
/// nothing was imported, 2 when a folder can't be read. People are named by their number in the return.
#[derive(Debug, Args)]
struct Ssda903 {
    /// Folders of one year's files, or of folders of years.
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// Show what would change and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Leave out rows that can't be taken; they become questions on the people's pages.
    #[arg(long)]
    skip_problems: bool,
    /// Print what would happen to every person, and every problem, not only the first ones.
    #[arg(long)]
    all: bool,
    /// With --dry-run: write JSON Lines, one for each person, then the problems, then how much of what.
    #[arg(long, requires = "dry_run", conflicts_with = "all")]
    json: bool,
    /// Import only if it would still do exactly what a dry run showed; MARK is what that printed last.
    #[arg(long, value_name = "MARK", conflicts_with = "dry_run")]
    as_shown: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// The exit code for what can't be read at all.
const UNREADABLE: u8 = 2;

impl Import {
    /// Runs it.
    ///
    /// # Errors
    /// The database can't be opened or refuses.
    pub fn run(self) -> Done {
        let Which::Ssda903(asked) = self.which;
        let found = match gather(&asked.dirs) {
            Ok(found) => found,
            Err(why) => {
                eprintln!("onward: {why}");
                return Ok(ExitCode::from(UNREADABLE));
            }
        };
        import(&asked, &found)
    }
}

/// What stands in the folders.
struct Found {
    files: Vec<StagedFile>,
    passed_over: usize,
}

fn gather(dirs: &[PathBuf]) -> Result<Found, Failed> {
    let mut found = Found { files: Vec::new(), passed_over: 0 };
    for dir in dirs {
        let name =
            dir.canonicalize().ok().and_then(|whole| Some(whole.file_name()?.to_string_lossy().into_owned()));
        walk(dir, &name.unwrap_or_default(), 0, &mut found)?;
    }
    if found.files.is_empty() {
        return Err(Failed(
            "there is no CSV file in the folders named. Name a folder of one year's files, or of years."
                .into(),
        ));
    }
    // Two folders of the same name: their files are told apart by a number.
    let mut seen = std::collections::HashMap::new();
    for file in &mut found.files {
        let times = seen.entry(file.name.clone()).and_modify(|times| *times += 1).or_insert(1u32);
        if *times > 1 {
            let _ = write!(file.name, " ({times})");
        }
    }
    Ok(found)
}

fn walk(path: &Path, name: &str, depth: usize, found: &mut Found) -> Result<(), Failed> {
    let cant = |why: std::io::Error| Failed(format!("{} can't be read: {why}", path.display()));
    let about = std::fs::metadata(path).map_err(cant)?;
    if about.is_dir() {
        if depth > DEEPEST {
            return Ok(());
        }
        let mut inside: Vec<_> =
            std::fs::read_dir(path).map_err(cant)?.collect::<Result<_, _>>().map_err(cant)?;
        inside.sort_by_key(std::fs::DirEntry::file_name);
        for entry in inside {
            let within = entry.file_name().to_string_lossy().into_owned();
            if !within.starts_with('.') {
                walk(&entry.path(), &format!("{name}/{within}"), depth + 1, found)?;
            }
        }
        return Ok(());
    }
    let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if !is_csv {
        found.passed_over += 1;
        return Ok(());
    }
    if about.len() > LARGEST_FILE {
        return Err(Failed(format!("{} is larger than 64 MB. No table of the return is.", path.display())));
    }
    found.files.push(StagedFile { name: name.to_owned(), content: std::fs::read(path).map_err(cant)? });
    Ok(())
}

fn import(asked: &Ssda903, found: &Found) -> Done {
    let store = asked.place.open()?;
    let now = Clock::system().moment();
    let bar = ProgressBar::new(u64::try_from(found.files.len()).unwrap_or_default());
    bar.set_style(
        ProgressStyle::with_template("Reading {bar:30} {pos} of {len} files").map_err(Failed::because)?,
    );
    let incoming = Arc::new(read_files(&found.files, |_| bar.inc(1)));
    bar.finish_and_clear();
    let plan = Arc::new(plan_for_command(&store, &incoming, now)?);
    let mark = report::mark(&plan);
    if asked.json {
        say(&report::json(&plan)?)?;
        return Ok(ExitCode::from(u8::from(plan.hindrance(asked.skip_problems).is_some())));
    }
    say(&report::report(&plan, found.passed_over, asked.all))?;
    if asked.as_shown.as_ref().is_some_and(|shown| *shown != mark) {
        say(report::NOT_AS_SHOWN)?;
        return Ok(ExitCode::from(1));
    }
    if let Some(why) = plan.hindrance(asked.skip_problems) {
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
    apply(&store, asked, incoming, plan, now)
}

fn apply(store: &Store, asked: &Ssda903, incoming: Arc<Incoming>, plan: Arc<Plan>, now: Moment) -> Done {
    let spinner = ProgressBar::new_spinner().with_message("Writing");
    spinner.enable_steady_tick(Duration::from_millis(120));
    let applied = apply_for_command(store, incoming, plan, asked.skip_problems, now);
    spinner.finish_and_clear();
    match applied {
        Ok(_) => {
            say("Imported, exactly this.\n")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(StoreError::Stale) => {
            say("The records changed while this ran, so nothing was imported. Run it again.\n")?;
            Ok(ExitCode::from(1))
        }
        Err(why) => Err(why.into()),
    }
}

/// What files would change, for the command line.
fn plan_for_command(store: &Store, incoming: &Incoming, now: Moment) -> StoreResult<Plan> {
    let held = store.read(|tx| tx.system(Task::Job, None, now)?.returns().held())?;
    Ok(plan(&held, incoming))
}

/// Applies for the command line exactly what was shown there, and keeps the run.
fn apply_for_command(
    store: &Store,
    incoming: Arc<Incoming>,
    shown: Arc<Plan>,
    skip_problems: bool,
    now: Moment,
) -> StoreResult<Applied> {
    let mark = fingerprint(&shown);
    let id = ImportId::new();
    store.write(move |tx| {
        let returns = tx.system(Task::Import(id), None, now)?.returns();
        returns.keep_run(id, &shown, (RunState::Applied, &[]), skip_problems, None, now.at)?;
        match returns.apply(&incoming, (&mark, skip_problems), id, None, now.at)? {
            Applied::Done => Ok(Applied::Done),
            // Undoes the kept run too: nothing was imported.
            Applied::NotAsShown => Err(StoreError::Stale),
            Applied::Hindered(why) => Ok(Applied::Hindered(why)),
        }
    })
}

/// Prints, and does not mind a reader that has gone away.
fn say(text: &str) -> Result<(), Failed> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(why) if why.kind() != std::io::ErrorKind::BrokenPipe => Err(why.into()),
        _ => Ok(()),
    }
}
