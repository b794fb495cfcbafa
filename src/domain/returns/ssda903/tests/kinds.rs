//! The faults of real returns, one kind after another, and how each is handled.

use super::*;
use crate::returns::ssda903::history::Holds;

pub(super) fn header(year: &str, rows: &str) -> (String, Vec<u8>) {
    file(&format!("{year}/header.csv"), &format!("{HEADER}{rows}"))
}

pub(super) fn episodes(year: &str, rows: &str) -> (String, Vec<u8>) {
    file(&format!("{year}/episodes.csv"), &format!("{EPISODES}{rows}"))
}

/// Amara, born on 1 May 2009, in care since 2024.
fn amara(year: &str) -> Files {
    vec![header(year, "7,F,01/05/2009,WBRI,,,\n"), episodes(year, "7,01/05/2024,S,C2,N1,U6,PR1,,,,,,\n")]
}

fn checks(plan: &Plan) -> Vec<&str> {
    plan.problems.iter().filter(|it| it.weight == Weight::Check).map(|it| it.what.as_str()).collect()
}

pub(super) fn keys(plan: &Plan) -> Vec<&str> {
    plan.people.iter().flat_map(|person| &person.questions).map(|question| question.key.as_str()).collect()
}

#[test]
fn the_year_comes_from_the_name_or_the_user_and_is_never_guessed() {
    let files = amara("return_A");
    let refused = incoming(&files);
    assert!(refused.is_refused());
    assert!(refused.problems[0].what.contains("can't be told from its name"), "{}", refused.problems[0].what);
    let said = |year: &str, name: &str| {
        let files = [InputFile { name, year: year.parse().ok(), bytes: &files[0].1 }];
        merge(&files, "2026-11-23".parse().unwrap(), |_| {})
    };
    assert_eq!(said("2025-26", "a/header.csv").files[0].year.unwrap().0.to_string(), "2025-26");
    let two = said("2025-26", "2024-25/header.csv");
    assert!(
        two.is_refused()
            && two.problems[0].what.contains("2024-25")
            && two.problems[0].what.contains("2025-26")
    );
    let not_yet = said("2027-28", "a/header.csv");
    assert!(not_yet.is_refused() && not_yet.problems[0].what.contains("has not begun"));
    assert!(!said("2026-27", "a/header.csv").is_refused(), "the current year is accepted");
}

#[test]
fn a_column_that_nothing_reads_may_be_missing_and_a_cell_of_it_may_hold_anything() {
    let episodes = "CHILD,DECOM,LS,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST\n\
                    7,01/05/2024,C2,U6,NHS,01/06/2024,E5,LIIAF,nowhere\n";
    let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,girl,01/05/2009,??,none,x,soon\n";
    let mut held = Held::default();
    let plan =
        import(&mut held, &[file("2024-25/header.csv", header), file("2024-25/episodes.csv", episodes)]);
    assert_eq!((plan.hindrance(Allowed::default()), plan.counts.left_out), (None, 0));
    assert!(
        checks(&plan).iter().any(|what| what.contains("no column RNE, CIN, PL_POST, URN")),
        "{:?}",
        checks(&plan)
    );
    assert!(checks(&plan).iter().any(|what| what.contains("'LIIAF'")));
    assert!(held.people[&child("7")].facts.contains_key(&FactKey::Episode("2024-05-01".parse().unwrap())));
}

#[test]
fn lowercase_and_other_date_formats_are_read_and_reported_once_per_file() {
    let files = [
        header("2024-25", "7,f,2009-05-01,wbri,,,\n8,m,1/5/2009,wbri,,,\n"),
        episodes(
            "2024-25",
            "7,1/5/2024,s,c2,n1,u6,pr1,01-Jun-2024,e4a,,,,\n8,2024-05-01 00:00:00,S,C2,N1,U6,PR1,,,,,,\n",
        ),
        file("2024-25/oc3.csv", &format!("{OC3}9,01/05/2005,Yes,f2,u1\n")),
    ];
    let mut held = Held::default();
    let plan = import(&mut held, &files);
    assert_eq!((plan.counts.left_out, held.people.len()), (0, 3));
    assert_eq!(checks(&plan).iter().filter(|what| what.contains("Lowercase codes")).count(), 3);
    assert_eq!(checks(&plan).iter().filter(|what| what.contains("another form")).count(), 2);
}

