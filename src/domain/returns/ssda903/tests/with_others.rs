//! Care with another council, an adopter or a guardian: what no row here tells is not known.

use super::damage::dice;
use super::kinds::{episodes, header};
use super::random::{House, on};
use super::*;
use crate::returns::ssda903::history::Holds;
use crate::returns::ssda903::year::CollectionYear;
use leaving_care_rules::assessment::Status;

/// Kit, born on 10 June 2008: each row in the years in which it ran, as it was at the end of each.
fn kit(rows: &str) -> Files {
    let written = |day: &str| NaiveDate::parse_from_str(day, "%d/%m/%Y").unwrap();
    (2020..=2025u16)
        .flat_map(|start| {
            let year = CollectionYear::starting(start).unwrap();
            let mut text = String::new();
            for row in rows.lines() {
                let mut cells: Vec<&str> = row.split(',').collect();
                let ends = Some(cells[7]).filter(|end| !end.is_empty()).map(written);
                if written(cells[1]) > year.last_day() || ends.is_some_and(|end| end < year.first_day()) {
                    continue;
                }
                if ends.is_some_and(|end| end > year.last_day()) {
                    (cells[7], cells[8]) = ("", "");
                }
                text += &format!("{}\n", cells.join(","));
            }
            let year = year.to_string();
            [header(&year, "7,F,10/06/2008,WBRI,,,\n"), episodes(&year, &text)]
        })
        .collect()
}

fn house(files: &Files) -> (House, Plan) {
    let mut house = House::default();
    let plan = house.import(files);
    (house, plan)
}

fn asked(house: &House) -> Vec<(&str, Option<Holds>)> {
    house.held.people[&child("7")].open.iter().map(|(key, asked)| (key.as_str(), asked.holds)).collect()
}

#[test]
fn the_days_between_two_times_in_care_that_another_council_took_over_are_not_known() {
    let rows =
        "7,10/06/2020,S,C2,N1,U6,PR1,01/05/2025,E3,,,,\n7,01/01/2026,S,C2,N1,U6,PR1,20/02/2026,E8,,,,\n";
    let (house, plan) = house(&kit(rows));
    let facts = &house.held.people[&child("7")].facts;
    let Some(Fact::Episode(between)) = facts.get(&FactKey::UnknownCare(on("2025-05-01"))) else {
        panic!("{facts:?}")
    };
    assert_eq!((between.end, between.legal_status), (Some(on("2026-01-01")), None));
    assert!(between.elsewhere, "with another council");
    let question = house.held.people[&child("7")].open.get("elsewhere 2025-05-01").unwrap();
    assert!(question.what.contains("Which council was it"), "{}", question.what);
    assert!(plan.problems.iter().any(|it| it.column == Some("REC") && it.what.contains("Another council")));
}

#[test]
fn an_answer_waits_for_the_other_council_only_where_its_care_could_change_it() {
    // Seven weeks here at 17; whether the other council had her in care at 16 decides.
    let short =
        "7,10/06/2021,S,C2,N1,U6,PR1,01/07/2022,E3,,,,\n7,01/01/2026,S,C2,N1,U6,PR1,20/02/2026,E8,,,,\n";
    let (waits, _) = house(&kit(short));
    assert_eq!(waits.status(on("2026-11-23")), Some(Status::NeedsInformation));
    // Enough here on its own, at any age.
    let long =
        "7,10/06/2021,S,C2,N1,U6,PR1,01/07/2024,E3,,,,\n7,01/06/2025,S,C2,N1,U6,PR1,20/02/2026,E8,,,,\n";
    let (flat, _) = house(&kit(long));
    assert_eq!(flat.status(on("2026-11-23")), Some(Status::FormerRelevant), "{:?}", asked(&flat));
    assert_eq!(asked(&flat), [("elsewhere 2024-07-01", None)]);
    // Back on the day on which the other council took over: nothing is between.
    let same_day =
        "7,10/06/2021,S,C2,N1,U6,PR1,01/07/2024,E3,,,,\n7,01/07/2024,S,C2,N1,U6,PR1,20/02/2026,E8,,,,\n";
    assert!(asked(&house(&kit(same_day)).0).is_empty());
}

#[test]
fn a_later_file_that_tells_of_no_second_time_closes_the_question() {
    let rows = "7,10/06/2020,S,C2,N1,U6,PR1,01/05/2025,E3,,,,\n";
    let (mut house, _) = house(&kit(&format!("{rows}7,01/01/2026,S,C2,N1,U6,PR1,20/02/2026,E8,,,,\n")));
    assert_eq!(asked(&house).len(), 1);
    house.import(&kit(rows));
    assert!(asked(&house).is_empty());
    assert!(!house.held.people[&child("7")].facts.keys().any(|key| matches!(key, FactKey::UnknownCare(_))));
}

#[test]
fn whoever_never_came_back_from_another_council_waits_where_its_care_could_change_the_answer() {
    let at_15 = "7,10/06/2020,S,C2,N1,U6,PR1,01/05/2024,E3,,,,\n";
    assert_eq!(house(&kit(at_15)).0.status(on("2026-01-23")), Some(Status::NeedsInformation));
    let at_17 = "7,10/06/2020,S,C2,N1,U6,PR1,01/08/2025,E3,,,,\n";
    assert_eq!(house(&kit(at_17)).0.status(on("2026-11-23")), Some(Status::FormerRelevant));
}

