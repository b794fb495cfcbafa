//! What one return says and another does not show: it is said, and where it decides the answer waits.

use super::kinds::{episodes, header};
use super::random::on;
use super::*;
use crate::returns::ssda903::history::Holds;

/// Kit, born on 10 June 2008, with one file of episodes a year; the years without rows are held too.
fn held(years: &[(&str, &str)]) -> (Held, Plan) {
    let files: Vec<_> = years
        .iter()
        .flat_map(|(year, rows)| [header(year, "7,F,10/06/2008,WBRI,,,\n"), episodes(year, rows)])
        .collect();
    let mut held = Held::default();
    let plan = import(&mut held, &files);
    (held, plan)
}

fn asked(held: &Held) -> Vec<(&str, Option<Holds>)> {
    held.people[&child("7")].open.iter().map(|(key, asked)| (key.as_str(), asked.holds)).collect()
}

fn checks(plan: &Plan) -> Vec<&str> {
    plan.problems.iter().filter_map(|it| it.column).collect()
}

const HELD: [(&str, &str); 4] = [("2021-22", ""), ("2022-23", ""), ("2023-24", ""), ("2024-25", "")];

fn and(year: &str, rows: &str) -> (Held, Plan) {
    held(&[HELD.as_slice(), &[(year, rows)]].concat())
}

#[test]
fn an_episode_that_continued_care_of_which_no_row_tells_is_asked_about() {
    for why in ["P", "L", "T", "B", "U"] {
        let (held, plan) = and("2025-26", &format!("7,03/06/2025,{why},V2,N1,U6,PR1,01/07/2025,E4A,,,,\n"));
        assert_eq!(asked(&held), [("before 2025-06-03", None)], "{why}");
        assert_eq!(checks(&plan), ["RNE"]);
        // Nobody knows of the days from the 14th birthday on: the rules try both.
        let unknown = FactKey::UnknownCare(on("2022-06-10"));
        let Some(Fact::Episode(days)) = held.people[&child("7")].facts.get(&unknown) else { panic!("{why}") };
        assert_eq!((days.end, days.legal_status), (Some(on("2025-06-03")), None));
    }
    let (held, _) = and("2025-26", "7,03/06/2025,S,V2,N1,U6,PR1,01/07/2025,E4A,,,,\n");
    assert!(asked(&held).is_empty());
    // Where the episode before ended at home, both can't be: the answer waits.
    let home =
        "7,03/05/2025,S,V2,N1,U6,PR1,10/05/2025,E4A,,,,\n7,03/06/2025,P,V2,N1,U6,PR1,01/07/2025,E4A,,,,\n";
    let (held, _) = and("2025-26", home);
    assert_eq!(asked(&held), [("before 2025-06-03", Some(Holds::Care))]);
    // A move from one that ended that day is what the reason says.
    let moved = "7,03/05/2025,S,V2,N1,U6,PR1,03/06/2025,X1,CARPL,,,\n7,03/06/2025,P,V2,N1,U6,PR1,01/07/2025,E4A,,,,\n";
    let (held, plan) = and("2025-26", moved);
    assert!(asked(&held).is_empty() && checks(&plan).is_empty());
}

#[test]
fn care_before_a_year_that_is_not_held_is_no_contradiction() {
    let (held, plan) = held(&[("2025-26", "7,03/06/2024,P,V2,N1,U6,PR1,01/07/2025,E4A,,,,\n")]);
    assert!(asked(&held).is_empty() && checks(&plan).is_empty());
}

#[test]
fn a_year_that_should_have_had_the_episode_and_does_not_is_asked_about() {
    let (held, plan) = and("2025-26", "7,03/06/2023,S,V2,N1,U6,PR1,03/05/2025,E4A,,,,\n");
    assert_eq!(asked(&held), [("since 2023-06-03", Some(Holds::Care))]);
    assert_eq!(checks(&plan), ["DECOM"]);
    // Enough care in the year that tells of it: a check, and nothing waits.
    let (held, plan) = and("2025-26", "7,03/06/2023,S,V2,N1,U6,PR1,03/09/2025,E4A,,,,\n");
    assert!(asked(&held).is_empty());
    assert_eq!(checks(&plan), ["DECOM"]);
}

#[test]
fn an_end_that_a_later_return_takes_back_or_moves_has_two_answers() {
    let open = "7,03/05/2024,S,V2,N1,U6,PR1,,,,,,\n";
    let ended = "7,03/05/2024,S,V2,N1,U6,PR1,06/06/2024,E4A,,,,\n";
    let (held, plan) = held(&[("2024-25", ended), ("2025-26", open)]);
    let key = "end 2024-05-03 2024-06-06";
    assert_eq!(asked(&held), [(key, Some(Holds::Care))]);
    assert_eq!(checks(&plan), ["DEC"]);
    let question = plan.people[0].questions.iter().find(|it| it.key == key).unwrap();
    let choice = question.choice.unwrap();
    assert_eq!(choice.key, FactKey::Episode(on("2024-05-03")));
    let end = |fact: Option<Fact>| match fact {
        Some(Fact::Episode(it)) => it.end,
        _ => panic!("no episode"),
    };
    assert_eq!((end(choice.mine), end(choice.theirs)), (None, Some(on("2024-06-06"))));
    // Open at the end of one year and ended in the next is no contradiction.
    let (held, _) =
        self::held(&[("2024-25", open), ("2025-26", "7,03/05/2024,S,V2,N1,U6,PR1,06/06/2025,E4A,,,,\n")]);
    assert!(asked(&held).is_empty());
}

