//! Section 8: each tested warning on the day it first appears and the day before. Section 9's codes are with the lines
//! of sections 2 and 3 that they belong to.

use crate::engine;

/// Born on 10 May 2009: 16 in 2025, 18 in 2027, 21 in 2030, 25 in 2034.
const BORN: &str = "2009-05-10";

#[test]
#[rustfmt::skip]
fn section_8_each_warning_at_its_edge() {
    let care = "2019-03-04.. C2 U4";
    let left = "2019-03-04..2025-06-01 C2 U4";
    let table: &[(&str, &'static str, &'static str, &str, bool)] = &[
        ("turning_18_soon", care, "", "2026-11-08", false),
        ("turning_18_soon", care, "", "2026-11-09", true),
        ("turning_18_soon", care, "", "2027-05-10", false),
        ("turning_18_soon", "", "", "2026-11-22", false),
        ("turning_18_soon", "2026-11-01.. V2", "", "2026-11-22", true),
        ("turning_21_soon", care, "", "2029-11-08", false),
        ("turning_21_soon", care, "", "2029-11-09", true),
        ("turning_21_soon", "2026-01-01..2026-02-01 V2", "", "2029-11-09", true),
        ("turning_25_soon", care, "", "2033-11-08", false),
        ("turning_25_soon", care, "", "2033-11-09", true),
        ("setting_up_home_deadline", care, "", "2033-11-09", true),
        ("six_months_home_approaching", left, "returned_home:parent 2025-06-01..", "2025-08-30", false),
        ("six_months_home_approaching", left, "returned_home:parent 2025-06-01..", "2025-08-31", true),
        ("six_months_home_approaching", left, "returned_home:parent 2025-06-01..", "2025-12-01", false),
        ("sixteenth_birthday_while_detained", "", "detained 2025-05-01..", "2025-05-01", true),
        ("sixteenth_birthday_while_detained", "", "detained 2025-05-01..", "2025-04-30", false),
        ("sixteenth_birthday_while_detained", care, "detained 2025-05-01..", "2025-05-01", false),
        ("sixteenth_birthday_while_detained", "", "detained 2025-05-10..", "2025-05-10", false),
        ("discharge_before_13_weeks", "2026-03-02..2026-05-31 V2", "", "2026-04-01", true),
        ("discharge_before_13_weeks", "2026-03-02..2026-05-04 V2", "", "2026-04-01", true),
        ("discharge_before_13_weeks", "2026-03-02..2026-05-03 V2", "", "2026-04-01", false),
        ("discharge_before_13_weeks", "2026-03-02..2026-06-01 V2", "", "2026-04-01", false),
        ("discharge_before_16th_birthday", "2019-03-04..2025-05-09 C2", "", "2025-01-01", true),
        ("discharge_before_16th_birthday", "2019-03-04..2025-03-15 C2", "", "2025-01-01", true),
        ("discharge_before_16th_birthday", "2019-03-04..2025-03-14 C2", "", "2025-01-01", false),
        ("discharge_before_16th_birthday", "2019-03-04..2025-05-10 C2", "", "2025-01-01", false),
        ("left_care_just_before_16", "2019-03-04..2025-04-12 C2", "", "2025-05-20", true),
        ("left_care_just_before_16", "2019-03-04..2025-04-11 C2", "", "2025-05-20", false),
        ("borderline_13_weeks", "2026-03-02..2026-05-31 V2", "", "2026-06-20", true),
        ("borderline_13_weeks", "2026-03-02..2026-05-30 V2", "", "2026-06-20", false),
        ("borderline_13_weeks", "2024-03-02..2024-03-12 V2; 2026-03-02..2026-05-20 V2", "", "2026-06-20", true),
        ("short_breaks_excluded", "2025-06-01..2025-08-25 V2; 2026-01-01..2026-01-07 V3", "", "2026-06-20", true),
        ("short_breaks_excluded", "2025-06-01..2025-08-25 V2; 2026-01-01..2026-01-06 V3", "", "2026-06-20", false),
        ("section17_check", "", "section17_accommodation 2027-05-09..", "2026-06-20", true),
        ("section17_check", "", "section17_accommodation 2027-05-10..", "2027-06-20", false),
        ("section17_check", "", "section17_accommodation 2024-05-10..2025-05-10", "2027-06-20", false),
    ];
    for (warning, care, events, as_of, fires) in table {
        let person = super::row("8", BORN, care, events, "", "", "{}").person();
        let warnings = engine::answer(&person, as_of)["warnings"].clone();
        let told = warnings.as_array().expect("a list").iter().any(|each| each == warning);
        assert_eq!(told, *fires, "8 {warning} on {as_of}: {care} {events}");
    }
}
