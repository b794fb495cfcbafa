//! What the files say against themselves: it is asked about, and no answer is flat meanwhile.

use super::kinds::{episodes, header, keys};
use super::*;
use crate::returns::ssda903::history::Holds;

/// Kit, born on 10 June 2009.
fn kit(year: &str) -> (String, Vec<u8>) {
    header(year, "7,F,10/06/2009,WBRI,,,\n")
}

/// What is asked about Kit, and what waits for it.
fn asked(held: &Held) -> Vec<(&str, Option<Holds>)> {
    held.people[&child("7")].open.iter().map(|(key, asked)| (key.as_str(), asked.holds)).collect()
}

fn after(imports: &[&[(String, Vec<u8>)]]) -> Held {
    let mut held = Held::default();
    for files in imports {
        import(&mut held, files);
    }
    held
}

#[test]
fn an_open_question_withholds_what_the_rows_now_say_whatever_the_order_of_the_years() {
    let first = [kit("2023-24"), episodes("2023-24", "7,01/06/2022,S,V2,N1,U6,PR1,,,,,,\n")];
    let second = [kit("2024-25"), episodes("2024-25", "7,01/03/2025,S,V2,N1,U6,PR1,,,,,,\n")];
    let third = [kit("2025-26"), episodes("2025-26", "7,01/03/2025,S,V2,N1,U6,PR1,01/05/2025,E4A,,,,\n")];
    let at_once = after(&[&[first.clone(), second.clone(), third.clone()].concat()]);
    assert!(asked(&at_once).contains(&("vanished 2022-06-01", Some(Holds::Care))), "{:?}", asked(&at_once));
    for order in [[&first, &second, &third], [&third, &second, &first], [&second, &third, &first]] {
        let held = after(&order.map(|files| files.as_slice()));
        assert_eq!(asked(&held), asked(&at_once));
    }
}

#[test]
fn a_row_with_too_few_values_or_a_broken_quote_waits_for_whoever_it_is_about() {
    for row in ["7,01/06/2025,S,V2,N1,U6\n", "7,01/06/2025,S,V2,N1,U6,\"PR1,,,,,,\n"] {
        let files = [
            kit("2025-26"),
            episodes("2025-26", &format!("7,01/06/2022,S,V2,N1,U6,PR1,10/06/2024,E4A,,,,\n{row}")),
        ];
        let held = after(&[&files]);
        assert!(
            matches!(asked(&held)[..], [(key, Some(Holds::Care))] if key.starts_with("row 2025-26 episodes")),
            "{row}"
        );
    }
}

#[test]
fn a_row_that_was_left_out_and_says_that_they_are_an_adult_leaves_no_date_of_birth() {
    let broken = "7,01/06/2022,S,V9,N1,U6,PR1,10/06/2025,E15,,,,\n";
    let twice =
        "7,01/06/2022,S,V2,N1,U6,PR1,10/06/2025,E15,,,,\n7,01/06/2022,S,V2,N1,U6,PR1,11/06/2025,E8,,,,\n";
    for rows in [broken, twice] {
        let held = after(&[&[kit("2025-26"), episodes("2025-26", rows)]]);
        let holds: Vec<_> = asked(&held).into_iter().map(|(_, holds)| holds).collect();
        assert!(
            holds.contains(&Some(Holds::Birth)) && holds.contains(&Some(Holds::Care)),
            "{:?}",
            asked(&held)
        );
    }
    let reason = "7,01/06/2022,S,V2,N1,U6,PR1,10/06/2025,E?,,,,\n";
    let held = after(&[&[kit("2025-26"), episodes("2025-26", reason)]]);
    assert!(asked(&held).iter().any(|(_, holds)| *holds == Some(Holds::Birth)), "it may have been E15");
    let other = after(&[&[kit("2025-26"), episodes("2025-26", &broken.replace("E15", "E8"))]]);
    assert!(asked(&other).iter().all(|(_, holds)| *holds == Some(Holds::Care)));
}

#[test]
fn somebody_who_is_in_care_or_in_touch_after_their_death_is_not_taken_for_dead() {
    let died = "7,01/06/2022,S,V2,N1,U6,PR1,10/10/2025,E2,,,,\n";
    let files = [kit("2025-26"), episodes("2025-26", &format!("{died}7,01/12/2025,S,V2,N1,U6,PR1,,,,,,\n"))];
    let held = after(&[&files]);
    assert_eq!(asked(&held), [("died 2025-10-10", Some(Holds::Care))]);
    assert!(!held.people[&child("7")].facts.contains_key(&FactKey::Died));
    let alone = after(&[&[kit("2025-26"), episodes("2025-26", died)]]);
    assert!(asked(&alone).is_empty() && alone.people[&child("7")].facts.contains_key(&FactKey::Died));
    // A later year that has them in touch takes the death of the year before back, and asks.
    let oc3 =
        |year: &str, word: &str| file(&format!("{year}/oc3.csv"), &format!("{OC3}7,10/06/2007,{word},0,0\n"));
    let born = |year: &str| header(year, "7,F,10/06/2007,WBRI,,,\n");
    let held = after(&[
        &[born("2024-25"), episodes("2024-25", ""), oc3("2024-25", "DIED")],
        &[born("2025-26"), episodes("2025-26", ""), oc3("2025-26", "NREQ")],
    ]);
    assert_eq!(asked(&held), [("died 2024-06-10", Some(Holds::Care))]);
}

