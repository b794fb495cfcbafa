//! A return of a year that is still running tells of the days up to the one on which it is handed in, and of none after.

use super::kinds::{episodes, header};
use super::random::on;
use super::*;
use crate::returns::ssda903::history::Holds;

/// What is asked about Kit, and what waits for it.
fn asked(held: &Held) -> Vec<(&str, Option<Holds>)> {
    held.people[&child("7")].open.iter().map(|(key, asked)| (key.as_str(), asked.holds)).collect()
}

/// A year's return about Kit, born on a day.
fn of_kit(year: &str, born: &str, rows: &str) -> Files {
    vec![header(year, &format!("7,F,{born},WBRI,,,\n")), episodes(year, rows)]
}

fn without_kit(year: &str) -> Files {
    vec![header(year, ""), episodes(year, "")]
}

fn after(imports: &[(Files, &str)]) -> Held {
    let mut held = Held::default();
    for (files, day) in imports {
        import_on(&mut held, files, day);
    }
    held
}

#[test]
fn a_year_that_is_still_running_is_named_and_one_that_is_over_is_not() {
    let said = |year: &str, day: &str| {
        let files = of_kit(year, "15/01/2009", "7,01/06/2024,S,C2,N1,U6,PR1,,,,,,\n");
        let plan = import_on(&mut Held::default(), &files, day);
        plan.problems.iter().map(|it| it.what.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        said("2026-27", "2026-11-23"),
        ["2026-27 is still running. This return tells of nothing after 23/11/2026."]
    );
    assert_eq!(said("2026-27", "2027-04-01"), [""; 0]);
    assert_eq!(said("2025-26", "2026-11-23"), [""; 0]);
}

#[test]
fn an_episode_that_is_open_on_the_day_of_the_return_says_nothing_of_the_18th_birthday_after_it() {
    // She turns 18 on 15 January 2027, and the year ends eleven weeks after that.
    let files = of_kit("2026-27", "15/01/2009", "7,01/06/2024,S,C2,N1,U6,PR1,,,,,,\n");
    assert!(asked(&after(&[(files.clone(), "2026-11-23")])).is_empty());
    let key = ("grown 2024-06-01", Some(Holds::Birth));
    assert_eq!(asked(&after(&[(files, "2027-05-01")])), [key], "open on 31 March 2027, at 18");
}

#[test]
fn days_that_have_not_come_are_not_counted_as_care() {
    // Only this return says that she was in care in March, and 31 March to 10 June are no thirteen weeks.
    let files = |day| {
        let open = of_kit("2026-27", "10/06/2009", "7,01/03/2026,S,C2,N1,U6,PR1,,,,,,\n");
        after(&[(without_kit("2024-25"), day), (without_kit("2025-26"), day), (open, day)])
    };
    assert_eq!(asked(&files("2026-06-10")), [("since 2026-03-01", Some(Holds::Care))]);
    assert!(asked(&files("2026-11-23")).is_empty(), "by then they are");
}

#[test]
fn a_draft_that_was_made_before_care_began_does_not_contradict_it() {
    let later = || of_kit("2026-27", "10/06/2009", "7,01/02/2026,S,C2,N1,U6,PR1,20/05/2026,E8,,,,\n");
    let draft = after(&[(without_kit("2025-26"), "2025-11-23"), (later(), "2026-11-23")]);
    assert!(asked(&draft).is_empty(), "{:?}", asked(&draft));
    let whole = after(&[(without_kit("2025-26"), "2026-05-23"), (later(), "2026-11-23")]);
    assert_eq!(asked(&whole), [("since 2026-02-01", Some(Holds::Care))]);
}

#[test]
fn care_that_a_draft_left_open_is_not_known_from_the_day_after_it() {
    let open = || of_kit("2025-26", "10/06/2009", "7,01/02/2024,S,C2,N1,U6,PR1,,,,,,\n");
    let silent_from = |made: &str| {
        let held = after(&[(open(), made), (without_kit("2026-27"), "2026-11-23")]);
        let question = held.people[&child("7")].open["vanished 2024-02-01"].what.clone();
        let known = &held.people[&child("7")].facts;
        let first = known.keys().find_map(|key| match key {
            FactKey::UnknownCare(day) => Some(*day),
            _ => None,
        });
        (first, question)
    };
    let (first, question) = silent_from("2025-11-23");
    assert_eq!(first, Some(on("2025-11-24")));
    assert!(question.contains("when the return of 2025-26 was made, on 23/11/2025"), "{question}");
    let (first, question) = silent_from("2026-05-01");
    assert_eq!(first, Some(on("2026-04-01")));
    assert!(question.contains("at the end of 2025-26"), "{question}");
}

#[test]
fn a_position_at_a_birthday_that_has_not_come_is_not_told_as_known() {
    let with = |in_touch: &str, day| {
        let known = if in_touch == "YES" { "F2,U1" } else { "0,0" };
        let mut files = of_kit("2026-27", "15/01/2009", "7,01/06/2022,S,C2,N1,U6,PR1,01/10/2025,E8,,,,\n");
        files.push(file("2026-27/oc3.csv", &format!("{OC3}7,15/01/2009,{in_touch},{known}\n")));
        let mut held = Held::default();
        let plan = import_on(&mut held, &files, day);
        (held.people[&child("7")].facts.clone(), plan)
    };
    let (facts, plan) = with("YES", "2026-11-23");
    assert!(!facts.contains_key(&FactKey::Position(2026)));
    assert!(plan.problems.iter().any(|it| it.what.contains("had not come when the return was made")));
    let (facts, _) = with("YES", "2027-05-01");
    assert!(facts.contains_key(&FactKey::Position(2026)));
    let (facts, _) = with("DIED", "2026-11-23");
    assert_eq!(
        facts.get(&FactKey::Died),
        Some(&Fact::Day(on("2026-11-23"))),
        "not on a day that has not come"
    );
}

#[test]
fn the_same_files_once_the_year_is_over_tell_of_the_whole_year() {
    let files = of_kit("2026-27", "15/01/2009", "7,01/06/2024,S,C2,N1,U6,PR1,01/09/2026,E8,,,,\n");
    let mut held = after(&[(files.clone(), "2026-11-23")]);
    assert!(plan(&held, &incoming_on(&files, "2026-11-23")).is_empty(), "the same day: nothing to do");
    let year = files[0].0[..7].parse().unwrap();
    assert_eq!(held.ledger.covered()[&year], on("2026-11-23"));
    import_on(&mut held, &files, "2027-06-01");
    assert_eq!(held.ledger.covered()[&year], on("2027-03-31"));
    assert!(plan(&held, &incoming_on(&files, "2027-06-02")).is_empty());
}
