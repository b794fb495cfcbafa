//! The command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    onward::cli::run()
}
