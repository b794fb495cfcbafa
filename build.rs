//! Builds `static/vendor/` (the chosen parts of govuk-frontend) before the crate embeds it, and a type for every message.
//!
//! The style sheets only when it is missing or was built from other sources: the built file carries a stamp of them. So a release
//! binary and a server need no Node, and no third-party source is committed.

use std::{env, error::Error, fs, path::Path, process::Command};

#[path = "src/web/words/generate.rs"]
mod messages;

/// What the built files are made from.
const SOURCES: [&str; 5] = [
    "frontend/package.json",
    "frontend/package-lock.json",
    "frontend/vendor.mjs",
    "frontend/vendor.scss",
    "frontend/vendor-staff.scss",
];
const BUILT: [&str; 2] = ["static/vendor/vendor.css", "static/vendor/vendor-staff.css"];

fn main() -> Result<(), Box<dyn Error>> {
    for path in SOURCES.iter().chain(&BUILT).chain(&[
        "build.rs",
        "src/web/words/generate.rs",
        "templates",
        "static",
        "migrations",
    ]) {
        println!("cargo:rerun-if-changed={path}");
    }
    #[expect(clippy::disallowed_methods, reason = "Cargo tells a build script its folder this way")]
    let out = env::var("OUT_DIR")?;
    messages::generate(Path::new("templates/messages/en"), &Path::new(&out).join("says.rs"))?;
    let stamp = stamp()?;
    if BUILT.iter().all(|file| carries(file, &stamp)) {
        return Ok(());
    }
    let frontend = Path::new("frontend");
    run(
        "npm",
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"])
            .current_dir(frontend),
    )?;
    run("node", Command::new("node").args(["vendor.mjs", &stamp]).current_dir(frontend))
}

/// The same for the same sources: FNV-1a, 64 bits. It tells versions apart and protects nothing.
fn stamp() -> Result<String, Box<dyn Error>> {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for path in SOURCES {
        for byte in fs::read(path).map_err(|why| format!("{path} can't be read: {why}"))? {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(format!("{hash:016x}"))
}

fn carries(file: &str, stamp: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|text| text.lines().next().is_some_and(|line| line.contains(stamp)))
}

fn run(tool: &str, command: &mut Command) -> Result<(), Box<dyn Error>> {
    let done = command.output().map_err(|why| {
        format!(
            "`{tool}` can't be started ({why}). Onward's stylesheets are built once from the npm package govuk-frontend. \
             Install Node.js 20 or later with npm (Debian: apt-get install nodejs npm), then run cargo again."
        )
    })?;
    if done.status.success() {
        return Ok(());
    }
    Err(format!(
        "`{tool}` failed while building static/vendor/ ({}). It needs the npm registry once. It said:\n{}{}",
        done.status,
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    )
    .into())
}
