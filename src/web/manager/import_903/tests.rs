//! The import pages at first, full, and with something to correct.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::{
    pages::{AskedRow, ImportRun, ImportStart, RunRow},
    show_run::{self, SeenRun},
};
use crate::web::{page_check::shown, parts::Tag, view::FormErrors};
use onward_domain::{
    id::ImportId,
    returns::ssda903::plan::{
        Counts,
        said::{FactSaid, Happens, PartSaid, PersonSaid},
    },
    role::Role,
};
use onward_store::repo::returns::{Run, RunFile, RunProblem, RunState};

fn run(state: RunState, counts: Counts) -> Run {
    Run {
        id: ImportId::new(),
        state,
        fingerprint: "00".into(),
        allowed: onward_domain::returns::ssda903::Allowed::default(),
        taken_back_at: None,
        thin: None,
        created_at: chrono::DateTime::UNIX_EPOCH,
        created_by: None,
        applied_at: None,
        claimed_at: None,
        failed_at: None,
        replaced_by: None,
        counts,
    }
}

fn seen(run: Run, problems: Vec<RunProblem>) -> SeenRun {
    SeenRun { run, files: files(), problems, people: vec![], all_people: 0, page: 1 }
}

fn files() -> Vec<RunFile> {
    vec![RunFile {
        name: "episodes.csv".into(),
        table: Some("episodes".into()),
        year: Some("2025-26".into()),
        year_from: Some("days".into()),
        lines: 46,
        left_out: 1,
    }]
}

fn problem(weight: &str) -> RunProblem {
    RunProblem {
        file: "2025-26/episodes.csv".into(),
        line: Some(12),
        column: Some("DEC".into()),
        child: Some("000730".into()),
        weight: weight.into(),
        what: "There is no 31 April 2025.".into(),
        todo: "Write the day as DD/MM/YYYY.".into(),
    }
}

#[test]
fn the_first_page_asks_for_files_and_lists_earlier_imports() {
    let start = shown(Role::Manager, "import-start", &ImportStart::default());
    assert!(start.contains("multipart/form-data") && start.contains("Nothing has been imported yet"));
    let page = ImportStart {
        errors: FormErrors::one("files", "Choose the return’s CSV files"),
        year: "2025".into(),
        runs: vec![RunRow {
            href: "/manager/import/1".into(),
            when: "Today at 2pm".into(),
            state: Tag::new("done", "Imported"),
            said: "60 new people, 487 changes".into(),
        }],
        waiting: Some("2 questions wait about 1 person.".into()),
        asked: vec![AskedRow {
            name: "Jay Linton".into(),
            record: "Record 313752".into(),
            questions: "2 questions".into(),
            adviser: "Priya Nair".into(),
        }],
    };
    let corrected = shown(Role::Manager, "import-error", &page);
    assert!(corrected.contains("href=\"#files\"") && corrected.contains("60 new people"));
    assert!(corrected.contains("2 questions wait") && corrected.contains("Jay Linton"));
}

#[test]
fn a_shown_run_says_what_is_wrong_and_waits_for_confirmation() {
    let counts = Counts { new_people: 60, added: 4870, left_out: 1, ..Counts::default() };
    let ended = FactSaid {
        happens: Happens::Ended,
        what: "the care episode from 14/07/2024".into(),
        parts: vec![PartSaid {
            of: "end".into(),
            before: Some("still running".into()),
            after: Some("01/06/2025".into()),
        }],
    };
    let person = PersonSaid {
        child: "000730".into(),
        new: false,
        changes: vec![ended],
        questions: vec!["Which date of birth is right?".into()],
        answered: 0,
        left_alone: 3,
    };
    let seen = SeenRun {
        people: vec![person],
        all_people: 120,
        page: 2,
        ..seen(run(RunState::Shown, counts), vec![problem("leaves_out")])
    };
    let page: ImportRun = show_run::page(seen, FormErrors::none());
    let html = shown(Role::Manager, "import-shown", &page);
    for words in [
        "Nothing is imported yet",
        "Import exactly this",
        "Leave out 1 row",
        "line 12, column DEC",
        "from the latest day",
        ">4,870<",
        "120 people, by their number in the return",
        "Child 000730: 1 ended, 1 question, 3 left alone",
        "The care episode from 14/07/2024",
        "end: still running → 01/06/2025",
        "Which date of birth is right?",
        "?people=3#people",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn only_a_shown_run_can_be_applied() {
    for (state, words) in [
        (RunState::Applying, "Reload this page"),
        (RunState::Applied, "This is imported"),
        (RunState::Withdrawn, "A file can’t be taken"),
    ] {
        let page =
            show_run::page(seen(run(state, Counts::default()), vec![problem("refuses")]), FormErrors::none());
        let html = shown(Role::Manager, "import-later", &page);
        assert!(html.contains(words) && !html.contains("Import exactly this"), "{words}");
    }
    let mut replaced = run(RunState::Withdrawn, Counts::default());
    replaced.replaced_by = Some(ImportId::new());
    let html =
        shown(Role::Manager, "import-replaced", &show_run::page(seen(replaced, vec![]), FormErrors::none()));
    assert!(html.contains("See what would change now"));
    let known = run(RunState::Withdrawn, Counts { left_alone: 40, ..Counts::default() });
    let html = shown(Role::Manager, "import-known", &show_run::page(seen(known, vec![]), FormErrors::none()));
    assert!(html.contains("Nothing to do") && html.contains("Everything in these files is already here"));
}
