//! One return, from its first look to what happened to it.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::{
    usecases::manager::import_903::{RightsSeen, SeenRun},
    web::{
        desk::Manager,
        page_check::shown,
        testing::{BOROUGH, NOW, reads},
    },
};
use onward_domain::{
    returns::ssda903::plan::{
        Counts,
        said::{FactSaid, Happens, PartSaid, PersonSaid, Turns},
    },
    role::Role,
};
use onward_store::repo::returns::{Run, RunFile, RunProblem, RunRight, RunState, TakenBackBy};

/// Jay's number in the return.
const JAY: &str = "313752";

fn run_of(state: RunState, counts: Counts) -> Run {
    Run {
        id: ImportId::new(),
        state,
        fingerprint: "00".into(),
        allowed: Allowed::default(),
        taken_back: None,
        thin: None,
        created_at: "2026-11-23T09:04:00Z".parse().unwrap(),
        created_by: None,
        applied_at: None,
        claimed_at: None,
        failed_at: None,
        replaced_by: None,
        counts,
        rights_of: Some(3),
    }
}

fn file(year: Option<&str>) -> RunFile {
    RunFile {
        name: "episodes.csv".into(),
        table: Some("episodes".into()),
        year: year.map(str::to_owned),
        year_from: None,
        lines: 1203,
        left_out: 1,
    }
}

fn problem(weight: &str) -> RunProblem {
    RunProblem {
        file: "2025-26/episodes.csv".into(),
        line: Some(12),
        column: Some("DEC".into()),
        child: Some(JAY.into()),
        weight: weight.into(),
        what: "There is no 31 April 2025.".into(),
        todo: "Write the day as DD/MM/YYYY.".into(),
    }
}

fn seen(run: Run, problems: Vec<RunProblem>) -> SeenRun {
    let named = BOROUGH
        .read::<Manager, _>(BOROUGH.user("Dawn"), |ask| ask.scope.numbered(ask.tx, &[JAY.to_owned()], NOW));
    let files = vec![file(Some("2025-26"))];
    SeenRun {
        run,
        taken_back_by: None,
        files,
        problems,
        people: vec![],
        named,
        rights: vec![],
        all_people: 0,
        page: 1,
    }
}

fn html(seen: SeenRun, sheet: Sheet<RunForm>) -> String {
    shown(Role::Manager, "return", &RunPage::of(seen, crate::web::testing::Borough::law(), sheet))
}

fn heading(seen: SeenRun) -> String {
    let html = html(seen, Sheet::default());
    crate::web::page_check::all(&scraper::Html::parse_document(&html), "h1").remove(0).text().collect()
}

fn full() -> SeenRun {
    let counts =
        Counts { new_people: 60, added: 4870, ended: 1, left_out: 1, questions: 1, ..Counts::default() };
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
        child: JAY.into(),
        new: false,
        changes: vec![ended],
        questions: vec!["Which date of birth is right?".into()],
        answered: 0,
        left_alone: 3,
    };
    let new = PersonSaid {
        child: "000730".into(),
        new: true,
        changes: vec![],
        questions: vec![],
        ..person.clone()
    };
    let lost = RunRight {
        turns: Turns::Lost,
        child: JAY.into(),
        entitlements: vec!["setting_up_home_allowance".into(), "he_bursary".into()],
    };
    let gained = RunRight { turns: Turns::Gained, child: "000731".into(), entitlements: vec!["dhp".into()] };
    let rights = [lost, gained].map(|right| RightsSeen { turns: right.turns, people: vec![right], all: 1 });
    SeenRun {
        rights: rights.into(),
        people: vec![person, new],
        all_people: 120,
        page: 2,
        ..seen(run_of(RunState::Shown, counts), vec![problem("leaves_out")])
    }
}

#[test]
fn what_is_wrong_stands_before_what_would_change_and_that_before_the_button() {
    let html = html(full(), Sheet::default());
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words} is not there"));
    assert!(at("Nothing is saved yet") < at("There is no 31 April 2025."));
    assert!(at("There is no 31 April 2025.") < at("Then: what would change"));
    assert!(at("Then: what would change") < at("A right is lost: 1 person"));
    assert!(at("A right is lost: 1 person") < at("A right is gained: 1 person"), "what is lost comes first");
    assert!(at("A right is gained: 1 person") < at("Take in exactly this"));
    assert!(html.contains("/problems.csv"));
    assert!(html.contains("?people=3#people") && !html.contains(" checked"), "nothing is chosen beforehand");
    insta::assert_snapshot!("ready", reads(&html));
}

