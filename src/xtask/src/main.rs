//! The few commands for daily work: `cargo xtask help`. Standard library only, so that it builds in a second.

mod migration;
mod page;
mod text;

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

const HELP: &str = "\
cargo xtask run [ARGS]               the demonstration on http://127.0.0.1:8080/
cargo xtask test quick [WORDS]       the unit tests whose names hold WORDS, on SQLite alone: seconds once it is built
cargo xtask test                     everything, as scripts/test does
cargo xtask page AUDIENCE/NAME       a new page with a form: its room, template, messages, test, lines in the role matrix
cargo xtask migration NAME           a new migration, for both databases
cargo xtask pictures                 the README's pictures anew";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run", rest @ ..] => run("cargo", &[&["run", "--quiet", "--", "demo"], rest].concat()),
        ["test", "quick", rest @ ..] => run("cargo", &[&["test", "--quiet", "--lib"], rest].concat()),
        ["test"] => run("scripts/test", &[]),
        ["page", place] => page::make(&root(), place).map(|made| println!("{made}")),
        ["migration", name] => migration::make(&root(), name).map(|made| println!("{made}")),
        ["pictures"] => run("scripts/pictures", &[]),
        ["help"] | [] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("there is no such command.\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("Stopped: {why}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's top folder: two above this package's, which Cargo names.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

fn run(command: &str, args: &[&str]) -> Result<(), String> {
    let status = Command::new(command).args(args).current_dir(root()).status();
    let status = status.map_err(|why| format!("{command} can't be started: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command} ended with {status}")) }
}
