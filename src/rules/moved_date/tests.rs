#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::*;
use crate::assessment::Status;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moved(person: &str, as_of: &str, subject: Subject) -> Vec<MovedDate> {
    if_wrong(Law::england().unwrap(), &serde_json::from_str(person).unwrap(), day(as_of), subject)
}

fn told(found: &[MovedDate]) -> Vec<(String, Option<NaiveDate>, Option<NaiveDate>)> {
    let date = |other: &Option<IfItWas>| other.as_ref().map(|other| other.date);
    found.iter().map(|each| (each.fact.to_string(), date(&each.earlier), date(&each.later))).collect()
}

fn status(answer: &Option<IfItWas>) -> Option<Status> {
    match answer.as_ref()?.answer {
        Answer::Standing(standing) => Some(standing.status),
        Answer::Outcome { .. } | Answer::Depends { .. } => None,
    }
}

#[test]
fn ninety_one_days_depend_on_both_ends_of_the_episode() {
    let found = moved(
        r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2026-03-02","end":"2026-06-01","legal_status":"V2"}]}"#,
        "2026-11-22",
        Subject::Status,
    );
    let first_two: Vec<_> = told(&found).into_iter().take(2).collect();
    assert_eq!(
        first_two,
        [
            ("episodes[0].start".to_owned(), None, Some(day("2026-03-03"))),
            ("episodes[0].end".to_owned(), Some(day("2026-05-31")), None),
        ]
    );
    assert_eq!(status(&found[1].earlier), Some(Status::Qualifying));
}

#[test]
fn a_distant_change_is_found_on_its_day() {
    // In care from 14, for four years: only an end before 16 would change anything.
    let found = moved(
        r#"{"date_of_birth":"2007-03-21","episodes":[{"start":"2021-05-03","end":"2025-03-21","legal_status":"C2"}]}"#,
        "2026-11-22",
        Subject::Status,
    );
    let end = found.iter().find(|each| each.fact == RecordedDate::CareEnded(0)).unwrap();
    // An end on the 16th birthday itself is still an end at 16.
    assert_eq!(end.earlier.as_ref().map(|other| other.date), Some(day("2023-03-20")));
    assert_eq!((status(&end.earlier), &end.later), (Some(Status::None), &None));
}

#[test]
fn records_that_touch_are_one_time_in_care() {
    let one = r#"{"date_of_birth":"2007-03-21","episodes":[{"start":"2021-05-03","end":"2025-03-21","legal_status":"C2"}]}"#;
    let three = r#"{"date_of_birth":"2007-03-21","episodes":[
        {"start":"2024-09-01","end":"2025-03-21","legal_status":"C2","placement":"K2"},
        {"start":"2021-05-03","end":"2022-01-01","legal_status":"C2","placement":"U4"},
        {"start":"2022-01-01","end":"2024-09-01","legal_status":"C2","placement":"U4"}]}"#;
    let dates = |found: Vec<MovedDate>| -> Vec<_> {
        found.into_iter().map(|each| (each.recorded, each.earlier, each.later)).collect()
    };
    let as_of = "2026-11-22";
    assert_eq!(dates(moved(one, as_of, Subject::Status)), dates(moved(three, as_of, Subject::Status)));
    let ended = moved(three, as_of, Subject::Status);
    assert!(ended.iter().any(|each| each.fact == RecordedDate::CareEnded(0)), "{ended:?}");
}

#[test]
fn the_six_months_depend_on_the_day_of_going_home_under_an_order() {
    let found = moved(
        r#"{"date_of_birth":"2009-01-10","episodes":[
            {"start":"2020-01-01","end":"2026-05-20","legal_status":"C2","placement":"U4"},
            {"start":"2026-05-20","end":"2026-09-01","legal_status":"C2","placement":"P1"}],
            "events":[{"type":"returned_home","with":"parent","start":"2026-09-01","end":null}]}"#,
        "2026-11-22",
        Subject::Status,
    );
    let home = found.iter().find(|each| each.fact == RecordedDate::Moved(0)).unwrap();
    // Six months from 20 May are complete on 20 November; from 23 May they are not yet.
    assert_eq!((&home.earlier, home.later.as_ref().unwrap().date), (&None, day("2026-05-23")));
    assert_eq!(status(&home.later), Some(Status::Relevant));
}

#[test]
fn with_an_unknown_fact_the_answer_on_both_sides_is_what_holds_at_every_extreme() {
    // The first record is certain and long enough; nobody knows when the second ended, and nothing depends on it.
    let certain = r#"{"date_of_birth":"2009-05-10","episodes":[
        {"start":"2025-05-03","end":"2025-08-09","legal_status":"V2"},
        {"start":"2025-10-01","legal_status":"V2","end_unknown":true}]}"#;
    let found = moved(certain, "2026-11-22", Subject::Status);
    let end = found.iter().find(|each| each.fact == RecordedDate::CareEnded(0)).unwrap();
    let earlier = end.earlier.as_ref().unwrap();
    // Seven of 98 days to spare; with fewer than 91 it depends on the end of the second record.
    let settles = vec![Fact::EpisodeEnd(1)];
    assert_eq!(
        (earlier.date, &earlier.answer),
        (day("2025-08-01"), &Answer::Depends { needs_information: settles })
    );
}

#[test]
fn without_a_birth_date_there_is_nothing_to_move() {
    assert!(moved("{}", "2026-11-22", Subject::Status).is_empty());
}

#[test]
fn an_entitlement_depends_on_dates_too() {
    let adviser = Law::england().unwrap().find("personal_adviser").unwrap();
    let found = moved(
        r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2026-03-02","end":"2026-06-01","legal_status":"V2"}]}"#,
        "2026-11-22",
        Subject::Entitlement(adviser),
    );
    let start = found.iter().find(|each| each.fact == RecordedDate::CareBegan(0)).unwrap();
    let later = start.later.as_ref().unwrap();
    assert_eq!(
        (later.date, &later.answer),
        (day("2026-03-03"), &Answer::Outcome { outcome: Outcome::NotEntitled })
    );
    assert_eq!(start.margin(), Some(1));
}
