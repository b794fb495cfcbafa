//! Who else on this machine can read what the service keeps.

use onward_store::DatabaseUrl;
use std::path::Path;

/// What others than its owner can read or change, a line each with what to do; one line where there is nothing.
#[must_use]
pub fn open_to_others(url: &DatabaseUrl, config: Option<&Path>) -> Vec<String> {
    let mut lines: Vec<String> = config.into_iter().filter_map(|file| of(file, "600")).collect();
    if let DatabaseUrl::Sqlite(file) = url {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        lines.extend(folder.and_then(|folder| of(folder, "700")));
        for journal in ["", "-wal", "-shm"] {
            let mut name = file.as_os_str().to_owned();
            name.push(journal);
            lines.extend(of(Path::new(&name), "600"));
        }
    }
    if lines.is_empty() {
        lines.push("only their owner can read the data and the settings".to_owned());
    }
    lines
}

/// What is wrong with one of them; nothing for what is not there.
#[cfg(unix)]
fn of(path: &Path, wanted: &str) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    let (path, others) = (path.display(), mode & 0o077 != 0);
    others.then(|| format!("{path} is open to others ({mode:o}): chmod {wanted} {path}"))
}

#[cfg(not(unix))]
fn of(_: &Path, _: &str) -> Option<String> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt as _};

    #[test]
    fn whatever_others_can_read_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        let (url, config) = (DatabaseUrl::in_dir(&data), folder.path().join("onward.toml"));
        fs::write(data.join("onward.sqlite"), "").unwrap();
        fs::write(&config, "").unwrap();
        let set =
            |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        for (path, mode) in [(&data, 0o755), (&data.join("onward.sqlite"), 0o640), (&config, 0o644)] {
            set(path, mode);
        }
        let lines = open_to_others(&url, Some(&config));
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].contains("onward.toml is open to others (644): chmod 600"), "{lines:?}");
        for (path, mode) in [(&data, 0o700), (&data.join("onward.sqlite"), 0o600), (&config, 0o600)] {
            set(path, mode);
        }
        assert_eq!(
            open_to_others(&url, Some(&config)),
            ["only their owner can read the data and the settings"]
        );
    }
}