#[test]
fn an_unreadable_date_column_is_reported_once() {
    let rows: String = (0..40).map(|at| format!("{at},F,01/05/09,WBRI,,,\n")).collect();
    let got = incoming(&[header("2024-25", &rows)]);
    assert!(got.is_refused());
    assert_eq!(got.problems.len(), 1);
    assert!(got.problems[0].what.contains("No day in this column can be read"), "{}", got.problems[0].what);
}

#[test]
fn semicolons_and_tabs_are_read_alike() {
    for between in [";", "\t"] {
        let files: Files = amara("2024-25")
            .into_iter()
            .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap().replace(',', between).into_bytes()))
            .collect();
        let mut held = Held::default();
        assert_eq!(import(&mut held, &files).problems.len(), 0);
        assert_eq!(held.people.len(), 1);
    }
}

#[test]
fn too_many_headings_are_refused_at_once() {
    let wide = vec!["A"; 200_000].join(",");
    let got = incoming(&[file("2024-25/header.csv", &wide)]);
    assert!(got.is_refused() && got.problems[0].what.contains("200000 columns"));
}

#[test]
fn a_file_of_rows_that_cannot_be_imported_is_abandoned() {
    let rows: String =
        (0..20_000).map(|at| format!("{at},F,??/05/2009,WBRI,,,\n{at},F,01/05/2009,WBRI,,,\n")).collect();
    let got = incoming(&[header("2024-25", &rows)]);
    assert!(got.is_refused() && got.problems.len() < 6_100, "{}", got.problems.len());
}

#[test]
fn a_year_missing_most_of_those_in_care_waits_for_confirmation() {
    let mut held = Held::default();
    import(&mut held, &amara("2024-25"));
    let plan = plan(&held, &incoming(&[header("2025-26", ""), episodes("2025-26", "")]));
    assert_eq!(plan.hindrance(SKIP), Some(Hindrance::HardlyAnything));
    assert_eq!(plan.hindrance(Allowed { hardly_anything: true, ..SKIP }), None);
    assert!(
        checks(&plan).iter().any(|what| what.contains("are missing 1 of the 1 children")),
        "{:?}",
        checks(&plan)
    );
}

#[test]
fn the_later_file_for_a_year_replaces_the_earlier_one_entirely_children_included() {
    let mut held = Held::default();
    import(&mut held, &amara("2025-26"));
    let others = "1,F,01/05/2010,WBRI,,,\n2,F,01/06/2010,WBRI,,,\n";
    let rows = "1,01/05/2025,S,C2,N1,U6,PR1,,,,,,\n2,01/05/2025,S,C2,N1,U6,PR1,,,,,,\n";
    let plan = import(&mut held, &[header("2025-26", others), episodes("2025-26", rows)]);
    assert!(
        held.people[&child("7")].facts.keys().all(|key| key.is_identity()),
        "what the draft said is taken back"
    );
    assert_eq!(
        plan.people.iter().find(|it| it.child == child("7")).unwrap().questions[0].key,
        "gone 2025-26"
    );
    // A table that is not handed in again stays.
    let plan = import(&mut held, &[episodes("2025-26", "1,01/05/2025,S,C2,N1,U6,PR1,,,,,,\n")]);
    assert_eq!(keys(&plan), ["gone 2025-26"; 0], "the header still holds child 2");
    assert!(!held.people[&child("2")].facts.contains_key(&FactKey::Episode("2025-05-01".parse().unwrap())));
}

#[test]
fn a_date_of_birth_in_another_table_is_asked_about_and_the_row_is_imported() {
    let mut held = Held::default();
    let mut files = amara("2025-26");
    files.push(file("2025-26/oc3.csv", &format!("{OC3}7,01/05/2008,YES,F1,U1\n")));
    let plan = import(&mut held, &files);
    assert_eq!(plan.counts.left_out, 0);
    let question = &plan.people[0].questions[0];
    assert_eq!((question.key.as_str(), question.holds), ("birth 2008-05-01 2009-05-01", Some(Holds::Birth)));
    // The corrected table answers it.
    let plan = import(&mut held, &[file("2025-26/oc3.csv", OC3)]);
    assert_eq!(plan.people[0].answers, ["birth 2008-05-01 2009-05-01"]);
}

