//! Returns that go wrong as real ones do (`tests/import-cases`): every case through the real command, with the outcomes that
//! a practitioner accepts. Day of the answer: 23 November 2026.

use super::{onward, repository, text};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What became of a case.
struct Ran {
    /// Of each import: whether it was taken, and what it said.
    imports: Vec<(bool, String)>,
    /// The exported answers.
    answers: Vec<Value>,
    /// Keeps the database for a second look.
    _folder: tempfile::TempDir,
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    inside
}

/// Imports these groups of folders one after the other into one database.
fn import(groups: &[Vec<PathBuf>], more: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    assert!(onward(&["migrate", "--data-dir", &data], "").status.success());
    let imports = groups
        .iter()
        .map(|folders| {
            let folders: Vec<&str> = folders.iter().map(|folder| folder.to_str().unwrap()).collect();
            let ran =
                onward(&[&["import", "903"], folders.as_slice(), &["--data-dir", &data], more].concat(), "");
            (ran.status.success(), text(&ran.stdout) + &text(&ran.stderr))
        })
        .collect();
    let export = onward(&["export", "assessments", "--on", "2026-11-23", "--data-dir", &data], "");
    assert!(export.status.success(), "{}", text(&export.stderr));
    let answers = text(&export.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Ran { imports, answers, _folder: folder }
}

fn groups(case: &str) -> Vec<Vec<PathBuf>> {
    sorted(Path::new(&repository("tests/import-cases")).join(case).as_path())
        .iter()
        .map(|group| sorted(group))
        .collect()
}

fn case(case: &str, more: &[&str]) -> Ran {
    import(&groups(case), more)
}

impl Ran {
    fn of(&self, child: &str) -> &Value {
        self.answers
            .iter()
            .find(|answer| answer["child"] == child)
            .unwrap_or_else(|| panic!("nobody has the number {child}: {}", self.imports[0].1))
    }

    fn status(&self, child: &str) -> &str {
        self.of(child)["status"].as_str().unwrap()
    }

    fn days(&self, child: &str) -> Option<i64> {
        self.of(child)["qualifying_days"].as_i64()
    }

    fn taken(&self) -> bool {
        self.imports.iter().all(|(taken, _)| *taken)
    }

    /// Whether some import names the child in a check or a question.
    fn asks_about(&self, child: &str, word: &str) -> bool {
        self.imports.iter().any(|(_, said)| {
            let named =
                said.contains(&format!("Child {child}")) || said.contains(&format!("(child {child})"));
            named && (said.contains("  ask ") || said.contains("CHECK ")) && said.contains(word)
        })
    }
}

#[test]
fn a_year_that_nothing_tells_is_asked_for_and_the_true_one_comes_in_after() {
    for (which, child) in [("1", "100"), ("1b", "130")] {
        let ran = case(which, &[]);
        let (taken, said) = &ran.imports[0];
        assert!(!taken && said.contains("Say the year"), "{which}: {said}");
        assert!(ran.imports[1].0);
        assert_eq!(ran.status(child), "qualifying", "{which}");
    }
    let said = case("1", &["--year", "2025-26"]);
    assert!(said.imports[0].0, "{}", said.imports[0].1);
}

#[test]
fn an_open_row_and_a_new_start_never_run_both() {
    for more in [&[][..], &["--skip-problems"]] {
        let ran = case("2", more);
        assert_eq!(ran.status("710"), "qualifying");
        assert!(ran.asks_about("710", "When did the first end"), "{}", ran.imports[0].1);
    }
}

#[test]
fn the_final_return_of_a_year_takes_the_place_of_the_draft() {
    let ran = case("3", &[]);
    assert_eq!((ran.status("700"), ran.days("700")), ("qualifying", Some(81)));
}

#[test]
fn an_end_that_is_not_known_reaches_to_what_later_rows_show() {
    let ran = case("4", &[]);
    assert!(ran.taken());
    assert_eq!(ran.status("502"), "none");
}

#[test]
fn care_that_went_on_under_a_row_that_is_missing_may_run_still() {
    assert_eq!(case("5", &[]).status("940"), "needs_information");
}

#[test]
fn a_cell_that_no_rule_reads_leaves_no_row_out() {
    for more in [&["--skip-problems"][..], &[]] {
        let ran = case("6", more);
        assert_eq!((ran.status("910"), ran.days("910")), ("relevant", Some(384)));
        let ran = case("10", more);
        assert_eq!((ran.status("500"), ran.days("500")), ("eligible", Some(571)));
    }
}

#[test]
fn a_year_with_hardly_anything_in_it_is_refused_unless_somebody_says_that_it_is_right() {
    let ran = case("7", &[]);
    let (taken, said) = &ran.imports[1];
    assert!(!taken && said.contains("lack 2 of the 2 children"), "{said}");
    assert_eq!(ran.status("805"), "eligible", "nothing was imported");
    let told = case("7", &["--hardly-anything"]);
    assert!(told.taken());
    assert_eq!(told.status("806"), "needs_information");
}

#[test]
fn a_date_of_birth_that_changed_waits_for_a_person_both_ways() {
    let halves = case("8", &[]);
    let once = import(&[groups("8").concat()], &[]);
    for ran in [&halves, &once] {
        assert_eq!(ran.status("400"), "needs_information");
        assert!(ran.asks_about("400", "two dates of birth"), "{}", ran.imports[0].1);
    }
}

#[test]
fn the_years_that_nobody_loaded_and_that_would_settle_it_are_named() {
    let ran = case("9", &[]);
    assert_eq!(ran.status("300"), "needs_information");
    assert_eq!(ran.of("300")["years_wanted"], serde_json::json!(["2022-23", "2023-24", "2024-25"]));
}

#[test]
fn small_letters_are_codes() {
    let ran = case("11", &[]);
    assert_eq!((ran.status("600"), ran.days("600")), ("former_relevant", Some(730)));
    let ran = case("11-care", &[]);
    assert_eq!((ran.status("601"), ran.days("601")), ("eligible", Some(936)));
}

#[test]
fn a_workbook_an_xml_file_and_a_zip_are_named_with_what_to_do() {
    for (which, word, todo) in
        [("13", "workbook", "Save as"), ("13b", "XML", "as CSV"), ("13c", "zip", "Unpack")]
    {
        let ran = case(which, &[]);
        let (taken, said) = &ran.imports[0];
        assert!(!taken && said.contains(word) && said.contains(todo), "{which}: {said}");
    }
}

#[test]
fn somebody_found_to_be_an_adult_waits_for_the_date_of_birth_that_is_accepted() {
    let ran = case("15", &[]);
    assert_eq!(ran.status("800"), "needs_information");
    assert!(ran.asks_about("800", "advocate"), "{}", ran.imports[0].1);
}

#[test]
fn a_number_that_changed_is_noticed_by_the_pupil_number_and_two_numbers_can_be_joined() {
    let ran = case("18", &[]);
    assert!(ran.imports[1].1.contains("A123456789012") && ran.imports[1].1.contains("912, M55012"));
    assert_eq!(ran.status("M55012"), "eligible");
    let data = ran._folder.path().join("data").display().to_string();
    let statuses = || -> Vec<(String, String)> {
        let export = onward(&["export", "assessments", "--on", "2026-11-23", "--data-dir", &data], "");
        text(&export.stdout)
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .map(|it| (it["child"].as_str().unwrap().to_owned(), it["status"].as_str().unwrap().to_owned()))
            .filter(|(child, _)| child == "912" || child == "M55012")
            .collect()
    };
    let one = |child: &str, status: &str| (child.to_owned(), status.to_owned());
    let apart = statuses();
    assert_eq!(apart, [one("912", "needs_information"), one("M55012", "eligible")]);
    assert!(onward(&["import", "join", "912", "M55012", "--data-dir", &data], "").status.success());
    assert_eq!(statuses(), [one("912", "eligible")], "one person under one number");
    assert!(onward(&["import", "apart", "M55012", "--data-dir", &data], "").status.success());
    assert_eq!(statuses(), apart, "and taken back");
}

#[test]
fn remanded_and_then_sentenced_before_sixteen_is_no_flat_answer_that_the_law_does_not_give() {
    assert!(["none", "relevant", "needs_information"].contains(&case("22", &[]).status("711")));
}

#[test]
fn a_return_that_was_imported_wrongly_is_taken_back_whole() {
    let ran = case("3", &[]);
    let data = ran._folder.path().join("data").display().to_string();
    let said = &ran.imports[1].1;
    let (_, import) = said.trim().rsplit_once(' ').unwrap();
    let years = text(&onward(&["import", "years", "--data-dir", &data], "").stdout);
    assert!(years.contains("2025-26") && years.contains(import), "{years}");
    assert!(onward(&["import", "withdraw", import, "--data-dir", &data], "").status.success());
    let export = onward(&["export", "assessments", "--on", "2026-11-23", "--data-dir", &data], "");
    let answer: Value = serde_json::from_str(text(&export.stdout).trim()).unwrap();
    assert_eq!(answer["status"], "eligible", "the draft counts again: open since 1 May");
    let again = onward(&["import", "withdraw", import, "--data-dir", &data], "");
    assert_eq!(again.status.code(), Some(1));
}
