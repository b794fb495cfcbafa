//! A new migration, for both databases.

use std::{fs, path::Path, process::Command};

use super::text::{checked, new};

/// Makes the two files.
pub fn make(root: &Path, name: &str) -> Result<String, String> {
    let name = checked(name)?;
    let today = Command::new("date").arg("+%F").output().map_err(|why| format!("date: {why}"))?;
    let today = String::from_utf8_lossy(&today.stdout).trim().to_owned();
    let folder = format!("{today}-{:06}_{name}", next(root, &today)?);
    let at = root.join("migrations/both").join(&folder);
    new(&at.join("up.sql"), "")?;
    new(&at.join("down.sql"), "")?;
    Ok(format!(
        "migrations/both/{folder}/{{up,down}}.sql\nThen declare the table under src/store/schema: docs/adding.md."
    ))
}

/// The number after the last one for this day.
fn next(root: &Path, today: &str) -> Result<u32, String> {
    let mut last = 0;
    for tree in ["migrations/both", "migrations/sqlite"] {
        let folder = root.join(tree);
        let files = fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        let numbers = files.filter_map(Result::ok).filter_map(|file| {
            let name = file.file_name().into_string().ok()?;
            name.strip_prefix(today)?.strip_prefix('-')?.split('_').next()?.parse::<u32>().ok()
        });
        last = last.max(numbers.max().unwrap_or(0));
    }
    Ok(last + 1)
}