#[test]
fn a_draft_with_another_date_of_birth_than_the_final_one_is_asked_about() {
    let mut held = Held::default();
    let mut draft = amara("2025-26");
    draft[0] = header("2025-26", "7,F,02/05/2009,WBRI,,,\n");
    import(&mut held, &draft);
    let plan = import(&mut held, &amara("2025-26"));
    assert_eq!(keys(&plan), ["birth 2009-05-01 2009-05-02"]);
    // A year that says nothing new about it does not close it.
    import(&mut held, &amara("2024-25"));
    assert!(held.people[&child("7")].open.contains_key("birth 2009-05-01 2009-05-02"));
}

#[test]
fn one_pupil_number_under_two_numbers_is_asked_about_and_twins_are_told_apart() {
    let mut held = Held::default();
    let with = |number: &str, pupil: &str| {
        [
            header("2024-25", &format!("{number},F,01/05/2009,WBRI,{pupil},,\n")),
            episodes("2024-25", &format!("{number},01/05/2024,S,C2,N1,U6,PR1,,,,,,\n")),
        ]
    };
    import(&mut held, &with("912", "A123456789012"));
    let other = |pupil: &str| {
        let files: Files = with("M55", pupil)
            .into_iter()
            .map(|(name, bytes)| (name.replace("2024", "2025").replace("-25", "-26"), bytes))
            .collect();
        plan(&held, &incoming(&files))
    };
    let same = other("A123456789012");
    assert!(keys(&same).contains(&"same 912"), "{:?}", keys(&same));
    assert!(checks(&same).iter().any(|what| what.contains("912, M55") && what.contains("A123456789012")));
    let unknown = other("UN1");
    assert!(
        checks(&unknown).iter().any(|what| what.contains("912, M55") && what.contains("first day in care"))
    );
    let twin = other("B123456789012");
    assert!(!checks(&twin).iter().any(|what| what.contains("912, M55")), "{:?}", checks(&twin));
}

#[test]
fn a_row_of_no_length_adds_nothing_next_to_another_or_within_one() {
    let rows = "7,01/05/2025,S,L1,N1,U6,PR1,01/05/2025,X1,,,,\n7,01/05/2025,L,V2,N1,U6,PR1,,,,,,\n7,01/09/2025,P,V2,N1,U6,PR1,01/09/2025,X1,,,,\n";
    let mut held = Held::default();
    let plan = import(&mut held, &[header("2025-26", "7,F,01/05/2009,WBRI,,,\n"), episodes("2025-26", rows)]);
    assert_eq!((plan.counts.left_out, plan.counts.questions), (0, 0), "{:?}", checks(&plan));
    let episodes = held.people[&child("7")].facts.keys().filter(|key| matches!(key, FactKey::Episode(_)));
    assert_eq!(episodes.count(), 1);
}

#[test]
fn a_row_left_out_makes_the_answer_wait_until_the_row_comes() {
    let mut files = amara("2025-26");
    files[1].1.extend_from_slice(b"7,01/05/2023,S,XX,N1,U6,PR1,01/06/2023,E4A,,,,\n");
    let mut held = Held::default();
    let plan = import(&mut held, &files);
    assert_eq!(plan.hindrance(Allowed::default()), Some(Hindrance::RowsLeftOut));
    assert_eq!(plan.people[0].questions[0].holds, Some(Holds::Care));
    let plan = import(&mut held, &amara("2025-26"));
    assert_eq!(plan.counts.answered, 1);
    assert!(held.people[&child("7")].open.is_empty());
}

