//! `onward import 903` at a terminal: what is shown, then exactly that or nothing.

use super::{onward, repository, text};
use std::path::Path;
use std::process::Output;

fn run(data: &Path, files: &Path, more: &[&str]) -> Output {
    let (data, files) = (data.to_str().unwrap(), files.to_str().unwrap());
    onward(&[&["import", "903", files, "--data-dir", data], more].concat(), "")
}

fn said(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

fn migrated() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert!(onward(&["migrate", "--data-dir", data.to_str().unwrap()], "").status.success());
    (folder, data)
}

/// One child's return for a year.
fn one(folder: &Path, year: &str, placement: &str, end: &str) -> std::path::PathBuf {
    let dir = folder.join(format!("{year}-{placement}"));
    let inside = dir.join(year);
    std::fs::create_dir_all(&inside).unwrap();
    std::fs::write(
        inside.join("header.csv"),
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n000007,F,01/05/2008,WBRI,,,\n",
    )
    .unwrap();
    let heading =
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";
    let row = format!("000007,01/05/2020,S,V2,N1,{placement},PR1,{end},,,,");
    std::fs::write(inside.join("episodes.csv"), format!("{heading}\n{row}\n")).unwrap();
    dir
}

fn mark(shown: &Output) -> String {
    let said = said(shown);
    let (_, mark) = said.rsplit_once("--as-shown ").unwrap_or_else(|| panic!("no mark: {said}"));
    mark.trim().to_owned()
}

#[test]
fn a_dry_run_says_person_by_person_what_would_be_added_changed_and_ended_with_before_and_after() {
    let (folder, data) = migrated();
    let first = one(folder.path(), "2023-24", "U6", ",");
    let shown = said(&run(&data, &first, &["--dry-run"]));
    assert!(shown.contains("2 files, 2 rows."), "{shown}");
    assert!(shown.contains("Child 000007, new\n"), "{shown}");
    assert!(
        shown.contains("add        the care episode from 01/05/2020: 01/05/2020 still running"),
        "{shown}"
    );
    assert!(run(&data, &first, &[]).status.success());

    let moved = said(&run(&data, &one(folder.path(), "2024-25", "K2", ","), &["--dry-run"]));
    assert!(moved.contains("Year 2024-25, by the name of the folder or file."), "{moved}");
    assert!(moved.contains("Child 000007\n"), "{moved}");
    assert!(moved.contains("change     the care episode from 01/05/2020: placement: "), "{moved}");
    assert!(moved.contains("Foster → Children's home"), "{moved}");
    let ended = said(&run(&data, &one(folder.path(), "2024-25", "U6", "01/06/2024,E5"), &["--dry-run"]));
    assert!(
        ended.contains("end        the care episode from 01/05/2020: end: still running → 01/06/2024"),
        "{ended}"
    );
    assert!(ended.contains("leave"), "facts already known are counted: {ended}");

    let known = run(&data, &first, &["--dry-run"]);
    assert!(known.status.success());
    assert!(
        said(&known).contains("Nothing to do: everything in these files is already here."),
        "{}",
        said(&known)
    );
}

#[test]
fn what_a_dry_run_showed_is_imported_or_nothing_if_records_or_files_have_changed() {
    let (folder, data) = migrated();
    let files = one(folder.path(), "2023-24", "U6", ",");
    let first = mark(&run(&data, &files, &["--dry-run"]));

    // The files changed.
    let other = one(folder.path(), "2023-24", "K2", ",");
    let refused = run(&data, &other, &["--as-shown", &first]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("the records or the files changed since the dry run"),
        "{}",
        said(&refused)
    );
    assert_eq!(mark(&run(&data, &files, &["--dry-run"])), first, "nothing was imported");

    // The records changed.
    assert!(run(&data, &other, &[]).status.success());
    let refused = run(&data, &files, &["--as-shown", &first]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));

    let (folder, data) = migrated();
    let files = one(folder.path(), "2023-24", "U6", ",");
    let done = run(&data, &files, &["--as-shown", &mark(&run(&data, &files, &["--dry-run"]))]);
    assert!(done.status.success() && said(&done).contains("Imported, exactly this."), "{}", said(&done));
}

#[test]
fn the_first_people_are_shown_all_of_them_on_request_and_json_for_programs() {
    let (_folder, data) = migrated();
    let sample = repository("tests/sample-903");
    let sample = Path::new(&sample);
    let people = |shown: &str| shown.lines().filter(|line| line.starts_with("Child ")).count();
    let some = said(&run(&data, sample, &["--dry-run", "--skip-problems"]));
    assert_eq!(people(&some), 20);
    assert!(some.contains("and 40 people more; use --all to see them."), "{some}");
    assert_eq!(people(&said(&run(&data, sample, &["--dry-run", "--skip-problems", "--all"]))), 60);

    let output = run(&data, sample, &["--dry-run", "--skip-problems", "--json"]);
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.iter().filter(|line| line["child"].is_string()).count(), 60);
    let counts = lines.last().unwrap();
    assert_eq!(counts["counts"]["new_people"], 60);
    let added: usize = lines
        .iter()
        .filter_map(|line| line["changes"].as_array())
        .flatten()
        .filter(|change| change["happens"] == "added")
        .count();
    assert_eq!(counts["counts"]["added"], added, "the counts match the people");
}