#[test]
fn no_answer_is_flat_while_care_with_another_council_could_change_it() {
    let mut waited = 0;
    for seed in 1..=2_500u64 {
        let mut next = dice(seed * 86_028_121);
        let days = |many: usize| chrono::Days::new(u64::try_from(many).unwrap());
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        let first = on("2020-06-10") + days(next(1_000));
        let left = first + days(20 + next(1_200));
        let back = left + days(1 + next(700));
        let ended = back + days(1 + next(300));
        if ended > on("2026-03-31") {
            continue;
        }
        let why = ["E8", "E4A", "E5"][next(3)];
        let told = |between: &str, left_why: &str| {
            kit(&format!(
                "7,{},S,C2,N1,U6,PR1,{},{},,,,\n{between}7,{},S,C2,N1,U6,PR1,{},{why},,,,\n",
                day(first),
                day(left),
                left_why,
                day(back),
                day(ended)
            ))
        };
        let says = house(&told("", "E3")).0;
        // What may have been with the other council: nothing, all of it, some of it, or home from it.
        let some = left + days(next(usize::try_from((back - left).num_days()).unwrap()));
        let care = |until: NaiveDate, why: &str| {
            format!("7,{},L,C2,N1,U6,PR1,{},{why},,,,\n", day(left), day(until))
        };
        let mut truths = vec![told("", "E8"), told(&care(back, "E8"), "X1")];
        if some > left {
            for why in ["E8", "E4A", "E45", "E9"] {
                truths.push(told(&care(some, why), "X1"));
            }
        }
        for on_day in ["2024-09-01", "2026-05-23", "2026-11-23"].map(on) {
            let said = says.status(on_day);
            if said == Some(Status::NeedsInformation) {
                waited += 1;
                continue;
            }
            for truth in &truths {
                let truly = house(truth).0.status(on_day);
                if truly == Some(Status::NeedsInformation) {
                    continue; // that return would ask too
                }
                assert_eq!(said, truly, "run {seed} on {on_day}: {first} {left} {back} {ended} {why}");
            }
        }
    }
    assert!(waited > 100, "it waits where it has to: {waited}");
}

#[test]
fn somebody_listed_as_a_care_leaver_after_an_adoption_a_guardianship_or_another_council_is_asked_about() {
    let listed = |rows: &str, in_touch: &str| {
        let known = if in_touch == "YES" { "F2,U1" } else { "0,0" };
        let mut files = kit(rows);
        files.push(file("2025-26/oc3.csv", &format!("{OC3}7,10/06/2008,{in_touch},{known}\n")));
        house(&files)
    };
    // Her 17th birthday is on 10 June 2025.
    for why in ["E3", "E11", "E12", "E45", "E48"] {
        let rows = format!("7,10/06/2020,S,C2,N1,U6,PR1,01/10/2024,{why},,,,\n");
        let (house, plan) = listed(&rows, "YES");
        assert_eq!(asked(&house), [("listed 2024-10-01", Some(Holds::Care))], "{why}");
        assert_eq!(house.status(on("2026-11-23")), Some(Status::NeedsInformation), "{why}");
        assert!(plan.problems.iter().any(|it| it.what.contains("Listed as a care leaver")), "{why}");
    }
    let guardian = |end: &str| format!("7,10/06/2020,S,C2,N1,U6,PR1,{end},E45,,,,\n");
    assert!(asked(&listed(&guardian("01/10/2024"), "RHOM").0).is_empty(), "home by both tables");
    assert!(asked(&listed(&guardian("01/03/2025"), "YES").0).is_empty(), "not six months with the guardian");
    let back =
        "7,10/06/2020,S,C2,N1,U6,PR1,01/10/2023,E11,,,,\n7,01/02/2024,S,C2,N1,U6,PR1,01/05/2025,E8,,,,\n";
    assert!(asked(&listed(back, "YES").0).is_empty(), "the adoption broke down, and care here came after");
}

#[test]
fn a_legal_status_that_the_law_limits_and_the_return_does_not_is_a_check_and_stops_nothing() {
    let run = |rows: &str| {
        let (house, plan) = house(&kit(rows));
        let found = plan.problems.iter().filter(|it| it.column == Some("LS")).count();
        assert_eq!(plan.hindrance(Allowed::default()), None);
        assert!(asked(&house).is_empty(), "{rows}: {:?}", asked(&house));
        found
    };
    let row = |status: &str, start: &str, end: &str| format!("7,{start},S,{status},N1,U6,PR1,{end},E8,,,,\n");
    for (status, within, beyond) in [
        ("L1", "04/06/2025", "05/06/2025"),
        ("L2", "16/06/2025", "17/06/2025"),
        ("L3", "08/06/2025", "09/06/2025"),
        ("J2", "05/06/2025", "06/06/2025"),
        ("V3", "18/06/2025", "19/06/2025"),
    ] {
        assert_eq!(run(&row(status, "01/06/2025", within)), 0, "{status} to {within}");
        assert_eq!(run(&row(status, "01/06/2025", beyond)), 1, "{status} to {beyond}");
    }
    assert_eq!(run(&row("J1", "01/06/2024", "01/06/2025")), 0);
    assert_eq!(run(&row("J1", "01/06/2024", "03/07/2025")), 1);
    assert_eq!(run(&row("V2", "01/06/2021", "03/07/2025")), 0, "section 20 has no end of its own");
    // A move does not begin the order anew.
    let moved =
        "7,01/06/2025,S,L1,N1,U6,PR1,03/06/2025,X1,CARPL,,,\n7,03/06/2025,P,L1,N1,K2,PR1,06/06/2025,E8,,,,\n";
    assert_eq!(run(moved), 1);
    let another =
        "7,01/06/2025,S,L1,N1,U6,PR1,03/06/2025,X1,,,,\n7,03/06/2025,L,L2,N1,U6,PR1,10/06/2025,E8,,,,\n";
    assert_eq!(run(another), 0);
}
