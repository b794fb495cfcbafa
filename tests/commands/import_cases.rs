//! Returns that go wrong the way real ones do (`tests/import-cases`): every case through the real command, with the
//! outcomes that a practitioner accepts. The answers are for 23 November 2026.

use super::{onward, repository, text};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The outcome of a case.
struct Ran {
    /// For each import: whether it was accepted, and what it said.
    imports: Vec<(bool, String)>,
    /// The exported answers.
    answers: Vec<Value>,
    /// Keeps the database so that it can be looked at again.
    _folder: tempfile::TempDir,
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    inside
}

/// Imports these groups of folders one after another into one database.
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
            .unwrap_or_else(|| panic!("there is nobody with the number {child}: {}", self.imports[0].1))
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

    /// Whether any import mentions the child in a check or a question.
    fn asks_about(&self, child: &str, word: &str) -> bool {
        self.imports.iter().any(|(_, said)| {
            let named =
                said.contains(&format!("Child {child}")) || said.contains(&format!("(child {child})"));
            named && (said.contains("  ask ") || said.contains("CHECK ")) && said.contains(word)
        })
    }
}

#[test]
fn a_year_that_nothing_gives_is_asked_for_and_the_right_one_is_then_imported() {
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
fn an_open_row_and_a_new_start_are_never_both_open() {
    for more in [&[][..], &["--skip-problems"]] {
        let ran = case("2", more);
        assert_eq!(ran.status("710"), "qualifying");
        assert!(ran.asks_about("710", "When did the first end"), "{}", ran.imports[0].1);
    }
}

#[test]
fn the_final_return_for_a_year_replaces_the_draft() {
    let ran = case("3", &[]);
    assert_eq!((ran.status("700"), ran.days("700")), ("qualifying", Some(81)));
}

#[test]
fn an_unknown_end_extends_to_what_later_rows_show() {
    let ran = case("4", &[]);
    assert!(ran.taken());
    assert_eq!(ran.status("502"), "none");
}

#[test]
fn care_that_continued_under_a_missing_row_may_still_be_open() {
    assert_eq!(case("5", &[]).status("940"), "needs_information");
}

#[test]
fn a_cell_that_no_rule_reads_never_excludes_its_row() {
    for more in [&["--skip-problems"][..], &[]] {
        let ran = case("6", more);
        assert_eq!((ran.status("910"), ran.days("910")), ("relevant", Some(384)));
        let ran = case("10", more);
        assert_eq!((ran.status("500"), ran.days("500")), ("eligible", Some(571)));
    }
}

#[test]
fn a_year_with_hardly_anything_in_it_is_refused_unless_somebody_confirms_it() {
    let ran = case("7", &[]);
    let (taken, said) = &ran.imports[1];
    assert!(!taken && said.contains("are missing 2 of the 2 children"), "{said}");
    // Nothing was imported: whether they are still in care, only that year can tell.
    assert_eq!(ran.status("805"), "needs_information");
    assert_eq!(ran.of("805")["years_wanted"], serde_json::json!(["2023-24", "2025-26"]));
    let told = case("7", &["--hardly-anything"]);
    assert!(told.taken());
    assert_eq!(told.status("806"), "needs_information");
}

#[test]
fn a_changed_date_of_birth_waits_for_a_person_either_way_round() {
    let halves = case("8", &[]);
    let once = import(&[groups("8").concat()], &[]);
    for ran in [&halves, &once] {
        assert_eq!(ran.status("400"), "needs_information");
        assert!(ran.asks_about("400", "two dates of birth"), "{}", ran.imports[0].1);
    }
}

#[test]
fn years_that_nobody_loaded_but_would_settle_it_are_named() {
    let ran = case("9", &[]);
    assert_eq!(ran.status("300"), "needs_information");
    assert_eq!(ran.of("300")["years_wanted"], serde_json::json!(["2022-23", "2023-24", "2024-25"]));
}

#[test]
fn years_after_the_last_that_was_loaded_are_named_too() {
    let returns = tempfile::tempdir().unwrap();
    let year = returns.path().join("2023-24");
    std::fs::create_dir(&year).unwrap();
    let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,F,01/05/2008,WBRI,,,\n";
    std::fs::write(year.join("header.csv"), header).unwrap();
    let episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
                    7,01/06/2023,S,V2,N1,U6,PR1,10/07/2023,E13,,,,\n";
    std::fs::write(year.join("episodes.csv"), episodes).unwrap();
    let ran = import(&[vec![year]], &[]);
    assert_eq!(ran.status("7"), "needs_information", "{}", ran.imports[0].1);
    assert_eq!(ran.of("7")["years_wanted"], serde_json::json!(["2022-23", "2024-25", "2025-26"]));
}

#[test]
fn lowercase_codes_are_accepted() {
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
fn somebody_found_to_be_an_adult_waits_for_an_accepted_date_of_birth() {
    let ran = case("15", &[]);
    assert_eq!(ran.status("800"), "needs_information");
    assert!(ran.asks_about("800", "advocate"), "{}", ran.imports[0].1);
}

#[test]
fn a_changed_number_is_noticed_by_the_pupil_number_and_two_numbers_can_be_joined() {
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
fn remanded_and_then_sentenced_before_sixteen_gets_no_firm_answer_that_the_law_does_not_give() {
    assert!(["none", "relevant", "needs_information"].contains(&case("22", &[]).status("711")));
}

#[test]
fn a_wrongly_imported_return_is_taken_back_completely() {
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
