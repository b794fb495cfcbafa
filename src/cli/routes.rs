//! `onward routes`: method, path and audience, one per line.

use std::{io::Write as _, process::ExitCode};

use super::Done;
use crate::web::routes;

/// Prints the route table.
///
/// # Errors
/// Standard output can't be written.
pub fn run() -> Done {
    let mut out = std::io::stdout().lock();
    for route in routes::all() {
        writeln!(out, "{} {} {}", route.method, route.path, route.audience)?;
    }
    Ok(ExitCode::SUCCESS)
}