#[test]
fn a_draft_beside_the_final_is_refused_and_files_that_split_the_children_are_taken() {
    let rows = |child: &str| format!("{child},01/05/2025,S,C2,N1,U6,PR1,,,,,,\n");
    let give = |name: &str, rows: &str| file(name, &format!("{EPISODES}{rows}"));
    let draft = give("2025-26 draft/episodes.csv", &(rows("1") + &rows("2")));
    let last = give("2025-26 final/episodes.csv", &rows("1"));
    let refused = incoming(&[draft, last.clone()]);
    assert!(refused.is_refused());
    assert!(
        refused.problems[0]
            .what
            .contains("2025-26 draft/episodes.csv gives the table episodes of 2025-26 too")
    );
    let split = incoming(&[give("2025-26 north/episodes.csv", &rows("2")), last.clone()]);
    assert!(!split.is_refused() && split.problems.iter().any(|it| it.todo.contains("neither is a draft")));
    let copy = incoming(&[give("2025-26 final/episodes (1).csv", &rows("1")), last]);
    assert!(!copy.is_refused() && copy.problems.is_empty(), "{:?}", copy.problems);
}

#[test]
fn an_end_that_another_row_contradicts_is_asked_about_where_it_would_decide() {
    let both = |why: &str| {
        let rows = format!(
            "7,01/06/2022,S,V2,N1,U6,PR1,10/07/2025,{why},,,,\n7,05/07/2025,P,V2,N1,U6,PR1,20/07/2025,E13,,,,\n"
        );
        after(&[&[kit("2025-26"), episodes("2025-26", &rows)]])
    };
    assert_eq!(asked(&both("E15")), [("adult", Some(Holds::Birth))]);
    for why in ["E45", "E2", "E3", "E11", "E9", "E4A"] {
        assert!(asked(&both(why)).iter().any(|(key, _)| *key == "ended 2022-06-01"), "{why}");
    }
    assert!(asked(&both("X1")).is_empty());
}

#[test]
fn every_table_that_gives_another_date_of_birth_or_sex_is_asked_about() {
    let start = [kit("2025-26"), episodes("2025-26", "7,01/06/2022,S,V2,N1,U6,PR1,,,,,,\n")];
    for (name, text) in [
        ("reviews", "CHILD,DOB,REVIEW,REVIEW_CODE\n7,10/06/2007,01/05/2025,PN1\n"),
        (
            "sw_episodes",
            "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n7,10/06/2007,SW1234567,01/05/2025,,INITIAL\n",
        ),
    ] {
        let other = file(&format!("2025-26/{name}.csv"), text);
        for imports in
            [vec![[start.to_vec(), vec![other.clone()]].concat()], vec![start.to_vec(), vec![other.clone()]]]
        {
            let imports: Vec<&[(String, Vec<u8>)]> = imports.iter().map(Vec::as_slice).collect();
            let held = after(&imports);
            assert_eq!(asked(&held), [("birth 2007-06-10 2009-06-10", Some(Holds::Birth))], "{name}");
        }
        // The same date says nothing new.
        let same = file(&other.0, &text.replace("2007", "2009"));
        let held = after(&[&[start.to_vec(), vec![same]].concat()]);
        assert!(asked(&held).is_empty());
        assert!(
            held.ledger.children[&child("7")]
                .iter()
                .all(|line| !matches!(line.key, crate::returns::ssda903::row::RowKey::Birth(..)))
        );
    }
    let uasc = file("2025-26/uasc.csv", "CHILD,SEX,DOB,DUC\n7,1,10/06/2009,\n");
    assert_eq!(asked(&after(&[&[start.to_vec(), vec![uasc]].concat()])), [("sex F M", None)]);
}

#[test]
fn care_that_no_age_allows_puts_the_date_of_birth_in_question() {
    let born = |day: &str, rows: &str| {
        after(&[&[header("2025-26", &format!("7,F,{day},WBRI,,,\n")), episodes("2025-26", rows)]])
    };
    let open = "7,01/05/2025,S,V2,N1,U6,PR1,,,,,,\n";
    let grown = [("grown 2025-05-01", Some(Holds::Birth))];
    assert_eq!(asked(&born("10/06/2007", open)), grown, "open for nine months after 18");
    assert_eq!(asked(&born("10/04/2007", open)), grown, "began after 18");
    assert_eq!(
        asked(&born("10/06/2008", "7,01/05/2025,S,V2,N1,U6,PR1,01/08/2025,E17,,,,\n")),
        grown,
        "turned 18 at 17"
    );
    assert!(
        asked(&born("10/03/2008", "7,01/05/2025,S,V2,N1,U6,PR1,20/03/2026,E17,,,,\n")).is_empty(),
        "closed late"
    );
    assert!(asked(&born("10/06/2008", open)).is_empty());
}

