//! How fast a large return is read, compared and imported.
//!
//! `cargo run --release --example import_speed [CHILDREN]`: on the embedded database in a temporary folder, and on
//! PostgreSQL where `ONWARD_TEST_POSTGRES` names a throw-away server (with `--features postgres`). The figures go to
//! docs/performance.md. `-- --write DIR CHILDREN` writes the return to a folder, to be imported by hand.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a measurement, with no clock of the house"
)]

mod made_up_return;

use chrono::{NaiveDate, Utc};
use made_up_return::{MadeUp, made_up_return};
use onward::{
    cli::import::Operator,
    usecases::{
        manager::import_903::{Job, read_files},
        stop::Stop,
    },
};
use onward_domain::{
    id::ImportId,
    moment::Moment,
    returns::ssda903::{Allowed, plan},
};
use onward_store::{
    Store,
    repo::returns::{Applied, RunState, StagedFile},
    scope::Task,
    testing::TestStore,
};
use std::{path::Path, sync::Arc, time::Instant};

/// Another seed, other children.
const SEED: u64 = 903;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [first, folder, children] = words.as_slice()
        && first == "--write"
    {
        return write(Path::new(folder), &made_up_return(children.parse().unwrap(), SEED));
    }
    let children = words.first().map_or(2_000, |word| word.parse().unwrap());
    let files = made_up_return(children, SEED);
    measure("SQLite", &TestStore::sqlite(), &files, children);
    #[cfg(feature = "postgres")]
    if std::env::var_os("ONWARD_TEST_POSTGRES").is_some() {
        measure("PostgreSQL", &TestStore::postgresql(), &files, children);
    }
}

fn write(folder: &Path, files: &[MadeUp]) {
    for file in files {
        let path = folder.join(&file.name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.content).unwrap();
    }
    println!("{} rows in {}", files.iter().map(|file| file.rows).sum::<usize>(), folder.display());
}

fn measure(name: &str, store: &Store, files: &[MadeUp], children: u64) {
    let rows: usize = files.iter().map(|file| file.rows).sum();
    let staged: Vec<StagedFile> = files
        .iter()
        .map(|file| StagedFile { name: file.name.clone(), content: file.content.clone().into_bytes() })
        .collect();
    println!("{name}: {rows} rows of {children} children over eight years");
    for round in ["dry run, nothing held", "import", "dry run, everything held"] {
        let began = Instant::now();
        if round == "import" {
            import(store, &staged);
        } else {
            let empty = dry_run(store, &staged);
            assert_eq!(empty, round == "dry run, everything held", "{round}");
        }
        let seconds = began.elapsed().as_secs_f64();
        println!("  {round:<26} {seconds:>7.2} s  {:>9.0} rows/s", rows as f64 / seconds);
    }
}

fn now() -> Moment {
    Moment { at: Utc::now(), today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() }
}

/// Reads, checks, merges, and compares with what is held; returns whether there is nothing to do.
fn dry_run(store: &Store, files: &[StagedFile]) -> bool {
    let incoming = read_files(files, None, now(), |_| {}, &Stop::default()).unwrap();
    let held = store.read(|tx| tx.system(Task::Job, None, now())?.returns().held()).unwrap();
    let plan = plan(&held, &incoming);
    assert!(
        plan.hindrance(Allowed::default()).is_none(),
        "{:?}",
        plan.problems.first().map(|problem| &problem.what)
    );
    plan.is_empty()
}

/// The whole way of `onward import 903`: the plan for the terminal, then the same plan applied, in pieces.
fn import(store: &Store, files: &[StagedFile]) {
    let (stop, id) = (Stop::default(), ImportId::new());
    let incoming = read_files(files, None, now(), |_| {}, &stop).unwrap();
    let planned = store.read(|tx| tx.system(Task::Job, None, now())?.returns().planned(&incoming)).unwrap();
    let (plan, shown, allowed) = (Arc::clone(&planned.plan), planned.mark.clone(), Allowed::default());
    let mark = shown.clone();
    let keeping = store.write(move |tx| {
        let returns = tx.system(Task::Job, None, now())?.returns();
        returns.keep_head(id, (&plan, &mark), RunState::Applying, allowed, None, now().at)?;
        Ok(returns.keeping(id, Arc::clone(&plan), Arc::default()))
    });
    store.keep_rest(&keeping.unwrap(), &|| true).unwrap();
    let job = Job { store, id, by: Operator, shown: &shown, allowed, now: now(), stop: &stop };
    // Somebody else writes all the while, as each page does that opens a record; how long the slowest of them waited is told.
    let (other, over) = (store.clone(), Stop::default());
    let until = over.clone();
    let pages = std::thread::spawn(move || {
        let mut slowest = 0.0_f64;
        while until.goes_on() {
            let began = Instant::now();
            other.write(|tx| tx.system(Task::Job, None, now()).map(drop)).unwrap();
            slowest = slowest.max(began.elapsed().as_secs_f64());
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        slowest
    });
    assert_eq!(job.apply(&incoming, planned).unwrap(), Applied::Done);
    over.stop();
    println!("  a page that wrote meanwhile waited {:.2} s at most", pages.join().unwrap());
}
