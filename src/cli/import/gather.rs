//! Finds the files of a return in folders.

use onward_store::repo::returns::StagedFile;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use super::Failed;

/// No table from the largest authority is nearly this big.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// Folders of years, and folders of such folders.
const DEEPEST: usize = 3;
/// Endings of table file names.
const TABLES: [&str; 3] = ["csv", "tsv", "txt"];
/// Endings of file names for a return in another format: read far enough to say what it is and what to do.
const OTHER_FORMS: [&str; 7] = ["xlsx", "xls", "xlsm", "ods", "xml", "zip", "pdf"];

/// What the folders contain.
pub(super) struct Found {
    /// The files to read.
    pub(super) files: Vec<StagedFile>,
    /// Names of files that are not part of a return.
    pub(super) passed_over: Vec<String>,
}

/// Reads the files of these folders.
///
/// # Errors
/// One of them can't be read, or contains nothing from a return.
pub(super) fn gather(dirs: &[PathBuf]) -> Result<Found, Failed> {
    let mut found = Found { files: Vec::new(), passed_over: Vec::new() };
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
    pass_over_beside_tables(&mut found);
    // Two folders with the same name: a number distinguishes their files.
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
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    if !ending.is_some_and(|ending| TABLES.contains(&&*ending) || OTHER_FORMS.contains(&&*ending)) {
        found.passed_over.push(name.to_owned());
        return Ok(());
    }
    if about.len() > LARGEST_FILE {
        return Err(Failed(format!("{} is larger than 64 MB. No table of the return is.", path.display())));
    }
    found.files.push(StagedFile { name: name.to_owned(), content: std::fs::read(path).map_err(cant)? });
    Ok(())
}

/// Whether a file's name ends as a table's does.
fn is_table(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| TABLES.contains(&&*ending.to_ascii_lowercase()))
}

/// A workbook alongside the tables in its folder is somebody's notes; alone in a folder it is the return in another
/// format, to be named with what to do.
fn pass_over_beside_tables(found: &mut Found) {
    let folder = |name: &str| name.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned());
    let with_tables: std::collections::HashSet<String> =
        found.files.iter().filter(|file| is_table(&file.name)).map(|file| folder(&file.name)).collect();
    let files = std::mem::take(&mut found.files);
    for file in files {
        if is_table(&file.name) || !with_tables.contains(&folder(&file.name)) {
            found.files.push(file);
        } else {
            found.passed_over.push(file.name);
        }
    }
}