#[test]
fn a_child_whom_the_final_no_longer_has_waits_where_only_the_draft_told_of_care() {
    let before = [kit("2024-25"), episodes("2024-25", "7,01/06/2022,S,V2,N1,U6,PR1,10/01/2025,E4A,,,,\n")];
    let draft = [kit("2025-26"), episodes("2025-26", "7,01/07/2025,S,V2,N1,U6,PR1,,,,,,\n")];
    let last = [header("2025-26", ""), episodes("2025-26", "")];
    assert_eq!(asked(&after(&[&before, &draft, &last])), [("gone 2025-26", Some(Holds::Care))]);
}

#[test]
fn a_year_with_hardly_anything_in_it_shows_against_the_last_year_that_is_held() {
    let children = |year: &str, many: u32| {
        let rows: String = (0..many).map(|at| format!("{at},01/05/2023,S,C2,N1,U6,PR1,,,,,,\n")).collect();
        let people: String = (0..many).map(|at| format!("{at},F,10/06/2010,WBRI,,,\n")).collect();
        [header(year, &people), episodes(year, &rows)]
    };
    let mut held = after(&[&children("2023-24", 9)]);
    for (many, thin) in [(0, true), (1, true), (4, false)] {
        let plan = plan(&held, &incoming(&children("2025-26", many)));
        assert_eq!(plan.hindrance(SKIP) == Some(Hindrance::HardlyAnything), thin, "{many} of 9");
    }
    assert!(!keys(&import(&mut held, &children("2025-26", 4))).is_empty());
}

#[test]
fn a_header_with_headings_only_is_no_header() {
    let people: String = (0..9).map(|at| format!("{at},F,10/06/2010,WBRI,,,\n")).collect();
    let held = after(&[&[header("2025-26", &people), episodes("2025-26", "")]]);
    let plan = plan(&held, &incoming(&[header("2025-26", "")]));
    assert_eq!(plan.hindrance(SKIP), Some(Hindrance::HardlyAnything));
    assert!(plan.thin[0].words().contains("The header for 2025-26 is missing 9 of the 9"));
}

#[test]
fn an_earlier_year_whose_open_rows_have_ended_since_is_as_it_should_be() {
    let row = "7,01/06/2022,S,V2,N1,U6,PR1";
    let later = [kit("2025-26"), episodes("2025-26", &format!("{row},10/07/2025,E4A,,,,\n"))];
    let held = after(&[&later]);
    let plan_of = |text: &str| plan(&held, &incoming(&[kit("2024-25"), episodes("2024-25", text)]));
    assert!(plan_of(&format!("{row},,,,,,\n")).problems.is_empty());
    let differs = plan_of("7,01/06/2022,S,C2,N1,U6,PR1,,,,,,\n");
    assert_eq!(differs.problems[0].place(), "2024-25/episodes.csv, line 2");
    assert!(
        differs.problems[0].what.starts_with("1 row of 2024-25 differs from 2025-26"),
        "{}",
        differs.problems[0].what
    );
}

#[test]
fn a_column_that_may_have_the_month_first_is_refused_and_said_once() {
    let rows = "7,06/01/2025,S,V2,N1,U6,PR1,07/01/2025,X1,,,,\n7,07/13/2025,P,V2,N1,U6,PR1,,,,,,\n";
    let refused = incoming(&[kit("2025-26"), episodes("2025-26", rows)]);
    assert_eq!(
        refused.problems.iter().filter(|it| it.column == Some("DECOM")).count(),
        1,
        "{:?}",
        refused.problems
    );
    assert!(refused.problems[0].what.contains("month first: '07/13/2025'"), "{}", refused.problems[0].what);
    let typo = incoming(&[kit("2025-26"), episodes("2025-26", &rows.replace("06/01/2025", "16/01/2025"))]);
    assert!(!typo.is_refused(), "another day shows that the day is first");
}

#[test]
fn a_day_that_has_not_come_and_a_year_that_two_names_contradict_are_refused() {
    let files = [kit("2026-27"), episodes("2026-27", "7,01/02/2027,S,V2,N1,U6,PR1,,,,,,\n")];
    let got = incoming(&files);
    assert_eq!(got.problems[0].what, "01/02/2027 has not come yet.");
    assert_eq!(got.problems[0].weight, Weight::LeavesOut);
    let two = incoming(&[file("2024-25/episodes_2023-24.csv", EPISODES)]);
    assert!(
        two.is_refused() && two.problems[0].what.contains("The folder says 2024-25"),
        "{:?}",
        two.problems
    );
}
