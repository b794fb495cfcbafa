//! The whole process, on the sample set of eight years and on random changes to it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use super::history::{EventKind, Fact, FactKey, With};
use super::plan::{Allowed, Change, Counts, Held, Hindrance, Plan, plan};
use super::{Child, Incoming, InputFile, Weight, merge};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

mod at_odds;
mod contradictions;
mod corrections;
mod damage;
mod endings;
mod kinds;
mod random;
mod running;
mod statuses;
mod with_others;

const SKIP: Allowed = Allowed { skip_problems: true, hardly_anything: false };

type Files = Vec<(String, Vec<u8>)>;

/// The sample's 88 files, as `2025-26/episodes.csv` and their bytes.
static SAMPLE: LazyLock<Files> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/sample-903");
    let mut files = Vec::new();
    for year in
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in std::fs::read_dir(&year).unwrap().map(|entry| entry.unwrap().path()) {
            let name =
                format!("{}/{}", year.file_name().unwrap().display(), file.file_name().unwrap().display());
            files.push((name, std::fs::read(&file).unwrap()));
        }
    }
    files.sort();
    files
});

fn incoming(files: &[(String, Vec<u8>)]) -> Incoming {
    incoming_on(files, "2026-11-23")
}

fn incoming_on(files: &[(String, Vec<u8>)], day: &str) -> Incoming {
    let files: Vec<_> = files.iter().map(|(name, bytes)| InputFile { name, year: None, bytes }).collect();
    merge(&files, day.parse().unwrap(), |_| {})
}

fn import(held: &mut Held, files: &[(String, Vec<u8>)]) -> Plan {
    import_on(held, files, "2026-11-23")
}

fn import_on(held: &mut Held, files: &[(String, Vec<u8>)], day: &str) -> Plan {
    let plan = plan(held, &incoming_on(files, day));
    held.apply(&plan);
    plan
}

fn child(number: &str) -> Child {
    Child::new(number)
}

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn fingerprint(plan: &Plan) -> Vec<u8> {
    let mut all = Vec::new();
    plan.fingerprint_into(|bytes| all.extend_from_slice(bytes));
    all
}

const OC3: &str = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n";
const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";

#[test]
fn the_sample_of_eight_years_is_sixty_children_without_a_problem() {
    let mut held = Held::default();
    let plan = import(&mut held, &SAMPLE);
    let problems: Vec<String> =
        plan.problems.iter().map(|it| format!("{}: {}", it.place(), it.what)).collect();
    assert_eq!(problems, [""; 0]);
    assert_eq!(plan.files.len(), 88);
    assert_eq!(plan.hindrance(Allowed::default()), None);
    assert_eq!(held.people.len(), 60);
    let episodes = held.people.values().flat_map(|person| person.facts.keys());
    assert_eq!(episodes.filter(|key| matches!(key, FactKey::Episode(_))).count(), 230);
    // 180 for who they are, 230 episodes, 52 positions, 3 unaccompanied, 1 died, 21 events.
    assert_eq!(plan.counts, Counts { new_people: 60, added: 487, questions: 1, ..Counts::default() });
    let asking: Vec<_> = plan.people.iter().filter(|person| !person.questions.is_empty()).collect();
    assert_eq!((asking[0].child.as_str(), asking[0].questions[0].key.as_str()), ("540690", "adult"));
}

#[test]
fn the_same_files_twice_change_nothing() {
    let mut held = Held::default();
    import(&mut held, &SAMPLE);
    let before = held.people.clone();
    let again = plan(&held, &incoming(&SAMPLE));
    assert!(again.is_empty(), "{:?}", again.people);
    held.apply(&again);
    assert_eq!(held.people, before);
}

#[test]
fn a_move_home_at_sixteen_is_with_someone_who_has_parental_responsibility() {
    let mut held = Held::default();
    import(&mut held, &SAMPLE);
    let home = "2024-08-15".parse().unwrap();
    let Fact::Event(event) =
        held.people[&child("356766")].facts[&FactKey::Event(EventKind::ReturnedHome, home)]
    else {
        panic!("no move home")
    };
    assert_eq!((event.start, event.end, event.with), (home, None, Some(With::PersonWithPr)));
}