#[test]
fn somebody_listed_as_a_care_leaver_without_the_care_that_makes_one_is_asked_about() {
    let oc3 = file("2025-26/oc3.csv", &format!("{OC3}7,10/06/2007,YES,F2,U1\n"));
    let years = ["2020-21", "2021-22", "2022-23", "2023-24", "2024-25", "2025-26"];
    let with = |care: &str| {
        let mut files: Vec<_> = years
            .iter()
            .flat_map(|year| {
                let rows = if *year == "2024-25" { care } else { "" };
                [header(year, "7,F,10/06/2007,WBRI,,,\n"), episodes(year, rows)]
            })
            .collect();
        files.push(oc3.clone());
        let mut held = Held::default();
        import(&mut held, &files);
        held
    };
    let short = "7,03/06/2024,S,V2,N1,U6,PR1,23/06/2024,E8,,,,\n";
    assert_eq!(asked(&with(short)), [("leaver", Some(Holds::Care))]);
    assert_eq!(asked(&with("")), [("leaver", Some(Holds::Care))]);
    let long = "7,03/06/2024,S,V2,N1,U6,PR1,23/10/2024,E8,,,,\n";
    assert!(asked(&with(long)).is_empty());
    // Where years are missing, those are wanted: nobody is asked about each child.
    let mut held = Held::default();
    import(&mut held, &[header("2025-26", "7,F,10/06/2007,WBRI,,,\n"), episodes("2025-26", ""), oc3]);
    assert!(asked(&held).is_empty());
}

#[test]
fn another_legal_status_or_placement_in_another_year_is_asked_about_where_the_law_tells_them_apart() {
    let row = |status: &str, place: &str| format!("7,03/05/2024,S,{status},N1,{place},PR1,,,,,,\n");
    let two = |one: &str, other: &str| held(&[("2024-25", one), ("2025-26", other)]).0;
    let key = "kind 2024-05-03 2024-25";
    for (one, other) in
        [(("V2", "U6"), ("V4", "U6")), (("V2", "U6"), ("V2", "P1")), (("C2", "K2"), ("J1", "K2"))]
    {
        let held = two(&row(one.0, one.1), &row(other.0, other.1));
        assert_eq!(asked(&held), [(key, Some(Holds::Care))], "{one:?} {other:?}");
    }
    // A care order after an interim one, a foster home meant to last: nothing in law depends on it.
    for (one, other) in [(("C1", "U6"), ("C2", "U6")), (("V2", "U6"), ("V2", "U4"))] {
        assert!(asked(&two(&row(one.0, one.1), &row(other.0, other.1))).is_empty());
    }
}

#[test]
fn a_sentence_under_a_care_order_days_missing_from_no_care_and_a_home_that_is_not_home_are_asked_about() {
    let (sentenced, _) = and("2025-26", "7,03/06/2025,S,C2,N1,U6,PR1,20/09/2025,E9,,,,\n");
    assert_eq!(asked(&sentenced), [("sentenced 2025-09-20", Some(Holds::Care))]);
    let (voluntary, _) = and("2025-26", "7,03/06/2025,S,V2,N1,U6,PR1,20/09/2025,E9,,,,\n");
    assert!(asked(&voluntary).is_empty());
    let with = |rows: &str, name: &str, text: &str| {
        let mut held = Held::default();
        let born = header("2025-26", "7,F,10/06/2008,WBRI,,,\n");
        import(&mut held, &[born, episodes("2025-26", rows), file(&format!("2025-26/{name}.csv"), text)]);
        held
    };
    let missing = "CHILD,DOB,MISSING,MIS_START,MIS_END\n7,10/06/2008,M,01/02/2026,03/02/2026\n";
    let short = "7,03/06/2025,S,V2,N1,U6,PR1,20/09/2025,E8,,,,\n";
    assert_eq!(asked(&with(short, "missing", missing)), [("missing 2026-02-01", Some(Holds::Care))]);
    let long = "7,03/06/2025,S,V2,N1,U6,PR1,20/03/2026,E8,,,,\n";
    assert!(asked(&with(long, "missing", missing)).is_empty());
    let at = |code: &str| format!("{OC3}7,10/06/2008,YES,G5,{code}\n");
    let home = "7,03/06/2024,S,V2,N1,U6,PR1,20/04/2025,E4A,,,,\n";
    let elsewhere = with(home, "oc3", &at("S2"));
    assert!(
        asked(&elsewhere).contains(&("home or elsewhere 2025-26", Some(Holds::Care))),
        "{:?}",
        asked(&elsewhere)
    );
    assert!(!asked(&with(home, "oc3", &at("B1"))).iter().any(|(key, _)| key.starts_with("home")));
}

#[test]
fn whoever_has_nothing_but_a_row_that_was_left_out_is_made_and_waits_whatever_comes_first() {
    let bad = episodes("2025-26", "7,03/06/2025,S,V9,N1,U6,PR1,20/09/2025,E8,,,,\n");
    let born = header("2025-26", "7,F,10/06/2008,WBRI,,,\n");
    let mut rows_first = Held::default();
    import(&mut rows_first, std::slice::from_ref(&bad));
    assert!(rows_first.people.contains_key(&child("7")));
    import(&mut rows_first, std::slice::from_ref(&born));
    let mut header_first = Held::default();
    import(&mut header_first, &[born]);
    import(&mut header_first, &[bad]);
    let waits =
        |held: &Held| asked(held).iter().any(|(key, holds)| key.starts_with("row ") && holds.is_some());
    assert!(
        waits(&rows_first) && waits(&header_first),
        "{:?} {:?}",
        asked(&rows_first),
        asked(&header_first)
    );
}
