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
    let short = "7,03/06/2024,S,V2,N1,U6,PR1,23/06/2024,E4A,,,,\n";
    assert_eq!(asked(&with(short)), [("leaver", Some(Holds::Care))]);
    assert_eq!(asked(&with("")), [("leaver", Some(Holds::Care))]);
    let long = "7,03/06/2024,S,V2,N1,U6,PR1,23/10/2024,E4A,,,,\n";
    assert!(asked(&with(long)).is_empty());
    // Where years are missing, those are wanted: nobody is asked about each child.
    let mut held = Held::default();
    import(&mut held, &[header("2025-26", "7,F,10/06/2007,WBRI,,,\n"), episodes("2025-26", ""), oc3]);
    assert!(asked(&held).is_empty());
}