#[test]
fn rows_of_one_year_that_contradict_each_other_are_both_left_out() {
    let files = [
        file("2025-26/header.csv", &format!("{HEADER}1,M,01/05/2009,WBRI,,,\n")),
        file(
            "2025-26/episodes.csv",
            &format!(
                "{EPISODES}1,01/05/2025,S,V2,N1,U6,PR1,,,,,,\n1,01/05/2025,S,C2,N1,U6,PR1,,,,,,\n1,01/06/2024,S,V2,N1,U6,PR1,01/07/2024,E5,,,,\n1,01/06/2024,S,V2,N1,U6,PR1,01/07/2024,E5,,,,\n"
            ),
        ),
    ];
    let mut held = Held::default();
    let plan = import(&mut held, &files);
    assert_eq!(plan.counts.left_out, 2);
    assert_eq!(plan.hindrance(Allowed::default()), Some(Hindrance::RowsLeftOut));
    assert_eq!(plan.hindrance(SKIP), None);
    assert_eq!(
        held.people[&child("1")].facts.keys().filter(|key| matches!(key, FactKey::Episode(_))).count(),
        1
    );
    assert_eq!(plan.counts.questions, 1, "one question for the two rows");
}

#[test]
fn a_number_that_lost_its_leading_zeros_is_noticed() {
    let mut held = Held::default();
    import(&mut held, &SAMPLE);
    let files = [file(
        "2026-27/header.csv",
        &format!("{HEADER}730,M,18/04/2010,MOTH,,,\n731,M,19/04/2010,MOTH,,,\n"),
    )];
    let plan = plan(&held, &incoming(&files));
    assert_eq!(plan.counts.left_out, 1);
    assert!(plan.problems[0].what.contains("000730"));
    assert_eq!(plan.counts.new_people, 1);
}

#[test]
fn a_child_without_a_date_of_birth_is_made_without_one_and_asked_about_until_a_file_or_the_page_has_it() {
    let episodes = file("2025-26/episodes.csv", &format!("{EPISODES}7,01/05/2025,S,V2,N1,U6,PR1,,,,,,\n"));
    let mut held = Held::default();
    let plan = import(&mut held, std::slice::from_ref(&episodes));
    assert_eq!((plan.counts.left_out, plan.counts.new_people), (0, 1));
    assert!(plan.problems[0].what.contains("a date of birth"), "{:?}", plan.problems);
    let person = &held.people[&child("7")];
    assert_eq!((person.born(), person.facts.len()), (None, 1), "the care is there");
    assert!(person.open.contains_key("birth unknown"), "{:?}", person.open);

    let mut by_file = held.clone();
    let header = file("2025-26/header.csv", &format!("{HEADER}7,2,01/05/2009,WBRI,,,\n"));
    import(&mut by_file, &[header, episodes.clone()]);
    let person = &by_file.people[&child("7")];
    assert_eq!(person.facts.len(), 4);
    assert!(person.open.is_empty(), "{:?}", person.open);

    let born = Fact::Day(NaiveDate::from_ymd_opt(2009, 5, 1).unwrap());
    held.people.get_mut(&child("7")).unwrap().facts.insert(FactKey::Birth, born);
    import(&mut held, &[episodes]);
    assert!(held.people[&child("7")].open.is_empty(), "the page has it");
}

#[test]
fn a_child_of_whom_there_is_only_a_header_row_without_a_date_of_birth_is_made_and_asked_about() {
    for birth in ["31/02/2009", "", "01/05/2029"] {
        let wrong =
            [file("2025-26/header.csv", &format!("{HEADER}7,2,{birth},WBRI,,,\n8,1,02/06/2010,WBRI,,,\n"))];
        let mut held = Held::default();
        let plan = import(&mut held, &wrong);
        assert_eq!((plan.counts.new_people, plan.counts.left_out), (2, 1), "{birth}: {:?}", plan.problems);
        let person = &held.people[&child("7")];
        assert_eq!((person.born(), person.facts.len()), (None, 0), "{birth}");
        assert!(person.open.contains_key("birth unknown"), "{birth}: {:?}", person.open);
        let again = import(&mut held, &wrong);
        assert!(again.is_empty(), "{birth}: a second time there is nothing to do: {again:?}");
        assert!(held.people[&child("7")].open.contains_key("birth unknown"), "{birth}: it stays asked");
        let right = [file(
            "2025-26/header.csv",
            &format!("{HEADER}7,2,01/05/2009,WBRI,,,\n8,1,02/06/2010,WBRI,,,\n"),
        )];
        import(&mut held, &right);
        let person = &held.people[&child("7")];
        assert_eq!(person.born(), NaiveDate::from_ymd_opt(2009, 5, 1), "{birth}");
        assert!(person.open.is_empty(), "{birth}: {:?}", person.open);
    }
}

