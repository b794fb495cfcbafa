//! `onward directory import`: services of another directory, from a file or an address that the settings allow.

use clap::{Args, Subcommand};
use onward_store::scope::Task;
use std::{io::Write as _, path::PathBuf, process::ExitCode};

use super::{Done, Failed, place::Place};
use crate::{
    clock::Clock,
    outside::client::Client,
    settings::Settings,
    usecases::open_referral::{
        read::read,
        take_in::{Came, Odd, compare, take_in},
    },
};

/// A feed has so many bytes at most.
const MOST: u64 = 64 * 1024 * 1024;

/// Look after the directory from the server itself.
#[derive(Debug, Args)]
pub struct Directory {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Take in services of another directory (Open Referral UK, HSDS-UK 3.0). Says what it would do; --write does it.
    Import {
        /// A file, or an address that the setting `feeds` allows.
        from: String,
        /// The feed's name, which readers see.
        #[arg(long)]
        feed: String,
        /// Do it.
        #[arg(long)]
        write: bool,
        /// Do it although much of what the feed had is gone.
        #[arg(long)]
        anyway: bool,
        /// The settings file.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
}

impl Directory {
    /// Does it.
    ///
    /// # Errors
    /// The feed can't be had or read; the database's own.
    pub fn run(&self) -> Done {
        let Act::Import { from, feed, write, anyway, config, place } = &self.act;
        let text = if from.contains("://") { fetched(from, config.as_deref())? } else { of_file(from)? };
        let now = Clock::system().moment();
        let came = read(feed, &text, now.today)
            .map_err(|why| Failed(format!("{from} is no feed of services: {why}")))?;
        let mut out = std::io::stdout().lock();
        for why in &came.bad {
            writeln!(out, "left out: {why}")?;
        }
        let store = place.open()?;
        let (name, all, anyway) = (feed.clone(), came.good, *anyway);
        let result = if *write {
            store.write(move |tx| take_in(&tx.system(Task::Job, None, now)?, &name, &all, anyway))?
        } else {
            store.read(|tx| compare(tx, &name, &all))?
        };
        let (Came::So(count) | Came::Odd(count, _)) = result;
        writeln!(
            out,
            "{} new, {} changed, {} as before, {} gone",
            count.new, count.changed, count.same, count.gone
        )?;
        match (result, *write) {
            (Came::Odd(_, odd), _) if !anyway => {
                let what = match odd {
                    Odd::Gone(_) => "is gone",
                    Odd::Rewritten(_) => "says something else",
                };
                writeln!(
                    out,
                    "Much of what {feed} had {what}: nothing was changed. Look at the feed; --anyway takes it in."
                )?;
                Ok(ExitCode::FAILURE)
            }
            (_, true) => {
                writeln!(out, "Taken in. What is gone is kept, and not shown.")?;
                Ok(ExitCode::SUCCESS)
            }
            (_, false) => {
                writeln!(out, "Nothing was changed; --write does it.")?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn of_file(path: &str) -> Result<String, Failed> {
    let size = std::fs::metadata(path).map_err(|why| Failed(format!("{path} can't be read: {why}")))?.len();
    if size > MOST {
        return Err(Failed(format!("{path} is larger than {MOST} bytes")));
    }
    std::fs::read_to_string(path).map_err(|why| Failed(format!("{path} can't be read: {why}")))
}

fn fetched(address: &str, config: Option<&std::path::Path>) -> Result<String, Failed> {
    let settings = Settings::load(config)?;
    let client = Client::new(settings.feeds).map_err(Failed::because)?;
    client.text(address, MOST).map_err(|why| {
        Failed(format!(
            "{address} can't be had: {why}. The setting `feeds` names the hosts that may be asked"
        ))
    })
}