#[test]
fn rows_outranked_by_a_later_year_are_counted_with_how_to_take_it_back() {
    let mut held = Held::default();
    import(&mut held, &amara("2025-26"));
    let rows = "7,01/05/2024,S,V2,N1,U6,PR1,,,,,,\n";
    let plan =
        plan(&held, &incoming(&[header("2024-25", "7,F,01/05/2009,WBRI,,,\n"), episodes("2024-25", rows)]));
    let told = plan.problems.iter().find(|it| it.what.contains("The later year counts")).unwrap();
    assert!(told.todo.contains("onward import withdraw"), "{}", told.todo);
}

#[test]
fn six_months_back_home_without_a_recorded_move_home_is_unknown() {
    let files = [
        header("2026-27", "7,F,01/05/2008,WBRI,,,\n"),
        episodes("2025-26", "7,01/05/2020,S,C2,N1,U6,PR1,01/06/2025,E8,,,,\n"),
        file("2026-27/oc3.csv", &format!("{OC3}7,01/05/2008,RHOM,0,0\n")),
    ];
    let mut held = Held::default();
    let plan = import(&mut held, &files);
    assert_eq!(keys(&plan), ["rhom 2026-27"]);
    let home = held.people[&child("7")].facts.iter().find_map(|(key, fact)| match (key, fact) {
        (FactKey::Event(EventKind::ReturnedHome, _), Fact::Event(it)) => Some(*it),
        _ => None,
    });
    assert_eq!(
        home.map(|it| (it.start, it.with)),
        Some(("2025-10-30".parse().unwrap(), None)),
        "over on the day before 18"
    );
}

#[test]
fn six_months_back_home_against_a_recorded_stay_in_care_waits_for_whoever_knows() {
    let stays = [
        "7,01/06/2022,S,C2,N1,U4,PR1,,,,,,\n",
        "7,01/06/2022,S,C2,N1,U4,PR1,12/07/2025,E13,,,,\n",
        "7,01/06/2022,S,C2,N1,U4,PR1,12/01/2025,E8,,,,\n",
    ];
    for stay in stays {
        let files = [
            header("2025-26", "7,F,01/06/2008,WBRI,,,\n"),
            episodes("2025-26", stay),
            file("2025-26/oc3.csv", &format!("{OC3}7,01/06/2008,RHOM,0,0\n")),
        ];
        let plan = import(&mut Held::default(), &files);
        let person = &plan.people[0];
        let asked: Vec<_> = person.questions.iter().map(|asked| (asked.key.as_str(), asked.holds)).collect();
        assert_eq!(asked, [("rhom or care 2025-26", Some(Holds::Care))], "{stay}");
    }
}

#[test]
fn two_homes_on_the_eve_of_18_or_a_short_break_beside_care_wait_for_whoever_knows() {
    let both = |first: &str, second: &str| {
        let files =
            [header("2025-26", "7,F,20/03/2008,WBRI,,,\n"), episodes("2025-26", &format!("{first}{second}"))];
        let plan = import(&mut Held::default(), &files);
        keys(&plan).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let foster = "7,01/06/2020,S,C2,N1,U4,PR1,25/03/2026,X1,,,,\n";
    assert_eq!(both(foster, "7,10/03/2026,P,C2,N1,K2,PR1,,,,,,\n"), ["both 2026-03-10"]);
    assert!(both(foster, "7,10/03/2026,P,C2,N1,U6,PR1,,,,,,\n").is_empty(), "a foster home either way");
    let earlier = "7,01/06/2020,S,C2,N1,U4,PR1,25/02/2026,X1,,,,\n";
    assert!(both(earlier, "7,10/02/2026,P,C2,N1,K2,PR1,,,,,,\n").is_empty(), "long before 18");
    assert_eq!(both(earlier, "7,10/02/2026,L,V3,N1,K2,PR1,,,,,,\n"), ["both 2026-02-10"]);
}

#[test]
fn an_import_of_more_rows_than_memory_holds_is_refused_and_stops_reading() {
    let rows: String = (0..160_000).map(|at| format!("{at},F,01/05/2009,,,,\n")).collect();
    let got = incoming(&[header("2024-25", &rows)]);
    assert!(got.is_refused() && got.files[0].lines < 150_002, "{}", got.files[0].lines);
    assert!(got.problems.iter().any(|it| it.what.contains("more than 150000 rows")));
}