#[test]
fn rows_left_out_and_missing_children_need_a_choice_each_and_stopping_needs_no_other() {
    let mut run = run_of(RunState::Shown, Counts { left_out: 1, ..Counts::default() });
    run.thin = Some("The episodes of 2025-26 lack 9 of the 402 children.".into());
    let form = |rows: &str, hardly: &str| TakeForm { rows: rows.into(), hardly: hardly.into() };
    let errors = form("", "").read(&run).unwrap_err();
    assert!(errors.has("rows") && errors.has("hardly"));
    assert!(form("nonsense", "yes").read(&run).unwrap_err().has("rows"));
    assert!(form("leave", "").read(&run).unwrap_err().has("hardly"));
    assert_eq!(form("stop", "").read(&run).unwrap(), Choice::Later);
    let all = Allowed { skip_problems: true, hardly_anything: true };
    assert_eq!(form("leave", "yes").read(&run).unwrap(), Choice::Take(all));
    let clean = run_of(RunState::Shown, Counts::default());
    assert_eq!(form("", "").read(&clean).unwrap(), Choice::Take(Allowed::default()));
    let form = RunForm { take: form("leave", ""), ..RunForm::default() };
    let errors = form.take.read(&run).unwrap_err();
    let page = html(seen(run, vec![problem("leaves_out")]), Sheet::wrong(form, errors));
    assert!(page.contains("href=\"#hardly\"") && page.contains("value=\"leave\" id=\"rows\" checked"));
}

#[test]
fn a_broken_file_shows_the_reason_and_no_row_of_noughts() {
    let html = html(
        seen(run_of(RunState::Withdrawn, Counts::default()), vec![problem("refuses")]),
        Sheet::default(),
    );
    assert!(html.contains("This return can’t be read yet") && html.contains("There is no 31 April 2025."));
    assert!(!html.contains("Take in exactly this") && !html.contains("How many"), "{}", reads(&html));
}

#[test]
fn each_state_says_what_became_of_the_return_and_what_to_do() {
    let of = |run: Run| heading(seen(run, vec![]));
    let plain = |state| run_of(state, Counts::default());
    assert_eq!(of(plain(RunState::Applying)), "This return is being taken in");
    assert_eq!(of(plain(RunState::Applied)), "This return is in use");
    assert_eq!(of(plain(RunState::Withdrawn)), "This return was not taken in");
    let known = run_of(RunState::Withdrawn, Counts { left_alone: 40, ..Counts::default() });
    assert_eq!(of(known), "Everything in these files is already here");
    let failed = Run { failed_at: Some(NOW.at), ..plain(RunState::Shown) };
    assert!(html(seen(failed, vec![]), Sheet::default()).contains("Try again in a few minutes"));
    let replaced = Run { replaced_by: Some(ImportId::new()), ..plain(RunState::Withdrawn) };
    let page = html(seen(replaced, vec![]), Sheet::default());
    assert!(
        page.contains("The records changed while you looked") && page.contains("See what would change now")
    );
}

#[test]
fn a_return_without_a_year_asks_for_it_where_it_stands() {
    let unknown = SeenRun {
        files: vec![file(None)],
        ..seen(run_of(RunState::Shown, Counts::default()), vec![problem("refuses")])
    };
    let page = html(unknown.clone(), Sheet::default());
    assert!(page.contains("Which year are these files for?") && page.contains("name=\"year\""));
    assert!(!page.contains("Take in exactly this"), "nothing can be taken in before");
    let told = Run { replaced_by: Some(ImportId::new()), ..run_of(RunState::Withdrawn, Counts::default()) };
    let page = html(SeenRun { run: told, ..unknown }, Sheet::default());
    assert!(page.contains("You said which year the files are for"));
}

#[test]
fn a_return_taken_back_says_when_by_whom_and_why() {
    let mut run = run_of(RunState::Applied, Counts::default());
    run.taken_back =
        Some(TakenBackBy { at: run.created_at, by: None, why: Some("It was the draft.".into()) });
    let page = SeenRun { taken_back_by: Some("Dawn Fairley".into()), ..seen(run, vec![]) };
    insta::assert_snapshot!("taken_back", reads(&html(page, Sheet::default())));
}
