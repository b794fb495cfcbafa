//! Small edits to the repository's files.

use std::{fs, path::Path};

/// Writes a file that must not exist yet.
pub fn new(path: &Path, text: &str) -> Result<(), String> {
    if path.exists() {
        return Err(format!("{} already exists", path.display()));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    }
    fs::write(path, text).map_err(|why| format!("{}: {why}", path.display()))
}

/// Changes a file.
pub fn change(path: &Path, change: impl FnOnce(&str) -> Result<String, String>) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let changed = change(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    fs::write(path, changed).map_err(|why| format!("{}: {why}", path.display()))
}

/// A name of lowercase letters, digits and `_`, starting with a letter.
pub fn checked(name: &str) -> Result<&str, String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(plain) {
        Ok(name)
    } else {
        Err(format!("a name has lowercase letters, digits and _, starting with a letter; not `{name}`"))
    }
}

/// `visit_log` as the name of a type: `VisitLog`.
pub fn type_name(name: &str) -> String {
    name.split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        })
        .collect()
}

/// `visit_log` as a heading: "Visit log".
pub fn heading(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str().replace('_', " "))
}
