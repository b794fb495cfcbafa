//! What is held of the return, and taking it back: years, withdrawals, numbers that belong to one person.

use clap::Args;
use onward_domain::{
    counted::counted,
    id::{ImportId, PersonId},
    moment::Moment,
    returns::ssda903::Table,
};
use onward_store::{
    Store, StoreError, StoreResult,
    repo::returns::{HeldTable, Joined, TakenBack, TakesBack},
    scope::Task,
};
use std::{fmt::Write as _, process::ExitCode};

use super::{super::place::Place, Done, Failed, report, say};
use crate::clock::Clock;

/// Take back an import that was wrong. Exits with 0 when it is done, 1 when there is nothing to take back.
#[derive(Debug, Args)]
pub(super) struct Withdraw {
    /// The import, as printed by `onward import years`.
    #[arg(value_name = "IMPORT")]
    import: ImportId,
    #[command(flatten)]
    place: Place,
}

/// Join two numbers that belong to one person: from now on KEEP has what the returns say about both.
#[derive(Debug, Args)]
pub(super) struct Join {
    /// The number that the person goes by.
    #[arg(value_name = "KEEP")]
    keep: String,
    /// The number that is the same person.
    #[arg(value_name = "OTHER")]
    other: String,
    #[command(flatten)]
    place: Place,
}

/// Undo a join.
#[derive(Debug, Args)]
pub(super) struct Apart {
    /// The number that was joined to another.
    #[arg(value_name = "OTHER")]
    other: String,
    #[command(flatten)]
    place: Place,
}

fn now() -> Moment {
    Clock::system().moment()
}

/// Prints the years that are held.
///
/// # Errors
/// The database can't be opened or read.
pub(super) fn years(place: &Place) -> Done {
    let store = place.open()?;
    let held = store.read(|tx| tx.system(Task::Job, None, now())?.returns().years_held())?;
    say(&said(&held))?;
    Ok(ExitCode::SUCCESS)
}

fn said(held: &[HeldTable]) -> String {
    let mut out = String::new();
    if held.is_empty() {
        out.push_str("No year of the return is held.\n");
    }
    for year in held.chunk_by(|a, b| a.year == b.year) {
        let Some(first) = year.first() else { continue };
        let _ = writeln!(out, "{}", first.year);
        if let Some(until) =
            year.iter().find(|it| it.table == Table::Episodes).and_then(HeldTable::told_until)
        {
            let _ = writeln!(
                out,
                "  still running when it was handed in: nothing after {} is known",
                until.format("%d/%m/%Y")
            );
        }
        for table in year {
            let rows = counted(table.rows, "row", "rows");
            let _ = writeln!(
                out,
                "  {:<12} {rows:<14} import {} of {}",
                table.table.word(),
                table.import,
                table.at.format("%d/%m/%Y")
            );
        }
    }
    let episodes: Vec<_> = held.iter().filter(|it| it.table.word() == "episodes").map(|it| it.year).collect();
    if let (Some(first), Some(last)) = (episodes.first(), episodes.last()) {
        let mut missing = Vec::new();
        let mut year = *first;
        while year < *last {
            if !episodes.contains(&year) {
                missing.push(year.to_string());
            }
            year = year.next();
        }
        if !missing.is_empty() {
            let _ = writeln!(out, "Not held in between: {}.", missing.join(", "));
        }
    }
    out
}

impl Withdraw {
    /// Runs it.
    ///
    /// # Errors
    /// The database can't be opened or refuses.
    pub(super) fn run(self) -> Done {
        let (store, now, import) = (self.place.open()?, now(), self.import);
        let done = store.write(move |tx| {
            tx.system(Task::Import(import), None, now)?.returns().take_back(
                import,
                TakesBack { by: None, why: None },
                now.at,
            )
        });
        match done {
            Ok(TakenBack::Done(plan)) => {
                say(&report::report(&plan, &[], false))?;
                say("Taken back. What it had replaced counts again.\n")?;
                Ok(ExitCode::SUCCESS)
            }
            Ok(TakenBack::NotThere | TakenBack::Moved) => {
                say("Nothing was changed: that import was not applied, or was taken back before.\n")?;
                Ok(ExitCode::from(1))
            }
            Err(StoreError::NotFound) => {
                Err(Failed("there is no such import; see onward import years".into()))
            }
            Err(why) => Err(why.into()),
        }
    }
}

fn person(store: &Store, number: &str) -> Result<PersonId, Failed> {
    let found = store.read(|tx| tx.system(Task::Job, None, now())?.child(number))?;
    found.ok_or_else(|| Failed("nobody has that number".into()))
}

fn answer(joined: StoreResult<Joined>, done: &str) -> Done {
    match joined? {
        Joined::Done => {
            say(done)?;
            Ok(ExitCode::SUCCESS)
        }
        Joined::NotPossible => {
            say(
                "Nothing was changed: the two are one already, or apart already, or not both from a return.\n",
            )?;
            Ok(ExitCode::from(1))
        }
    }
}

impl Join {
    /// Runs it.
    ///
    /// # Errors
    /// The database can't be opened or refuses the change; there is nobody with one of the numbers.
    pub(super) fn run(self) -> Done {
        let (store, now) = (self.place.open()?, now());
        let (keep, other) = (person(&store, &self.keep)?, person(&store, &self.other)?);
        let joined =
            store.write(move |tx| tx.system(Task::Job, None, now)?.returns().join(keep, other, None, now.at));
        answer(joined, "Joined. What the returns say of both counts for the first.\n")
    }
}

impl Apart {
    /// Runs it.
    ///
    /// # Errors
    /// The database can't be opened or refuses the change; there is nobody with the number.
    pub(super) fn run(self) -> Done {
        let (store, now) = (self.place.open()?, now());
        let other = person(&store, &self.other)?;
        let apart =
            store.write(move |tx| tx.system(Task::Job, None, now)?.returns().take_apart(other, None, now.at));
        answer(apart, "Taken apart. Each number is a person of its own again.\n")
    }
}
