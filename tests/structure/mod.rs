//! What the source must look like, read from the source: data, not discipline.

mod audiences;
mod contrast;
mod dependencies;
mod languages;
mod law;
mod layers;
mod licences;
mod logs;
mod migrations;
mod my_data;
mod prose;
pub mod routes;
mod source;
mod templates;
mod web_floor;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// The top of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under `folder` whose name ends in one of `ends`, sorted, as paths from the top. Empty if there is no
/// folder.
pub fn files(folder: &str, ends: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, ends: &[&str], found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.map(Result::unwrap) {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            if entry.file_type().unwrap().is_dir() {
                if !matches!(&*name, "node_modules" | "target" | "vendor" | ".git") {
                    walk(&path, ends, found);
                }
            } else if ends.iter().any(|end| name.ends_with(end)) {
                found.push(path.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ends, &mut found);
    found.sort();
    found
}

/// The text of a file, by its path from the top.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file's code and the tests that are written at its end, apart. `mod tests;` names another file, and is part of neither.
pub fn code_and_tests(text: &str) -> (&str, &str) {
    let is_here = |at: usize| {
        let mut lines = text[at..].lines().skip(1).skip_while(|line| !line.trim_start().starts_with("mod "));
        lines.next().is_some_and(|line| line.trim_end().ends_with('{'))
    };
    let begins = text.match_indices("#[cfg(test)]").map(|(at, _)| at).find(|at| {
        text[*at..].lines().nth(1).is_some_and(|line| !line.trim_end().ends_with(';')) && is_here(*at)
    });
    begins.map_or((text, ""), |at| text.split_at(at))
}

/// `path:line: text` for every line where `wrong` holds.
pub fn lines_where(paths: &[PathBuf], wrong: impl Fn(&str) -> bool) -> Vec<String> {
    paths
        .iter()
        .flat_map(|path| {
            let text = read(path);
            text.lines()
                .enumerate()
                .filter(|(_, line)| wrong(line))
                .map(|(at, line)| format!("{}:{}: {}", path.display(), at + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// What `cargo metadata` says about the workspace and everything under it.
pub fn metadata() -> &'static serde_json::Value {
    static METADATA: OnceLock<serde_json::Value> = OnceLock::new();
    METADATA.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--all-features", "--offline", "--locked"])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    })
}

/// The package with this name in the workspace's graph.
pub fn package(name: &str) -> &'static serde_json::Value {
    let packages = metadata()["packages"].as_array().unwrap();
    packages.iter().find(|package| package["name"] == name).unwrap_or_else(|| panic!("no package {name}"))
}

/// Names of what a package lists in its own Cargo.toml: `kind` is "normal", "dev" or "build".
pub fn listed(name: &str, kind: &str) -> Vec<&'static str> {
    let dependencies = package(name)["dependencies"].as_array().unwrap();
    let mut names: Vec<_> = dependencies
        .iter()
        .filter(|dependency| dependency["kind"].as_str().unwrap_or("normal") == kind)
        .map(|dependency| dependency["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn tests_elsewhere_hide_nothing_of_a_files_code() {
    let elsewhere = "#[cfg(test)]\nmod tests;\n\nfn one() {}\n";
    assert_eq!(code_and_tests(elsewhere), (elsewhere, ""));
    let here = "fn one() {}\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n}\n";
    assert_eq!(code_and_tests(here), ("fn one() {}\n", "#[cfg(test)]\n#[allow(x)]\nmod tests {\n}\n"));
    let both = format!("{elsewhere}{here}");
    assert_eq!(code_and_tests(&both).0, format!("{elsewhere}fn one() {{}}\n"));
}
