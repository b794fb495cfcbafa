//! Section 3.8: every unknown fact, alone and together.

use super::{check, row};

const BORN: &str = "2009-05-10";

#[test]
#[rustfmt::skip]
fn section_3_8_missing_facts() {
    let r = row;
    check(&[
        r("3.8 date of birth", "", "2019-03-04.. C2", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["date_of_birth"],"qualifying_days":null,"looked_after":null,"entitlements":{"personal_adviser":"needs_information"}}"#),
        r("3.8 episodes", BORN, "null", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes"],"entitlements":{"personal_adviser":"needs_information"}}"#),
        r("3.8 episodes, under 16: the same either way", BORN, "null", "", "", "2025-05-09", r#"{"status":"none","missing":[],"looked_after":null,"qualifying_days":null,"entitlements":{"personal_adviser":"needs_information"}}"#),
        r("3.8 episodes, over 25", BORN, "null", "", "", "2034-05-10", r#"{"status":"none","missing":[]}"#),
        r("3.8 legal status", BORN, "2025-01-01..2026-01-01 ?", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes[0].legal_status"]}"#),
        r("3.8 legal status that decides nothing", BORN, "2019-03-04..2020-03-04 ?; 2022-01-01.. C2", "", "", "2026-11-22", r#"{"status":"eligible","missing":[],"qualifying_days":1292}"#),
        r("3.8 start: its end or the end before", BORN, "?..2026-01-01 V2", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes[0].start"]}"#),
        r("3.8 start: the end of the one before", BORN, "2025-01-01..2025-12-20 V2; ?..2026-01-01 V2", "", "", "2026-11-22", r#"{"status":"relevant","missing":[],"qualifying_days":null}"#),
        r("3.8 start, end null too: the day asked", BORN, "?.. V2", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes[0].start"],"looked_after":true}"#),
        r("3.8 end", BORN, "2026-06-01..~ V2", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes[0].end"],"looked_after":false}"#),
        r("3.8 end that decides nothing", BORN, "2019-03-04..~ C2; 2025-01-01.. C2", "", "", "2026-11-22", r#"{"status":"eligible","missing":[],"qualifying_days":null}"#),
        r("3.8 with whom", BORN, "2019-03-04..2025-06-01 C2", "returned_home:? 2025-06-01..", "", "2026-11-22", r#"{"status":"needs_information","missing":["events[0].with"],"entitlements":{"personal_adviser":"needs_information"}}"#),
        r("3.8 with whom, before six months", BORN, "2019-03-04..2026-06-01 C2", "returned_home:? 2026-06-01..", "", "2026-11-22", r#"{"status":"relevant","missing":[]}"#),
        r("3.8 two unknown, one decides", BORN, "2019-03-04..2020-03-04 ?; 2026-06-01..~ V2", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes[1].end"]}"#),
        r("3.8 two unknown, each decides", BORN, "2026-01-01..2026-03-15 ?; 2026-04-01..2026-05-01 ?", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes[0].legal_status","episodes[1].legal_status"]}"#),
        r("3.8 two unknown of one record", BORN, "?..~ V2", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes[0].start","episodes[0].end"]}"#),
        r("3.8 three unknown", BORN, "?..~ ?", "", "", "2026-11-22", r#"{"status":"needs_information","missing":["episodes[0].start","episodes[0].legal_status","episodes[0].end"]}"#),
        r("3.8 a stage that differs is null", "2004-05-10", "2015-01-01.. C2; ?..2016-01-01 V2", "", "", "2026-11-22", r#"{"status":"former_relevant","duty_stage":"s23CZB_on_request","missing":[]}"#),
        r("3.8 a route that differs is null", BORN, "2025-04-01..2025-05-20 ?", "special_guardianship 2025-05-20..; voluntary_organisation 2025-01-01..2025-06-10", "", "2026-11-22", r#"{"status":"qualifying","route":null,"missing":[]}"#),
        r("3.8 a circumstance never decides status", "2004-05-10", "2015-01-01.. C2", "", r#"{"education":{"kind":"he","start":"2024-09-01","end":"2027-07-01"}}"#, "2026-11-22", r#"{"status":"former_relevant","missing":[]}"#),
    ]);
}

#[test]
fn ten_unknown_facts_are_a_thousand_lives_and_still_an_answer() {
    let unknown =
        "?..2019-01-01 ?; ?..2020-01-01 ?; ?..2021-01-01 ?; ?..2022-01-01 ?; ?..~ V2; 2022-06-01.. C2";
    let life = row("3.8 very many", BORN, unknown, "", "", "2026-11-22", "{}").person();
    let began = std::time::Instant::now();
    let answer = crate::engine::answer(&life, "2026-11-22");
    assert_eq!((&answer["status"], &answer["missing"]), (&"eligible".into(), &serde_json::json!([])));
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
