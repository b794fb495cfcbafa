//! Sections 1 and 2: dates, counting, and which days are looked-after days.

use super::{check, row};
use crate::engine;
use serde_json::json;

/// Born on 10 May 2009 unless the row says otherwise: 14 on 10 May 2023, 16 in 2025, 18 in 2027, 21 in 2030, 25 in 2034.
const BORN: &str = "2009-05-10";

#[test]
#[rustfmt::skip]
fn section_1_dates_and_counting() {
    let long = "2019-03-04.. C2 U4";
    let r = row;
    check(&[
        r("1.1 before the birthday", BORN, long, "", "", "2025-05-09", r#"{"status":"none","looked_after":true}"#),
        r("1.1 the whole birthday", BORN, long, "", "", "2025-05-10", r#"{"status":"eligible"}"#),
        r("1.2 leap year", "2008-02-29", long, "", "", "2024-02-28", r#"{"status":"none"}"#),
        r("1.2 leap year", "2008-02-29", long, "", "", "2024-02-29", r#"{"status":"eligible"}"#),
        r("1.2 common year", "2008-02-29", long, "", "", "2026-02-28", r#"{"status":"eligible"}"#),
        r("1.2 common year", "2008-02-29", long, "", "", "2026-03-01", r#"{"status":"former_relevant","duty_stage":"s23C"}"#),
        r("1.3 starts on the day", BORN, "2026-03-02.. V2", "", "", "2026-03-02", r#"{"looked_after":true,"qualifying_days":0}"#),
        r("1.3 asked on the day", BORN, long, "", r#"{"support_request_date":"2031-01-01"}"#, "2031-01-01", r#"{"duty_stage":"s23CZB"}"#),
        r("1.3 asked on the next", BORN, long, "", r#"{"support_request_date":"2031-01-02"}"#, "2031-01-01", r#"{"duty_stage":"s23CZB_on_request"}"#),
        r("1.4 the end day is out", BORN, "2026-03-02..2026-09-01 V2", "", "", "2026-09-01", r#"{"looked_after":false,"status":"relevant"}"#),
        r("1.4 a planned end is still care", BORN, "2026-03-02..2026-09-01 V2", "", "", "2026-08-31", r#"{"looked_after":true,"status":"eligible","next_change":{"date":"2026-09-01","status":"relevant","duty_stage":null,"route":null}}"#),
        r("1.5 ninety days", BORN, "2026-03-02.. V2", "", "", "2026-05-31", r#"{"status":"none","qualifying_days":90,"dates":{"turns_16":"2025-05-10","turns_18":"2027-05-10","turns_21":"2030-05-10","turns_25":"2034-05-10","reaches_13_weeks":"2026-06-01","eligible_from":"2026-06-01","needs_assessment_due":null,"six_month_home_date":null}}"#),
        r("1.5 ninety-one days", BORN, "2026-03-02.. V2", "", "", "2026-06-01", r#"{"status":"eligible","qualifying_days":91}"#),
        r("1.7 nobody is a child at 18", BORN, long, "", "", "2027-05-10", r#"{"looked_after":false,"status":"former_relevant"}"#),
        r("1.7 the record ends later", BORN, "2019-03-04..2027-12-01 C2 U4", "", "", "2027-06-01", r#"{"looked_after":false,"status":"former_relevant"}"#),
        r("1.8 frozen facts", BORN, "2026-03-02..2026-05-30 V2; 2026-12-01.. V2", "", "", "2026-11-22", r#"{"status":"qualifying","next_change":{"date":"2026-12-01","status":"none","duty_stage":null,"route":null}}"#),
    ]);
}

#[test]
#[rustfmt::skip]
fn six_months_from_the_last_of_a_month_are_complete_on_the_first_of_the_next() {
    let left = |on: &'static str| format!("2019-03-04..{on} C2 U4");
    let life = |on| {
        json!({"date_of_birth": BORN, "episodes": super::care(&left(on)), "events": [],
               "circumstances": {"has_pathway_plan": false}})
    };
    for (left, due) in
        [("2025-08-31", "2025-12-01"), ("2025-11-30", "2026-03-01"), ("2025-11-28", "2026-02-28")]
    {
        assert_eq!(
            engine::answer(&life(left), "2026-01-10")["dates"]["needs_assessment_due"],
            due,
            "1.6 {left}"
        );
    }
}

#[test]
#[rustfmt::skip]
fn section_2_1_every_legal_status() {
    for code in ["C1", "C2", "D1", "E1", "V2", "L1", "L2", "L3", "J1", "J2", "J3"] {
        let care = super::care(&format!("2025-03-01..2025-08-01 {code} R5"));
        let life = json!({"date_of_birth": BORN, "episodes": care, "events": [{"type":"missing","start":"2025-06-01","end":null}]});
        let answer = engine::answer(&life, "2025-06-20");
        assert_eq!(
            (&answer["status"], &answer["qualifying_days"]),
            (&json!("eligible"), &json!(111)),
            "2.1 {code}"
        );
    }
    let r = row;
    check(&[
        r("2.1 with parents under an order", BORN, "2024-03-01.. C2 P1", "", "", "2025-06-20", r#"{"status":"eligible"}"#),
        r("2.1 V3, each stay recorded", BORN, "2025-06-01..2025-06-15 V3", "", "", "2025-06-10", r#"{"status":"none","looked_after":false,"qualifying_days":0}"#),
        r("2.1 V4 is never counted", BORN, "2023-06-01..2026-06-01 V4", "", "", "2026-01-10", r#"{"status":"none","looked_after":false,"qualifying_days":0}"#),
        r("2.1 section 17", BORN, "", "section17_accommodation 2026-01-01..", "", "2026-11-22", r#"{"status":"none","warnings_include":["section17_check"]}"#),
        r("2.1 a child arrangements order is no care", BORN, "", "returned_home:person_with_pr 2020-01-01..", "", "2026-11-22", r#"{"status":"none"}"#),
    ]);
}

#[test]
#[rustfmt::skip]
fn section_2_counting_of_days() {
    let r = row;
    check(&[
        r("2.2 a record of one day touches no age", BORN, "2024-01-01..2024-06-01 V2; 2025-05-10..2025-05-10 V2", "", "", "2025-06-01", r#"{"status":"none","qualifying_days":152}"#),
        r("2.3 a day is once a day", BORN, "2026-01-01..2026-03-02 V2; 2026-02-01..2026-03-02 C1", "", "", "2026-11-22", r#"{"qualifying_days":60,"status":"qualifying"}"#),
        r("2.3 records that touch join", BORN, "2026-01-01..2026-02-01 V2; 2026-02-01..2026-04-02 V2", "", "", "2026-11-22", r#"{"qualifying_days":91,"status":"relevant"}"#),
        r("2.4 seventeen days are a short break", BORN, "2025-06-01..2025-06-18 V3", "", "", "2025-06-10", r#"{"looked_after":false,"status":"none","confirm_include":[]}"#),
        r("2.4 eighteen are ordinary", BORN, "2025-06-01..2025-06-19 V3", "", "", "2025-06-10", r#"{"looked_after":true,"qualifying_days":9,"confirm_include":["short_break_over_limits"]}"#),
        r("2.4 each record by itself", BORN, "2025-06-01..2025-06-11 V3; 2025-06-11..2025-06-21 V3", "", "", "2025-06-15", r#"{"looked_after":false,"qualifying_days":0}"#),
        r("2.4 75 days in twelve months", BORN, "2025-06-01..2025-06-16 V3; 2025-07-01..2025-07-16 V3; 2025-08-01..2025-08-16 V3; 2025-09-01..2025-09-16 V3; 2025-10-01..2025-10-16 V3", "", "", "2025-12-01", r#"{"qualifying_days":0,"route":"looked_after","confirm_include":["short_breaks_and_section_24"]}"#),
        r("2.4 76 days in twelve months", BORN, "2025-06-01..2025-06-16 V3; 2025-07-01..2025-07-16 V3; 2025-08-01..2025-08-16 V3; 2025-09-01..2025-09-16 V3; 2025-10-01..2025-10-17 V3", "", "", "2025-12-01", r#"{"qualifying_days":76,"route":"looked_after","confirm_include":["short_break_over_limits"]}"#),
        r("2.4 the 76th lies in the window's last day", BORN, "2025-06-01..2025-06-16 V3; 2025-07-01..2025-07-16 V3; 2025-08-01..2025-08-16 V3; 2025-09-01..2025-09-16 V3; 2026-05-31..2026-06-15 V3; 2025-10-01..2025-10-16 V3", "", "", "2026-09-01", r#"{"qualifying_days":90}"#),
        r("2.4 the day after the window is not in it", BORN, "2025-06-01..2025-06-16 V3; 2025-07-01..2025-07-16 V3; 2025-08-01..2025-08-16 V3; 2025-09-01..2025-09-16 V3; 2026-06-01..2026-06-16 V3; 2025-10-01..2025-10-16 V3", "", "", "2026-09-01", r#"{"qualifying_days":0}"#),
        r("2.4 on a short break nobody is eligible", BORN, "2023-06-01..2023-12-01 V2; 2026-06-01..2026-06-15 V3", "", "", "2026-06-10", r#"{"status":"none","qualifying_days":183}"#),
        r("2.5 from the 14th birthday", BORN, "2023-02-01..2023-06-01 V2", "", "", "2026-01-01", r#"{"qualifying_days":22}"#),
        r("2.5 the birthday included", BORN, "2023-02-01..2023-05-11 V2", "", "", "2026-01-01", r#"{"qualifying_days":1}"#),
        r("2.5 before the day and before 18", BORN, "2027-05-01.. V2", "", "", "2030-01-01", r#"{"qualifying_days":9}"#),
        r("2.5 with different authorities", BORN, "2024-01-01..2024-03-01 V2 U4 One; 2025-04-20..2025-06-01 C2 U4 Other", "", "", "2025-07-01", r#"{"qualifying_days":102,"status":"relevant","responsible_authority":"Other"}"#),
        r("2.6 ends on the 16th birthday", BORN, "2025-01-01..2025-05-10 V2", "", "", "2025-05-10", r#"{"status":"relevant","qualifying_days":129,"confirm_include":["end_on_16th_birthday"]}"#),
        r("2.6 ends the day before", BORN, "2025-01-01..2025-05-09 V2", "", "", "2025-05-10", r#"{"status":"none","warnings_include":["left_care_just_before_16"]}"#),
        r("2.6 a later day at 16", BORN, "2025-01-01..2025-05-10 V2; 2025-05-12..2025-05-13 V2", "", "", "2025-06-01", r#"{"status":"relevant","confirm_include":[]}"#),
    ]);
}