#[test]
fn a_header_row_whose_date_of_birth_can_t_be_read_leaves_nobody_out() {
    for birth in ["31/02/2009", "zz/05/2009", "", "01/05/2029"] {
        let files = [
            file("2025-26/header.csv", &format!("{HEADER}7,2,{birth},WBRI,,,\n")),
            file("2025-26/episodes.csv", &format!("{EPISODES}7,01/05/2025,S,V2,N1,U6,PR1,,,,,,\n")),
        ];
        let mut held = Held::default();
        let plan = import(&mut held, &files);
        assert_eq!(plan.counts.new_people, 1, "{birth}: {:?}", plan.problems);
        let person = &held.people[&child("7")];
        assert_eq!(person.born(), None, "{birth}");
        assert!(!person.open.is_empty(), "{birth}: it is asked");
    }
}

/// The held state, without anything that depends on how it came about.
fn outcome(held: &Held) -> (Vec<String>, Vec<String>) {
    let ledger = held.ledger.children.iter().flat_map(|(child, rows)| {
        rows.iter().map(move |line| format!("{child} {} {} {}", line.key.text(), line.year, line.row.text()))
    });
    let facts = held.people.iter().flat_map(|(child, person)| {
        let facts = person.facts.iter().map(move |(key, fact)| format!("{child} {key:?} {fact:?}"));
        facts.chain(person.open.keys().map(move |question| format!("{child} asks {question}")))
    });
    (ledger.collect(), facts.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_files_and_rows_does_not_matter(seed in any::<u64>()) {
        let mut files = SAMPLE.clone();
        let mut next = damage::dice(seed);
        for at in (1..files.len()).rev() {
            files.swap(at, next(at + 1));
        }
        for (_, bytes) in &mut files {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let mut lines: Vec<&str> = text.lines().collect();
            for at in (2..lines.len()).rev() {
                lines.swap(at, 1 + next(at));
            }
            *bytes = lines.join("\n").into_bytes();
        }
        let (mut a, mut b) = (Held::default(), Held::default());
        import(&mut a, &SAMPLE);
        import(&mut b, &files);
        prop_assert_eq!(outcome(&a), outcome(&b));
    }

    #[test]
    fn years_in_any_halves_give_the_same_result_as_all_at_once(years in proptest::collection::vec(any::<bool>(), 8)) {
        let names: BTreeSet<&str> = SAMPLE.iter().map(|(name, _)| &name[..7]).collect();
        let first: BTreeSet<&str> = names.into_iter().zip(&years).filter(|(_, first)| **first).map(|(name, _)| name).collect();
        let (one, two): (Files, Files) = SAMPLE.iter().cloned().partition(|(name, _)| first.contains(&name[..7]));
        let (mut halves, mut whole) = (Held::default(), Held::default());
        import(&mut halves, &one);
        import(&mut halves, &two);
        import(&mut whole, &SAMPLE);
        prop_assert_eq!(outcome(&halves), outcome(&whole));
        prop_assert!(plan(&halves, &incoming(&SAMPLE)).is_empty());
    }
}

#[test]
fn reading_stops_in_the_middle_of_a_file_when_nobody_waits_for_it_any_more() {
    let rows = "1,F,01/05/2009,WBRI,,,\n".repeat(5_000);
    let text = format!("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{rows}");
    let files = [InputFile { name: "2025-26/header.csv", year: None, bytes: text.as_bytes() }];
    let asked = std::cell::Cell::new(0);
    let twice = || {
        asked.set(asked.get() + 1);
        asked.get() < 3
    };
    let read = super::merge::merge_while(&files, "2026-11-23".parse().unwrap(), |_| {}, &twice);
    assert!(read.is_none());
    assert!(asked.get() <= 4, "asked {} times after the first no", asked.get());
}
