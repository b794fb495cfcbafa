//! Each reason for ending, and how it affects a life.

use super::*;
use crate::returns::ssda903::history::{EventFact, Holds};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One child born on 1 May 2008 with these episodes (in 2024-25's file), and what follows.
fn life(rows: &[&str]) -> (super::super::plan::HeldPerson, Plan) {
    let rows: String = rows.iter().map(|row| format!("1,{row},,,,\n")).collect();
    let files = [
        file("2024-25/header.csv", &format!("{HEADER}1,F,01/05/2008,WBRI,,,\n")),
        file("2024-25/episodes.csv", &format!("{EPISODES}{rows}")),
    ];
    let mut held = Held::default();
    let plan = import(&mut held, &files);
    (held.people[&child("1")].clone(), plan)
}

fn event(rows: &[&str], kind: EventKind) -> Option<EventFact> {
    let (person, _) = life(rows);
    person.facts.iter().find_map(|(key, fact)| match (key, fact) {
        (FactKey::Event(found, _), Fact::Event(event)) if *found == kind => Some(*event),
        _ => None,
    })
}

#[test]
fn endings_become_the_events_that_the_rules_read() {
    use EventKind::*;
    for (code, kind, with) in [
        ("E4A", ReturnedHome, Some(With::PersonWithPr)),
        ("E4B", ReturnedHome, Some(With::PersonWithPr)),
        ("E41", ReturnedHome, Some(With::PersonWithPr)),
        ("E13", ReturnedHome, Some(With::RelativeWithoutPr)),
        ("E45", SpecialGuardianship, None),
        ("E46", SpecialGuardianship, None),
        ("E47", SpecialGuardianship, None),
        ("E48", SpecialGuardianship, None),
        ("E43", SpecialGuardianship, None),
        ("E44", SpecialGuardianship, None),
        ("E11", Adopted, None),
        ("E12", Adopted, None),
        ("E9", Detained, None),
        ("E3", TakenOver, None),
        ("E16", MovedAbroad, None),
        ("E15", FoundToBeAdult, None),
    ] {
        let found = event(&[&format!("01/05/2020,S,V2,N1,U6,PR1,01/06/2024,{code}")], kind);
        let expected = EventFact { start: day("2024-06-01"), end: None, with, lives_with_holder: true };
        assert_eq!(found, Some(expected), "{code}");
    }
    for code in ["E5", "E6", "E7", "E8", "E14", "E17"] {
        let (person, _) = life(&[&format!("01/05/2020,S,V2,N1,U6,PR1,01/06/2024,{code}")]);
        assert!(!person.facts.keys().any(|key| matches!(key, FactKey::Event(..))), "{code}");
    }
}

#[test]
fn a_period_at_home_ends_when_care_begins_again() {
    let rows = ["01/05/2020,S,V2,N1,U6,PR1,01/06/2023,E4A", "01/02/2024,S,V2,N1,U6,PR1,,"];
    assert_eq!(event(&rows, EventKind::ReturnedHome).unwrap().end, Some(day("2024-02-01")));
    let same_day = ["01/05/2020,S,V2,N1,U6,PR1,01/06/2023,E4A", "01/06/2023,S,V2,N1,U6,PR1,,"];
    assert_eq!(event(&same_day, EventKind::ReturnedHome), None);
}

#[test]
fn a_guardianship_continues_when_care_begins_again_but_living_there_does_not() {
    let rows = ["01/05/2020,S,C2,N1,U6,PR1,01/06/2023,E45", "01/02/2024,S,V2,N1,U6,PR1,,"];
    let order = event(&rows, EventKind::SpecialGuardianship).unwrap();
    assert_eq!((order.end, order.lives_with_holder), (None, false));
    let home = event(&rows, EventKind::ReturnedHome).unwrap();
    assert_eq!((home.start, home.end), (day("2023-06-01"), Some(day("2024-02-01"))));
}

#[test]
fn custody_while_looked_after_is_one_stay_and_continues_after_sentencing() {
    let rows = [
        "01/05/2020,S,C2,N1,U6,PR1,01/06/2023,X1",
        "01/06/2023,P,C2,N1,R5,PR3,01/09/2023,X1",
        "01/09/2023,L,V2,N1,R5,PR3,01/12/2023,E9",
    ];
    let stay = event(&rows, EventKind::Detained).unwrap();
    assert_eq!((stay.start, stay.end), (day("2023-06-01"), None));
    let remand = ["01/05/2023,S,J1,N1,R5,PR3,01/09/2023,E14"];
    assert_eq!(event(&remand, EventKind::Detained).unwrap().end, Some(day("2023-09-01")));
}

#[test]
fn a_stay_in_hospital_is_an_event() {
    let rows = [
        "01/05/2020,S,C2,N1,U6,PR1,01/06/2023,X1",
        "01/06/2023,P,C2,N1,T1,,05/06/2023,X1",
        "05/06/2023,P,C2,N1,U6,PR1,,",
    ];
    let stay = event(&rows, EventKind::Hospital).unwrap();
    assert_eq!((stay.start, stay.end), (day("2023-06-01"), Some(day("2023-06-05"))));
}

#[test]
fn a_sequence_that_breaks_off_is_unknown_care_and_a_question() {
    let (person, plan) = life(&["01/05/2020,S,V2,N1,U6,PR1,01/06/2023,X1"]);
    assert!(person.facts.contains_key(&FactKey::UnknownCare(day("2023-06-01"))));
    assert_eq!(plan.counts.questions, 1);
    assert_eq!(
        plan.counts.checks, 2,
        "the broken chain, and an episode that ended before the year: {:?}",
        plan.problems
    );
}

#[test]
fn an_episode_missing_from_a_later_year_has_an_unknown_end() {
    let mut held = Held::default();
    let first = [
        file("2023-24/header.csv", &format!("{HEADER}1,F,01/05/2008,WBRI,,,\n")),
        file("2023-24/episodes.csv", &format!("{EPISODES}1,01/05/2020,S,V2,N1,U6,PR1,,,,,,\n")),
    ];
    import(&mut held, &first);
    let key = FactKey::Episode(day("2020-05-01"));
    assert!(
        matches!(held.people[&child("1")].facts[&key], Fact::Episode(it) if !it.end_unknown && it.end.is_none())
    );
    let plan = import(&mut held, &[file("2024-25/episodes.csv", EPISODES)]);
    assert!(
        matches!(plan.people[0].steps[0].change, Change::End { .. }),
        "it was open to the end of the year"
    );
    assert_eq!(plan.counts.questions, 1);
    assert_eq!(plan.people[0].questions[0].holds, Some(Holds::Care), "and may still be open");
    let after = FactKey::UnknownCare(day("2024-04-01"));
    assert!(
        matches!(held.people[&child("1")].facts[&after], Fact::Episode(it) if it.legal_status.is_none() && it.end.is_none())
    );
}

#[test]
fn an_unknown_end_reaches_to_the_first_thing_that_later_rows_show_and_a_later_file_answers_the_question() {
    let mut held = Held::default();
    let episodes =
        |year: &str, rows: &str| file(&format!("{year}/episodes.csv"), &format!("{EPISODES}{rows}"));
    let header = file("2021-22/header.csv", &format!("{HEADER}1,F,01/05/2009,WBRI,,,\n"));
    import(&mut held, &[header, episodes("2021-22", "1,01/05/2020,S,V2,N1,U6,PR1,,,,,,\n")]);
    import(&mut held, &[episodes("2022-23", "1,10/06/2022,S,V2,N1,U6,PR1,20/09/2022,E4A,,,,\n")]);
    let after = FactKey::UnknownCare(day("2022-04-01"));
    let facts = held.people[&child("1")].facts.clone();
    assert!(matches!(facts[&after], Fact::Episode(it) if it.end == Some(day("2022-06-10"))));
    let answer =
        "1,01/05/2020,S,V2,N1,U6,PR1,05/04/2022,E4A,,,,\n1,10/06/2022,S,V2,N1,U6,PR1,20/09/2022,E4A,,,,\n";
    let plan = import(&mut held, &[episodes("2022-23", answer)]);
    assert_eq!(plan.people[0].answers, ["vanished 2020-05-01"]);
    assert!(!held.people[&child("1")].facts.contains_key(&after));
}

#[test]
fn a_later_return_outranks_an_earlier_ones_start_within_it() {
    let files = [
        file("2020-21/header.csv", &format!("{HEADER}1,F,01/05/2009,WBRI,,,\n")),
        file("2020-21/episodes.csv", &format!("{EPISODES}1,27/09/2020,S,V2,N1,U6,PR1,,,,,,\n")),
        file("2021-22/episodes.csv", &format!("{EPISODES}1,23/09/2020,S,V2,N1,U6,PR1,30/05/2021,E4A,,,,\n")),
    ];
    let mut held = Held::default();
    let plan = import(&mut held, &files);
    let episodes: Vec<_> =
        held.people[&child("1")].facts.keys().filter(|key| matches!(key, FactKey::Episode(_))).collect();
    assert_eq!(episodes, [&FactKey::Episode(day("2020-09-23"))]);
    assert_eq!(
        (plan.people[0].questions[0].key.as_str(), plan.people[0].questions[0].holds),
        ("replaced 2020-09-27", None)
    );
}

#[test]
fn death_is_known_from_the_last_episode_or_the_care_leavers_answer() {
    let (person, _) = life(&["01/05/2020,S,V2,N1,U6,PR1,01/06/2024,E2"]);
    assert_eq!(person.facts[&FactKey::Died], Fact::Day(day("2024-06-01")));
    let files = [
        file("2025-26/header.csv", &format!("{HEADER}1,F,01/11/2005,WBRI,,,\n")),
        file("2025-26/oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,01/11/2005,DIED,0,0\n"),
    ];
    let mut held = Held::default();
    import(&mut held, &files);
    assert_eq!(held.people[&child("1")].facts[&FactKey::Died], Fact::Day(day("2025-11-01")));
}

#[test]
fn someone_found_to_be_an_adult_is_a_question_about_the_date_of_birth() {
    let (_, plan) = life(&["01/05/2024,S,V2,N8,U6,PR1,01/06/2024,E15"]);
    assert_eq!(plan.people[0].questions[0].key, "adult");
}

#[test]
fn a_position_is_dated_to_the_birthday_and_for_leap_day_children_to_the_first_of_march() {
    let files = [
        file("2024-25/header.csv", &format!("{HEADER}1,F,29/02/2004,WBRI,,,\n")),
        file("2024-25/oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,29/02/2004,YES,F1,U1\n"),
    ];
    let mut held = Held::default();
    import(&mut held, &files);
    let Fact::Position(position) = held.people[&child("1")].facts[&FactKey::Position(2024)] else { panic!() };
    assert_eq!(position.birthday, day("2025-03-01"));
}
