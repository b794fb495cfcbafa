//! `onward assess`: people in, one per line; what the law says about each out, one per line, in order.
//!
//! Nothing about a person is kept once their line is written, so memory does not grow with the number of lines.

mod answer;
mod lines;
mod pipeline;
mod progress;
mod summary;
mod what_if;

use answer::Answerer;
use clap::Args;
use leaving_care_rules::{Law, Messages};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use what_if::Supposed;

/// What the law says about people, one JSON document per line.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Reads JSON Lines {\"id\", \"person\", \"as_of\"} and writes one line for each, in order. A line that can't be read
gives {\"id\", \"line\", \"error\"} and the run goes on. Where the reason for an end says that something happened, and nothing
in the record tells of it, the line has \"checks\" in words.

Exit status: 0 all lines answered, 1 some line was bad, 2 nothing could be read or written.")]
pub struct Assess {
    /// The file of people; `-` or none reads from standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Add why: plain lines for the young person and the tree for the adviser.
    #[arg(long, conflicts_with = "summary")]
    explain: bool,
    /// Add the difference that these changes would make. A JSON file: a list like
    /// [{"change": "care_ends", "on": "2027-01-10"}], or part of a person, laid over each person's own facts.
    #[arg(long, value_name = "FILE", conflicts_with = "summary")]
    what_if: Option<PathBuf>,
    /// Apply a council's local offer on top of the national floor (a TOML file).
    #[arg(long, value_name = "FILE")]
    offer: Option<PathBuf>,
    /// Print counts, and the seconds spent reading and assessing, instead of the answers. Uses one thread.
    #[arg(long, conflicts_with = "threads")]
    summary: bool,
    /// How many threads assess at once: 1 to 256.
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
}

/// Every line was answered.
const ALL_WELL: u8 = 0;
/// Some lines could not be read; the others were answered.
const BAD_LINES: u8 = 1;
/// The run could not start or finish.
const NOT_RUN: u8 = 2;

impl Assess {
    /// Runs the command on the process's own streams.
    ///
    /// # Errors
    /// None: what went wrong is reported here, and the exit status has three values of its own.
    pub fn run(&self) -> super::Done {
        let status = match try_run(self) {
            Ok(0) => ALL_WELL,
            Ok(bad) => {
                eprintln!("{bad} {} could not be read", if bad == 1 { "line" } else { "lines" });
                BAD_LINES
            }
            // Whoever reads our output has had enough: `onward assess … | head`.
            Err(Failure::Io(problem)) if problem.kind() == io::ErrorKind::BrokenPipe => ALL_WELL,
            Err(failure) => {
                eprintln!("onward: {failure}");
                NOT_RUN
            }
        };
        Ok(status.into())
    }
}

/// Why the run did not start, or why it stopped.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{file} can't be read: {why}", file = .0.display(), why = .1)]
    Unreadable(PathBuf, io::Error),
    #[error("{file} has no changes that can be supposed: {why}", file = .0.display(), why = .1)]
    WhatIf(PathBuf, serde_json::Error),
    #[error("{0}")]
    Law(String),
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// The number of bad lines.
fn try_run(args: &Assess) -> Result<u64, Failure> {
    let law = the_law(args)?;
    let (source, size) = open(&args.file)?;
    let source = progress::watched(source, size);
    if args.summary {
        let summary = summary::of(law, source)?;
        write!(io::stdout().lock(), "{summary}")?;
        return Ok(summary.errors());
    }
    let messages = Messages::english().map_err(|why| Failure::Law(why.to_string()))?;
    let supposed = supposed(args)?;
    let answerer = Answerer::new(law, messages).explaining(args.explain).supposing(supposed);
    let threads = NonZeroUsize::new(args.threads.into()).unwrap_or(NonZeroUsize::MIN);
    let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let bad = pipeline::run(&answerer, source, &mut out, threads)?;
    out.flush()?;
    Ok(bad)
}

/// The law of England, with a council's offer over it when one is given.
fn the_law(args: &Assess) -> Result<&'static Law, Failure> {
    crate::law::in_force(args.offer.as_deref(), None).map_err(|why| Failure::Law(why.to_string()))
}

/// What `--what-if` supposes.
fn supposed(args: &Assess) -> Result<Option<Supposed>, Failure> {
    let Some(file) = &args.what_if else { return Ok(None) };
    let text = std::fs::read_to_string(file).map_err(|why| Failure::Unreadable(file.clone(), why))?;
    Supposed::read(&text).map(Some).map_err(|why| Failure::WhatIf(file.clone(), why))
}

/// The source, and its size when it is a file.
fn open(file: &PathBuf) -> Result<(Box<dyn Read + Send>, Option<u64>), Failure> {
    if file.as_os_str() == "-" {
        return Ok((Box::new(io::stdin()), None));
    }
    let unreadable = |why| Failure::Unreadable(file.clone(), why);
    let opened = File::open(file).map_err(unreadable)?;
    let facts = opened.metadata().map_err(unreadable)?;
    if facts.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    Ok((Box::new(opened), facts.is_file().then_some(facts.len())))
}
