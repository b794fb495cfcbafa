//! Sections 3.1 to 3.3 and 3.6 to 3.7, 3.9, 3.10: eligible, relevant, qualifying, the responsible authority.

use super::{check, row};

const BORN: &str = "2009-05-10";

#[test]
#[rustfmt::skip]
fn sections_3_1_and_3_2_under_16_and_eligible() {
    let r = row;
    check(&[
        r("3.1 under 16", BORN, "2019-03-04.. C2", "", "", "2025-05-09", r#"{"status":"none","looked_after":true,"next_change":{"date":"2025-05-10","status":"eligible","duty_stage":null,"route":null}}"#),
        r("3.2 remand makes no difference", BORN, "2026-01-01.. J1 R5", "", "", "2026-06-01", r#"{"status":"eligible"}"#),
        r("3.2 in custody under an order", BORN, "2019-03-04.. C2 U4", "detained 2026-01-01..", "", "2026-06-01", r#"{"status":"eligible"}"#),
        r("3.2 under 91 days", BORN, "2026-06-01.. V2", "", "", "2026-06-30", r#"{"status":"none","looked_after":true,"qualifying_days":29,"next_change":{"date":"2026-08-31","status":"eligible","duty_stage":null,"route":null}}"#),
        r("3.2 never 91 before 18", BORN, "2027-03-01.. V2", "", "", "2027-04-01", r#"{"status":"none","next_change":{"date":"2027-05-10","status":"qualifying","duty_stage":null,"route":"looked_after"}}"#),
        r("3.2 the last day under 18", BORN, "2019-03-04.. C2", "", "", "2027-05-09", r#"{"status":"eligible"}"#),
    ]);
}

#[test]
#[rustfmt::skip]
fn section_3_3_relevant() {
    let r = row;
    check(&[
        r("3.3(a) left at 16", BORN, "2019-03-04..2025-05-11 C2", "", "", "2025-05-11", r#"{"status":"relevant"}"#),
        r("3.3(a) one eligible day, then a short last episode", BORN, "2024-01-01..2024-06-01 V2; 2025-06-01..2025-06-02 V2", "", "", "2025-07-01", r#"{"status":"relevant"}"#),
        r("3.3(a) the 91st day is the last", BORN, "2026-03-02..2026-06-01 V2", "", "", "2026-06-01", r#"{"status":"relevant","qualifying_days":91}"#),
        r("3.3(a) ninety days", BORN, "2026-03-02..2026-05-31 V2", "", "", "2026-06-01", r#"{"status":"qualifying","route":"looked_after","warnings_include":["borderline_13_weeks"]}"#),
        r("3.3 looked after again", BORN, "2019-03-04..2025-06-01 C2; 2026-06-01.. V2", "", "", "2026-07-01", r#"{"status":"eligible"}"#),
        r("3.3(b) in custody at 16 from care", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-01..2025-08-01", "", "2025-05-10", r#"{"status":"relevant","warnings_include":["sixteenth_birthday_while_detained"]}"#),
        r("3.3(b) also after release", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-01..2025-08-01", "", "2025-09-01", r#"{"status":"relevant"}"#),
        r("3.3(b) not yet at 15", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-01..2025-08-01", "", "2025-05-09", r#"{"status":"none","next_change":{"date":"2025-05-10","status":"relevant","duty_stage":null,"route":null},"warnings_include":["sixteenth_birthday_while_detained"]}"#),
        r("3.3(b) in hospital", BORN, "2024-12-01..2025-04-01 V2", "hospital 2025-04-01..2025-08-01", "", "2025-06-01", r#"{"status":"relevant"}"#),
        r("3.3(b) released on the birthday", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-01..2025-05-10", "", "2025-06-01", r#"{"status":"relevant"}"#),
        r("3.3(b) released the day before", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-01..2025-05-09", "", "2025-06-01", r#"{"status":"none"}"#),
        r("3.3(b) begun on the birthday", BORN, "2024-12-01..2025-05-09 V2", "detained 2025-05-10..2025-08-01", "", "2025-06-01", r#"{"status":"none"}"#),
        r("3.3(b) still running", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-01..", "", "2026-06-01", r#"{"status":"relevant"}"#),
        r("3.3(b) a gap of a day", BORN, "2024-12-01..2025-04-01 V2", "detained 2025-04-02..2025-08-01", "", "2025-06-01", r#"{"status":"none","confirm_include":["detention_gap"]}"#),
        r("3.3(b) ninety days before", BORN, "2025-01-01..2025-04-01 V2", "detained 2025-04-01..2025-08-01", "", "2025-06-01", r#"{"status":"none","confirm_include":[]}"#),
        r("3.3(b) days before 14 do not count", BORN, "2022-01-01..2023-05-10 V2; 2025-03-01..2025-04-01 V2", "detained 2025-04-01..2025-08-01", "", "2025-06-01", r#"{"status":"none"}"#),
        r("3.3(d) a series of stays is left out", BORN, "2024-09-01..2024-11-20 V2; 2025-03-18..2025-04-01 V3", "detained 2025-04-01..2025-08-01", "", "2025-06-01", r#"{"status":"none"}"#),
        r("3.3(d) not when one exceeded 28 days", BORN, "2024-09-01..2024-11-20 V2; 2025-03-18..2025-04-01 V3; 2022-01-01..2022-01-30 V3", "detained 2025-04-01..2025-08-01", "", "2025-06-01", r#"{"status":"relevant"}"#),
        r("3.3(d) twenty-eight are still within", BORN, "2024-09-01..2024-11-20 V2; 2025-03-18..2025-04-01 V3; 2022-01-01..2022-01-29 V3", "detained 2025-04-01..2025-08-01", "", "2025-06-01", r#"{"status":"none"}"#),
    ]);
}

#[test]
#[rustfmt::skip]
fn section_3_6_qualifying_by_every_route() {
    let r = row;
    let q = |route: &str| -> &'static str {
        Box::leak(format!(r#"{{"status":"qualifying","route":{route}}}"#).into_boxed_str())
    };
    let none = r#"{"status":"none","route":null}"#;
    let (sgo, cared, voluntary, home, health, fostering) = (
        q("\"special_guardianship\""),
        q("\"looked_after\""),
        q("\"voluntary_organisation\""),
        q("\"private_childrens_home\""),
        q("\"health_or_education\""),
        q("\"private_fostering\""),
    );
    check(&[
        r("3.6(1) directly from care", BORN, "2024-03-01..2024-09-01 C2", "special_guardianship 2024-09-01..", "", "2025-05-10", sgo),
        r("3.6(1) not under 16", BORN, "2024-03-01..2024-09-01 C2", "special_guardianship 2024-09-01..", "", "2025-05-09", none),
        r("3.6(1) a day between", BORN, "2024-03-01..2024-09-01 C2", "special_guardianship 2024-09-02..", "", "2025-05-10", none),
        r("3.6(1) from a short break", BORN, "2024-08-25..2024-09-01 V3", "special_guardianship 2024-09-01..", "", "2025-05-10", none),
        r("3.6(1) no longer in force at 17", BORN, "2024-03-01..2024-09-01 C2", "special_guardianship 2024-09-01..2026-01-01", "", "2026-01-01", none),
        r("3.6(1) in force on reaching 18", BORN, "2024-03-01..2024-09-01 C2", "special_guardianship 2024-09-01..2027-05-10", "", "2029-01-01", sgo),
        r("3.6(1) ended before 18", BORN, "2024-03-01..2024-09-01 C2", "special_guardianship 2024-09-01..2027-05-09", "", "2029-01-01", none),
        r("3.6(1) looked after on the day", BORN, "2024-03-01..2024-09-01 C2; 2026-11-01.. V2", "special_guardianship 2024-09-01..", "", "2026-11-22", r#"{"status":"eligible","route":null}"#),
        r("3.6(2) fewer than 91 days", BORN, "2026-01-01..2026-02-01 V2", "", "", "2026-11-22", cared),
        r("3.6(2) ended on the 16th birthday", BORN, "2025-04-10..2025-05-10 V2", "", "", "2025-06-01", cared),
        r("3.6(2) still looked after", BORN, "2026-11-01.. V2", "", "", "2026-11-22", none),
        r("3.6(2) short breaks included", BORN, "2026-01-01..2026-01-10 V3", "", "", "2026-11-22", r#"{"status":"qualifying","route":"looked_after","confirm_include":["short_breaks_and_section_24"]}"#),
        r("3.6(2) not on a short break", BORN, "2026-01-01..2026-01-10 V3; 2026-11-20..2026-11-25 V3", "", "", "2026-11-22", none),
        r("3.6(3) over", BORN, "", "voluntary_organisation 2025-01-01..2025-05-10", "", "2025-05-10", voluntary),
        r("3.6(3) over before 16", BORN, "", "voluntary_organisation 2025-01-01..2025-05-09", "", "2025-06-10", none),
        r("3.6(3) is no longer: still there", BORN, "", "voluntary_organisation 2025-01-01..", "", "2026-06-10", none),
        r("3.6(3) is no longer: planned end", BORN, "", "voluntary_organisation 2025-01-01..2026-09-01", "", "2026-08-31", none),
        r("3.6(3) still running at 18 is not over", BORN, "", "voluntary_organisation 2025-01-01..", "", "2028-06-10", none),
        r("3.6(4)", BORN, "", "private_childrens_home 2026-01-01..2026-01-02", "", "2026-01-02", home),
        r("3.6(4) begun at 18", BORN, "", "private_childrens_home 2027-05-10..2027-06-02", "", "2027-07-02", none),
        r("3.6(5) three months to the day", BORN, "", "health_accommodation 2025-03-10..2025-06-10", "", "2025-06-10", health),
        r("3.6(5) a day less", BORN, "", "health_accommodation 2025-03-10..2025-06-09", "", "2025-06-10", none),
        r("3.6(5) consecutive", BORN, "", "care_home 2025-03-10..2025-05-20; education_accommodation 2025-05-20..2025-08-01", "", "2025-09-10", none),
        r("3.6(5) in hospital", BORN, "", "hospital 2025-03-10..2025-08-10", "", "2025-09-10", health),
        r("3.6(5) three months before 18", BORN, "", "care_home 2027-03-01..2027-09-01", "", "2027-10-01", none),
        r("3.6(6) over", BORN, "", "private_fostering 2024-03-10..2025-08-10", "", "2025-09-10", r#"{"status":"qualifying","route":"private_fostering","confirm_include":["private_fostering_after_16"]}"#),
        r("3.6(6) still there at 17", BORN, "", "private_fostering 2024-03-10..", "", "2026-09-10", none),
        r("3.6(6) turned 18", BORN, "", "private_fostering 2024-03-10..", "", "2027-05-10", fostering),
        r("3.6 first route that fits", BORN, "2026-01-01..2026-02-01 V2", "special_guardianship 2026-02-01..; voluntary_organisation 2025-01-01..2025-06-10", "", "2026-11-22", sgo),
        r("3.6 the next route", BORN, "2026-01-01..2026-02-01 V2", "special_guardianship 2026-02-01..2027-01-01", "", "2026-11-22", r#"{"route":"special_guardianship","next_change":{"date":"2027-01-01","status":"qualifying","duty_stage":null,"route":"looked_after"}}"#),
        r("3.6 at 20", BORN, "2026-01-01..2026-02-01 V2", "", "", "2030-05-09", cared),
        r("3.6 at 21: none, remembered", BORN, "2026-01-01..2026-02-01 V2", "", r#"{"education":{"kind":"he","start":"2029-09-01"},"term_time_home_open_in_vacation":false}"#, "2030-05-10", r#"{"status":"none","route":null,"entitlements":{"qualifying_education_help":"entitled","vacation_accommodation":"entitled","qualifying_advice":"not_entitled"}}"#),
        r("3.6 remembered to 25", BORN, "2026-01-01..2026-02-01 V2", "", r#"{"education":{"kind":"he","start":"2029-09-01"},"term_time_home_open_in_vacation":false}"#, "2034-05-10", r#"{"status":"none","entitlements":{"qualifying_education_help":"not_entitled","vacation_accommodation":"not_entitled"}}"#),
        r("3.6 other routes are not remembered", BORN, "", "voluntary_organisation 2025-01-01..2025-06-10", r#"{"education":{"kind":"he","start":"2029-09-01"}}"#, "2031-05-10", r#"{"entitlements":{"qualifying_education_help":"not_entitled"}}"#),
        r("3.7 everything else", BORN, "2010-01-01..2011-01-01 C2", "", "", "2026-11-22", none),
        r("3.7 at 25", BORN, "2019-03-04.. C2", "", "", "2034-05-10", none),
    ]);
}

#[test]
#[rustfmt::skip]
fn sections_3_9_and_3_10_who_is_responsible_and_special_groups() {
    let r = row;
    check(&[
        r("3.9 the one running, the last listed", BORN, "2024-01-01.. C2 U4 One; 2024-02-01.. C2 U4 Other", "", "", "2026-11-22", r#"{"responsible_authority":"Other"}"#),
        r("3.9 the one that ended last", BORN, "2024-01-01..2026-06-01 C2 U4 One; 2025-02-01..2026-05-01 C2 U4 Other", "", "", "2026-11-22", r#"{"status":"relevant","responsible_authority":"One"}"#),
        r("3.9 by end, then start", BORN, "2025-02-01..2026-06-01 C2 U4 Other; 2024-01-01..2026-06-01 C2 U4 One", "", "", "2026-11-22", r#"{"responsible_authority":"Other"}"#),
        r("3.9 that record names none", BORN, "2024-01-01..2026-06-01 C2 U4; 2024-01-01..2025-06-01 C2 U4 One", "", "", "2026-11-22", r#"{"responsible_authority":null}"#),
        r("3.9 from ordinary records alone", BORN, "2024-01-01..2026-06-01 C2 U4 One; 2026-07-01..2026-07-08 V3 K2 Other", "", "", "2026-11-22", r#"{"responsible_authority":"One"}"#),
        r("3.9 no status, not looked after", BORN, "2020-01-01..2022-06-01 C2 U4 One", "", "", "2026-11-22", r#"{"status":"none","responsible_authority":null}"#),
        r("3.9 looked after without a status", BORN, "2026-11-01.. V2 U4 One", "", "", "2026-11-22", r#"{"status":"none","responsible_authority":"One"}"#),
        r("3.9 where the person is: not computed", BORN, "2020-01-01..2022-06-01 C2 U4 One", "voluntary_organisation 2025-01-01..2025-06-10", "", "2026-11-22", r#"{"status":"qualifying","responsible_authority":null}"#),
        r("3.9 after special guardianship", BORN, "2024-03-01..2024-09-01 C2 U4 One", "special_guardianship 2024-09-01..", "", "2026-11-22", r#"{"status":"qualifying","responsible_authority":"One"}"#),
        r("3.10 without recourse the adviser stays", BORN, "2025-12-01.. V2", "", r#"{"recourse_to_public_funds":false,"education":{"kind":"none"}}"#, "2028-11-22", r#"{"status":"former_relevant","entitlements":{"personal_adviser":"entitled","pathway_plan":"entitled","universal_credit":"not_entitled"}}"#),
        r("3.10 adopted before 16", BORN, "2019-03-04..2022-01-01 E1 A5", "adopted 2022-01-01..", "", "2026-11-22", r#"{"status":"none"}"#),
        r("3.10 adopted at 16: relevant for six months", BORN, "2019-03-04..2026-01-01 E1 A5", "adopted 2026-01-01..", "", "2026-06-30", r#"{"status":"relevant"}"#),
        r("3.10 adopted at 16: then not", BORN, "2019-03-04..2026-01-01 E1 A5", "adopted 2026-01-01..", "", "2026-07-01", r#"{"status":"qualifying","route":"looked_after"}"#),
    ]);
}
