//! Each crate has a line that says what it is for.

use super::{files, listed, read};
use std::collections::BTreeSet;

const OURS: [&str; 4] = ["leaving-care-rules", "onward-domain", "onward-store", "onward"];

/// Everything listed by any of our packages.
fn in_manifests() -> BTreeSet<String> {
    OURS.iter()
        .flat_map(|name| ["normal", "dev", "build"].map(|kind| listed(name, kind)))
        .flatten()
        .filter(|name| !OURS.contains(name))
        .map(str::to_owned)
        .collect()
}

/// The crates with a line in docs/dependencies.md, above the part about the browser.
fn in_page() -> BTreeSet<String> {
    let page = read("docs/dependencies.md");
    let crates = page.split("## In the browser build").next().unwrap();
    crates.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).map(str::to_owned).collect()
}

#[test]
fn every_crate_we_list_says_what_it_is_for() {
    let (listed, explained) = (in_manifests(), in_page());
    assert!(listed.len() > 10);
    let unexplained: Vec<_> = listed.difference(&explained).collect();
    assert!(unexplained.is_empty(), "no line in docs/dependencies.md: {unexplained:?}");
}

/// Listed only for its features: the crate it is linked into uses it.
const FOR_FEATURES: [&str; 1] = ["libsqlite3-sys"];

#[test]
fn every_crate_that_a_package_lists_is_used_in_its_source() {
    let folders = [
        ("leaving-care-rules", "src/rules"),
        ("onward-domain", "src/domain"),
        ("onward-store", "src/store"),
        ("onward", "src"),
    ];
    for (package, folder) in folders {
        let mut sources = files(folder, &[".rs"]);
        if package == "onward" {
            let others = ["src/rules", "src/domain", "src/store", "src/xtask"];
            sources.retain(|path| !others.iter().any(|other| path.starts_with(other)));
            sources.extend(files("tests", &[".rs"]));
            sources.extend(files("examples", &[".rs"]));
            sources.push("build.rs".into());
        }
        let code: String = sources.iter().map(read).collect();
        let unused: Vec<_> = ["normal", "dev", "build"]
            .iter()
            .flat_map(|kind| listed(package, kind))
            .filter(|name| !FOR_FEATURES.contains(name))
            .filter(|name| {
                let name = name.replace('-', "_");
                !["::", " ", ";", ","].iter().any(|end| code.contains(&format!("{name}{end}")))
            })
            .collect();
        assert!(unused.is_empty(), "{package} lists what its source does not use: {unused:?}");
    }
}

#[test]
fn no_line_explains_a_crate_that_we_do_not_list() {
    let (listed, explained) = (in_manifests(), in_page());
    let gone: Vec<_> = explained.difference(&listed).collect();
    assert!(gone.is_empty(), "docs/dependencies.md explains what no Cargo.toml lists: {gone:?}");
}

#[test]
fn lock_files_of_the_browser_parts_hold_no_addresses() {
    for lock in ["frontend/package-lock.json", "tests/browser/package-lock.json"] {
        let text = read(lock);
        assert!(
            !text.contains("\"resolved\""),
            "{lock} names a registry; write it with --omit-lockfile-registry-resolved"
        );
        assert!(text.contains("\"integrity\""), "{lock} has no checksums");
    }
}
