//! Sections 5 to 7: outcomes, the 57 numbers of the catalogue with kinds, amounts by date and state in law.

use super::{check, row};
use crate::engine;
use leaving_care_rules::assessment::{LawState, Outcome};
use leaving_care_rules::entitlement::outcome::Kind;
use leaving_care_rules::{Law, Person, assess};

const BORN: &str = "2009-05-10";
const CARE: &str = "2019-03-04.. C2 U4";

#[test]
#[rustfmt::skip]
fn section_5_upcoming_and_what_asks() {
    let r = row;
    check(&[
        r("5 upcoming on the first day", BORN, CARE, "", "", "2024-05-09", r#"{"entitlements":{"personal_adviser":"upcoming"},"upcoming_from":{"personal_adviser":"2025-05-10","setting_up_home_allowance":"2027-05-10"}}"#),
        r("5 what asks is never upcoming", BORN, CARE, "", "", "2024-05-09", r#"{"entitlements":{"apprenticeship_bursary":"needs_information"}}"#),
        r("5 not active before it begins", BORN, CARE, "", r#"{"education":{"kind":"he","start":"2028-09-01","course_years":3,"in_pathway_plan":true}}"#, "2028-08-31", r#"{"entitlements":{"he_bursary":"upcoming","education_assistance":"upcoming"},"upcoming_from":{"he_bursary":"2028-09-01"}}"#),
        r("5 active on its first day", BORN, CARE, "", r#"{"education":{"kind":"he","start":"2028-09-01","course_years":3,"in_pathway_plan":true}}"#, "2028-09-01", r#"{"entitlements":{"he_bursary":"entitled","education_assistance":"entitled"}}"#),
        r("5 not on its end", BORN, CARE, "", r#"{"education":{"kind":"he","start":"2028-09-01","end":"2029-07-01","course_years":3,"in_pathway_plan":true}}"#, "2029-07-01", r#"{"entitlements":{"he_bursary":"not_entitled","education_assistance":"not_entitled"}}"#),
    ]);
}

#[test]
#[rustfmt::skip]
fn section_6_exact_rules() {
    let r = row;
    let student = r#"{"education":{"kind":"he","start":"2028-09-01","course_years":3,"in_pathway_plan":true},"term_time_home_open_in_vacation":false,"recourse_to_public_funds":true}"#;
    check(&[
        r("6.1 to 6.3 eligible", BORN, CARE, "", "", "2026-01-01", r#"{"entitlements":{"personal_adviser":"entitled","pathway_plan":"entitled","needs_assessment":"entitled","accommodation_and_maintenance_u18":"entitled"}}"#),
        r("6.3 at 19 no assessment", BORN, CARE, "", "", "2028-06-01", r#"{"entitlements":{"personal_adviser":"entitled","needs_assessment":"not_entitled","accommodation_and_maintenance_u18":"not_entitled"}}"#),
        r("6.3 asked at 22", BORN, CARE, "", r#"{"support_request_date":"2031-06-01"}"#, "2031-06-01", r#"{"entitlements":{"needs_assessment":"entitled"}}"#),
        r("6.4 looked after at any age", BORN, CARE, "", "", "2020-01-01", r#"{"entitlements":{"accommodation_and_maintenance_u18":"entitled"}}"#),
        r("6.6 at 22 without telling", BORN, CARE, "", r#"{"education":{"kind":"fe_part_time","start":"2030-09-01"}}"#, "2031-06-01", r#"{"entitlements":{"education_assistance":"needs_information"}}"#),
        r("6.9 all received", BORN, CARE, "", r#"{"setting_up_home_paid":3000}"#, "2028-06-01", r#"{"entitlements":{"setting_up_home_allowance":"not_entitled"}}"#),
        r("6.9 part received", BORN, CARE, "", r#"{"setting_up_home_paid":2999.99}"#, "2028-06-01", r#"{"entitlements":{"setting_up_home_allowance":"entitled"}}"#),
        r("6.9 the old figure", "2003-05-10", "2010-01-01.. C2", "", r#"{"setting_up_home_paid":2000}"#, "2023-03-31", r#"{"entitlements":{"setting_up_home_allowance":"upcoming"},"upcoming_from":{"setting_up_home_allowance":"2023-04-01"}}"#),
        r("6.10 under two years", BORN, CARE, "", r#"{"education":{"kind":"he","start":"2028-09-01","course_years":1.9,"in_pathway_plan":true}}"#, "2028-09-01", r#"{"entitlements":{"he_bursary":"not_entitled"}}"#),
        r("6.10 unknown before under two years", BORN, CARE, "", r#"{"education":{"kind":"he","start":"2028-09-01","course_years":1}}"#, "2028-09-01", r#"{"entitlements":{"he_bursary":"needs_information"}}"#),
        r("6.10 paid", BORN, CARE, "", r#"{"he_bursary_paid":true,"education":{"kind":"he","start":"2028-09-01","course_years":3,"in_pathway_plan":true}}"#, "2028-09-01", r#"{"entitlements":{"he_bursary":"not_entitled"}}"#),
        r("6.10 at 21 without telling", BORN, CARE, "", r#"{"education":{"kind":"he","start":"2030-09-01","course_years":3,"in_pathway_plan":true}}"#, "2030-09-01", r#"{"entitlements":{"he_bursary":"needs_information"}}"#),
        r("6.13 home shut in the holidays", BORN, CARE, "", student, "2028-09-01", r#"{"entitlements":{"vacation_accommodation":"entitled"}}"#),
        r("6.13 part-time", BORN, CARE, "", r#"{"education":{"kind":"he","start":"2028-09-01","full_time":false},"term_time_home_open_in_vacation":false}"#, "2028-09-01", r#"{"entitlements":{"vacation_accommodation":"not_entitled"}}"#),
        r("6.13 residential college", BORN, CARE, "", r#"{"education":{"kind":"fe_full_time","start":"2028-09-01","residential":true},"term_time_home_open_in_vacation":false}"#, "2028-09-01", r#"{"entitlements":{"vacation_accommodation":"entitled"}}"#),
        r("6.14 in foster care on the eve", BORN, CARE, "", r#"{"staying_put":true}"#, "2027-05-10", r#"{"entitlements":{"staying_put":"entitled"}}"#),
        r("6.14 upcoming at 17", BORN, CARE, "", r#"{"staying_put":true}"#, "2027-05-09", r#"{"entitlements":{"staying_put":"upcoming"}}"#),
        r("6.14 at 21", BORN, CARE, "", r#"{"staying_put":true}"#, "2030-05-10", r#"{"entitlements":{"staying_put":"not_entitled"}}"#),
        r("6.14 in a children's home", BORN, "2019-03-04.. C2 K2", "", r#"{"staying_put":true}"#, "2027-05-10", r#"{"entitlements":{"staying_put":"not_entitled"}}"#),
        r("6.20 both", BORN, CARE, "", r#"{"council_tax_liable":true,"lives_in_responsible_area":true}"#, "2028-01-01", r#"{"entitlements":{"council_tax_discount":"entitled"}}"#),
        r("6.20 elsewhere: ask", BORN, CARE, "", r#"{"council_tax_liable":true,"lives_in_responsible_area":false}"#, "2028-01-01", r#"{"entitlements":{"council_tax_discount":"needs_information"}}"#),
        r("6.20 not liable", BORN, CARE, "", r#"{"council_tax_liable":false}"#, "2028-01-01", r#"{"entitlements":{"council_tax_discount":"not_entitled"}}"#),
        r("6.30 in care at 16", BORN, "2025-06-01.. V2", "", r#"{"education":{"kind":"sixth_form","start":"2025-09-01"}}"#, "2025-09-01", r#"{"status":"eligible","entitlements":{"bursary_16_19":"entitled"}}"#),
        r("6.30 home six months: still a care leaver", BORN, "2019-03-04..2025-06-01 C2", "returned_home:parent 2025-06-01..", r#"{"education":{"kind":"sixth_form","start":"2025-09-01"}}"#, "2026-01-01", r#"{"status":"qualifying","entitlements":{"bursary_16_19":"entitled"}}"#),
        r("6.30 19 on 31 August", "2009-08-31", "2019-03-04.. C2", "", r#"{"education":{"kind":"fe_full_time","start":"2026-09-01"}}"#, "2028-09-01", r#"{"entitlements":{"bursary_16_19":"not_entitled"}}"#),
        r("6.30 31 August itself is the year before", "2009-08-31", "2019-03-04.. C2", "", r#"{"education":{"kind":"fe_full_time","start":"2026-09-01"}}"#, "2028-08-31", r#"{"entitlements":{"bursary_16_19":"entitled"}}"#),
        r("6.30 continuing", "2007-08-31", "2019-03-04.. C2", "", r#"{"education":{"kind":"fe_full_time","start":"2025-09-01","continuing":true}}"#, "2027-09-01", r#"{"entitlements":{"bursary_16_19":"entitled"}}"#),
        r("6.31 the day before 25", "2001-05-10", "2010-01-01.. C2", "", r#"{"education":{"kind":"apprenticeship","start":"2026-05-09"}}"#, "2026-11-22", r#"{"status":"none","entitlements":{"apprenticeship_bursary":"entitled"}}"#),
        r("6.31 on the 25th birthday", "2001-05-10", "2010-01-01.. C2", "", r#"{"education":{"kind":"apprenticeship","start":"2026-05-10"}}"#, "2026-11-22", r#"{"entitlements":{"apprenticeship_bursary":"not_entitled"}}"#),
        r("6.31 before August 2018", "2000-05-10", "2010-01-01.. C2", "", r#"{"education":{"kind":"apprenticeship","start":"2018-07-31"}}"#, "2018-11-22", r#"{"entitlements":{"apprenticeship_bursary":"not_entitled"}}"#),
        r("6.31 no status on the first day", BORN, "2026-10-01.. V2", "", r#"{"education":{"kind":"apprenticeship","start":"2026-09-01"}}"#, "2027-04-22", r#"{"status":"eligible","entitlements":{"apprenticeship_bursary":"not_entitled"}}"#),
        r("6.38 at 17, parent", BORN, CARE, "", r#"{"parent":true}"#, "2026-01-01", r#"{"entitlements":{"universal_credit":"entitled"}}"#),
        r("6.38 at 17, neither", BORN, CARE, "", r#"{"parent":false,"limited_capability":false}"#, "2026-01-01", r#"{"entitlements":{"universal_credit":"not_entitled"}}"#),
        r("6.38 at 17, one unknown", BORN, CARE, "", r#"{"parent":false}"#, "2026-01-01", r#"{"entitlements":{"universal_credit":"needs_information"}}"#),
        r("6.38 at 19 at university", BORN, CARE, "", student, "2028-09-01", r#"{"entitlements":{"universal_credit":"needs_information"}}"#),
        r("6.38 at 21 on a course begun before", BORN, CARE, "", r#"{"education":{"kind":"fe_full_time","start":"2030-05-09"},"recourse_to_public_funds":true}"#, "2031-05-09", r#"{"entitlements":{"universal_credit":"entitled"}}"#),
        r("6.38 at 22 on that course", BORN, CARE, "", r#"{"education":{"kind":"fe_full_time","start":"2030-05-09"},"recourse_to_public_funds":true}"#, "2031-05-10", r#"{"entitlements":{"universal_credit":"needs_information"}}"#),
        r("6.39 22 before 31 May 2021", "1999-05-10", "2010-01-01.. C2", "", r#"{"privately_renting":true}"#, "2021-05-30", r#"{"entitlements":{"sar_exemption":"needs_information"}}"#),
        r("6.39 to 25 from then", "1999-05-10", "2010-01-01.. C2", "", r#"{"privately_renting":true}"#, "2024-05-09", r#"{"entitlements":{"sar_exemption":"entitled"}}"#),
        r("6.39 home for six months does not matter", BORN, "2019-03-04..2026-06-01 C2", "returned_home:parent 2026-06-01..", r#"{"privately_renting":true}"#, "2028-05-09", r#"{"status":"qualifying","entitlements":{"sar_exemption":"entitled"}}"#),
        r("6.44 at 19 after care", BORN, "2026-01-01..2026-01-10 V2", "", "", "2028-05-09", r#"{"entitlements":{"priority_need":"entitled"}}"#),
        r("6.44 relevant student", BORN, CARE, "", student, "2028-09-01", r#"{"entitlements":{"priority_need":"needs_information"}}"#),
        r("6.44 special guardianship alone", BORN, "2024-03-01..2024-09-01 C2", "special_guardianship 2024-09-01..", "", "2028-05-09", r#"{"entitlements":{"priority_need":"needs_information"}}"#),
        r("6.44 at 17 in care", BORN, "2026-11-01.. V2", "", "", "2026-11-22", r#"{"status":"none","entitlements":{"priority_need":"upcoming"}}"#),
        r("6.47 the day before", "2005-05-10", "2010-01-01.. C2", "", "", "2025-07-09", r#"{"entitlements":{"social_housing_no_local_connection":"upcoming"},"upcoming_from":{"social_housing_no_local_connection":"2025-07-10"}}"#),
        r("6.49 pregnant", BORN, "", "", r#"{"pregnant":true}"#, "2030-11-22", r#"{"entitlements":{"free_prescriptions":"entitled"}}"#),
        r("6.49 18 and at college", BORN, "", "", r#"{"education":{"kind":"fe_full_time"}}"#, "2028-05-09", r#"{"entitlements":{"free_prescriptions":"entitled"}}"#),
        r("6.49 19 and at college", BORN, "", "", r#"{"education":{"kind":"fe_full_time"}}"#, "2028-05-10", r#"{"entitlements":{"free_prescriptions":"needs_information"}}"#),
    ]);
}

/// The amount of an entitlement for someone with these circumstances on a day.
fn amount(id: &str, born: &'static str, circumstances: &'static str, as_of: &'static str) -> Option<i64> {
    let person: Person =
        serde_json::from_value(row("6", born, "2010-01-01.. C2 U4", "", circumstances, as_of, "{}").person())
            .unwrap();
    let which = engine::law().find(id).expect("an id of the catalogue");
    assess(engine::law(), &person, as_of.parse().unwrap()).entitlements[which.place()].amount_pence
}

#[test]
#[rustfmt::skip]
fn section_6_amounts_by_date() {
    let apprentice = |start: &str| -> &'static str {
        Box::leak(
            format!(r#"{{"education":{{"kind":"apprenticeship","start":"{start}"}}}}"#).into_boxed_str(),
        )
    };
    let free = r#"{"education":{"kind":"none"},"recourse_to_public_funds":true}"#;
    let table: &[(&str, &'static str, &'static str, &'static str, Option<i64>)] = &[
        ("setting_up_home_allowance", "2003-05-10", "", "2023-03-31", Some(200_000)),
        ("setting_up_home_allowance", "2003-05-10", "", "2023-04-01", Some(300_000)),
        // Upcoming money is the amount on the day it starts.
        ("setting_up_home_allowance", "2006-05-10", "", "2023-03-31", Some(300_000)),
        ("he_bursary", "2005-05-10", r#"{"education":{"kind":"he","start":"2024-09-01","course_years":3,"in_pathway_plan":true}}"#, "2024-11-22", Some(200_000)),
        ("bursary_16_19", "2009-05-10", r#"{"education":{"kind":"sixth_form","start":"2026-09-01"}}"#, "2026-11-22", Some(120_000)),
        ("apprenticeship_bursary", "2000-05-10", apprentice("2018-08-01"), "2018-11-22", Some(100_000)),
        ("apprenticeship_bursary", "2003-05-10", apprentice("2023-07-31"), "2023-11-22", Some(100_000)),
        ("apprenticeship_bursary", "2003-05-10", apprentice("2023-08-01"), "2023-11-22", Some(300_000)),
        ("care_to_learn", "2008-05-10", r#"{"parent":true,"education":{"kind":"fe_full_time","start":"2026-09-01"}}"#, "2026-11-22", Some(18_000)),
        ("universal_credit", "2005-05-10", free, "2025-01-10", Some(31_168)),
        ("universal_credit", "2005-05-10", free, "2026-01-10", Some(31_698)),
        ("universal_credit", "2005-05-10", free, "2026-11-22", Some(33_858)),
        ("universal_credit", "1999-01-10", free, "2025-01-09", Some(39_345)),
        ("universal_credit", "1999-01-10", free, "2026-01-10", Some(40_014)),
        ("universal_credit", "1999-01-10", free, "2026-11-22", Some(42_490)),
        ("universal_credit", "2001-11-23", free, "2026-11-22", Some(33_858)),
        ("universal_credit", "2001-11-22", free, "2026-11-22", Some(42_490)),
        ("junior_isa", "2009-05-10", "", "2026-11-22", Some(20_000)),
        ("carers_and_sure_start", "2005-05-10", r#"{"pregnant":true}"#, "2026-11-22", Some(50_000)),
        ("personal_adviser", "2005-05-10", "", "2026-11-22", None),
    ];
    for (id, born, circumstances, as_of, pence) in table {
        assert_eq!(amount(id, born, circumstances, as_of), *pence, "{id} on {as_of}");
    }
}

/// What an answer asks for, for someone looked after until 18.
fn asked(
    law: &Law,
    id: &str,
    born: &'static str,
    circumstances: &'static str,
    as_of: &'static str,
) -> Vec<String> {
    let person: Person =
        serde_json::from_value(row("6", born, "2010-01-01.. C2 U4", "", circumstances, as_of, "{}").person())
            .unwrap();
    let which = law.find(id).expect("an id of the catalogue");
    let needs = &assess(law, &person, as_of.parse().unwrap()).entitlements[which.place()].needs;
    needs.iter().map(|need| serde_json::to_value(need).unwrap().as_str().unwrap().to_owned()).collect()
}

#[test]
#[rustfmt::skip]
fn section_5_an_answer_asks_for_the_unknown_facts_of_its_line_and_no_others() {
    let table: &[(&str, &'static str, &'static str, &'static str, &[&str])] = &[
        ("staying_put", "2007-05-10", "", "2026-11-22", &["staying_put"]),
        ("staying_put", "2007-05-10", r#"{"staying_put":true}"#, "2026-11-22", &[]),
        ("he_bursary", "2006-05-10", "", "2026-11-22", &["education"]),
        ("he_bursary", "2006-05-10", r#"{"education":{"kind":"he","start":"2024-09-01"}}"#, "2026-11-22", &["education.in_pathway_plan", "education.course_years"]),
        ("he_bursary", "2006-05-10", r#"{"education":{"kind":"he","start":"2024-09-01","in_pathway_plan":true}}"#, "2026-11-22", &["education.course_years"]),
        ("he_bursary", "2006-05-10", r#"{"education":{"kind":"he","start":"2024-09-01","course_years":3}}"#, "2026-11-22", &["education.in_pathway_plan"]),
        ("apprenticeship_bursary", "2006-05-10", r#"{"education":{"kind":"apprenticeship"}}"#, "2026-11-22", &["education.start"]),
        ("council_tax_discount", "2006-05-10", "", "2026-11-22", &["council_tax_liable", "lives_in_responsible_area"]),
        ("council_tax_discount", "2006-05-10", r#"{"lives_in_responsible_area":true}"#, "2026-11-22", &["council_tax_liable"]),
        ("universal_credit", "2006-05-10", "", "2026-11-22", &["recourse_to_public_funds", "education"]),
        ("universal_credit", "2006-05-10", r#"{"recourse_to_public_funds":true}"#, "2026-11-22", &["education"]),
        ("vacation_accommodation", "2006-05-10", r#"{"education":{"kind":"he","start":"2024-09-01"}}"#, "2026-11-22", &["term_time_home_open_in_vacation"]),
        ("free_eye_test", "2006-05-10", "", "2026-11-22", &["benefits_or_low_income"]),
    ];
    for (id, born, circumstances, as_of, needs) in table {
        assert_eq!(asked(engine::law(), id, born, circumstances, as_of), *needs, "{id} {circumstances}");
    }
}

/// A law with one entry, `staying_put`, whose rule has one condition.
pub fn with_rule(when: &str, then: &str) -> Law {
    let entry = include_str!("../../../catalogue/staying_put.toml");
    let (head, _) = entry.split_once("[[rule]]").unwrap();
    let head: String =
        head.lines().filter(|line| !line.starts_with("instead")).map(|line| format!("{line}\n")).collect();
    let rule =
        format!("{head}[[rule]]\nwhen = {when}\nthen = \"{then}\"\n[[rule]]\nthen = \"not_entitled\"\n");
    let figures = ("figures.toml", include_str!("../../../figures.toml"));
    Law::load([("catalogue/staying_put.toml", rule.as_str())], figures).unwrap()
}

#[test]
fn the_length_of_a_course_in_years_can_be_a_condition() {
    let law = with_rule("{ course_years = { at_least = 2 } }", "entitled");
    for (years, outcome) in [(1.5, Outcome::NotEntitled), (2.0, Outcome::Entitled), (3.0, Outcome::Entitled)]
    {
        let person: Person = serde_json::from_value(serde_json::json!({
            "date_of_birth": "2006-05-10", "episodes": [],
            "circumstances": { "education": { "kind": "he", "course_years": years } },
        }))
        .unwrap();
        assert_eq!(
            assess(&law, &person, "2026-11-22".parse().unwrap()).entitlements[0].outcome,
            outcome,
            "{years}"
        );
    }
}

#[test]
fn an_age_far_above_25_works_like_any_other_and_nobody_reaches_128() {
    let outcome = |when: &str, as_of: &str| {
        let person = Person {
            date_of_birth: "2006-05-10".parse().ok(),
            episodes: Some(Vec::new()),
            ..Person::default()
        };
        assess(&with_rule(when, "entitled"), &person, as_of.parse().unwrap()).entitlements[0].outcome
    };
    for (age, eve, day) in [
        (31, "2037-05-09", "2037-05-10"),
        (32, "2038-05-09", "2038-05-10"),
        (127, "2133-05-09", "2133-05-10"),
    ] {
        let when = format!("{{ age = {{ from = {age} }} }}");
        assert_eq!(outcome(&when, eve), Outcome::NotEntitled, "the eve of {age}");
        assert_eq!(outcome(&when, day), Outcome::Entitled, "{age}");
    }
    assert_eq!(outcome("{ age = { from = 128 } }", "2190-01-01"), Outcome::NotEntitled);
    assert_eq!(outcome("{ age = { from = 16, until = 128 } }", "2190-01-01"), Outcome::Entitled);
}

#[test]
fn section_5_unknown_is_a_test_however_deeply_nested() {
    for when in [
        r#"{ not = { not = { parent = "unknown" } } }"#,
        r#"{ ever = { parent = "unknown" } }"#,
        r#"{ ended = { what = { looked_after = "yes" }, while = { parent = "unknown" } } }"#,
        r#"{ ended = { what = { looked_after = "yes", parent = "unknown" }, while = { parent = "unknown" } } }"#,
        r#"{ parent = "unknown", not = { pregnant = "yes" } }"#,
        r#"{ as_on = { day = "eve_of_18", that = { parent = "unknown" } } }"#,
        r#"{ any = [{ all = [{ parent = "unknown" }, { age = { from = 16 } }] }, { parent = "unknown" }] }"#,
    ] {
        let law = with_rule(when, "needs_information");
        assert_eq!(asked(&law, "staying_put", "2006-05-10", "", "2026-11-22"), ["parent"], "{when}");
        let known = r#"{"parent":false}"#;
        assert!(asked(&law, "staying_put", "2006-05-10", known, "2026-11-22").is_empty(), "{when}");
    }
}

#[test]
#[rustfmt::skip]
fn section_6_kinds_and_state_in_law() {
    use Kind::{Duty, Local, OtherBody, Power};
    let kinds: &[(u8, Kind)] = &[
        (1, Duty),
        (2, Duty),
        (3, Duty),
        (4, Duty),
        (5, Duty),
        (6, Duty),
        (7, Duty),
        (8, Duty),
        (9, Power),
        (10, Duty),
        (11, Power),
        (12, Duty),
        (13, Duty),
        (14, Duty),
        (15, Local),
        (16, Duty),
        (17, Duty),
        (18, Duty),
        (19, Local),
        (20, Local),
        (21, Local),
        (22, Duty),
        (23, Local),
        (24, Local),
        (25, Local),
        (26, Power),
        (27, Duty),
        (28, Local),
        (29, Local),
        (30, OtherBody),
        (31, OtherBody),
        (32, OtherBody),
        (33, OtherBody),
        (34, Duty),
        (35, OtherBody),
        (36, OtherBody),
        (37, Duty),
        (38, OtherBody),
        (39, OtherBody),
        (40, OtherBody),
        (41, OtherBody),
        (42, OtherBody),
        (43, OtherBody),
        (44, OtherBody),
        (45, OtherBody),
        (46, OtherBody),
        (47, OtherBody),
        (48, OtherBody),
        (49, OtherBody),
        (50, OtherBody),
        (51, OtherBody),
        (52, Duty),
        (53, Duty),
        (54, OtherBody),
        (55, OtherBody),
        (56, OtherBody),
        (57, OtherBody),
        (58, OtherBody),
        (59, OtherBody),
        (60, OtherBody),
        (61, OtherBody),
        (62, Duty),
        (63, Duty),
        (64, OtherBody),
        (65, OtherBody),
        (66, OtherBody),
        (67, Duty),
        (68, Duty),
        (69, OtherBody),
        (70, OtherBody),
    ];
    assert_eq!(kinds.len(), 70);
    let person: Person =
        serde_json::from_value(row("6", BORN, CARE, "", "", "2028-11-22", "{}").person()).unwrap();
    let answer = assess(engine::law(), &person, "2028-11-22".parse().unwrap());
    for (entry, told) in engine::law().entitlements().iter().zip(&answer.entitlements) {
        let number = entry.number.expect("a number");
        let (_, kind) = kinds[usize::from(number) - 1];
        assert_eq!(entry.kind, kind, "6.{number} {}", entry.id);
        // Passed and not in force: CWSA 2026 ss.7 and 9.
        let waits = matches!(number, 15 | 46);
        let state = match number {
            // Discretionary housing payments ended in England on 31 March 2026.
            48 => LawState::Repealed,
            _ if waits => LawState::PassedNotInForce,
            _ => LawState::InForce,
        };
        assert_eq!(told.state, state, "6.{number} {}", entry.id);
    }
}

/// The cards whose conditions the specification states in words: who has them, and who does not.
#[test]
#[rustfmt::skip]
fn section_6_cards() {
    let told = |born: &'static str,
                care: &'static str,
                events: &'static str,
                circumstances: &'static str,
                as_of: &str,
                id: &str| {
        let person = row("6", born, care, events, circumstances, "", "{}").person();
        engine::answer(&person, as_of)["entitlements"][id].as_str().expect("an outcome").to_owned()
    };
    let day = "2026-11-22";
    let (teen, adult, over_21) = ("2009-05-10", "2007-05-10", "2004-05-10");
    let left = "2019-03-04..2025-06-01 C2 U4";
    let table: &[(&'static str, &'static str, &'static str, &'static str, &str, &str)] = &[
        (teen, left, "", "", "keep_in_touch", "entitled"),
        (adult, CARE, "", "", "keep_in_touch", "entitled"),
        (over_21, "2015-01-01.. C2", "", "", "keep_in_touch", "not_entitled"),
        (adult, CARE, "", "", "employment_assistance", "entitled"),
        (over_21, "2015-01-01.. C2", "", "", "employment_assistance", "not_entitled"),
        (teen, "2026-01-01..2026-02-01 V2", "", "", "employment_assistance", "entitled"),
        (teen, "", "voluntary_organisation 2025-01-01..2025-06-10", "", "employment_assistance", "not_entitled"),
        (adult, CARE, "", "", "other_welfare_assistance", "entitled"),
        (teen, CARE, "", "", "other_welfare_assistance", "upcoming"),
        (over_21, "2015-01-01.. C2", "", "", "staying_close", "needs_information"),
        (teen, "2026-01-01..2026-02-01 V2", "", "", "local_offer", "entitled"),
        (teen, "", "", "", "local_offer", "not_entitled"),
        (teen, "2026-11-01.. V2", "", "", "independent_advocacy", "entitled"),
        (teen, "", "", "", "records_access", "entitled"),
        (teen, CARE, "", "", "identity_documents", "entitled"),
        (over_21, "2015-01-01.. C2", "detained 2026-11-01..", "", "custody_contact", "entitled"),
        (over_21, "2015-01-01.. C2", "", "", "custody_contact", "not_entitled"),
        (adult, CARE, "", r#"{"education":{"kind":"he","start":"2026-09-01"}}"#, "student_finance_independent", "entitled"),
        (adult, CARE, "", r#"{"education":{"kind":"he","start":"2026-09-01"}}"#, "university_bursaries", "needs_information"),
        (teen, "", "", r#"{"ehcp":true}"#, "ehc_plan", "entitled"),
        (teen, "", "", r#"{"parent":true,"education":{"kind":"he","start":"2026-09-01"}}"#, "care_to_learn", "not_entitled"),
        (teen, "", "", r#"{"education":{"kind":"fe_full_time","start":"2026-09-01"}}"#, "free_meals_fe", "needs_information"),
        (teen, CARE, "", "", "virtual_school_and_pep", "entitled"),
        (adult, CARE, "", "", "virtual_school_and_pep", "not_entitled"),
        (adult, CARE, "", "", "homeless_local_connection", "entitled"),
        (over_21, "2015-01-01.. C2", "", "", "homeless_local_connection", "not_entitled"),
        (over_21, "2015-01-01.. C2", "", "", "not_intentionally_homeless", "needs_information"),
        (teen, "", "", "", "free_dental", "entitled"),
        (adult, CARE, "", "", "free_eye_test", "needs_information"),
        (teen, CARE, "", "", "health_assessments_and_passport", "entitled"),
        (teen, CARE, "", "", "transition_to_adult_care", "needs_information"),
        (teen, "2019-03-04..2020-03-05 C2", "", "", "junior_isa", "needs_information"),
        ("2002-09-01", "2014-03-04..2015-03-05 C2", "", "", "junior_isa", "needs_information"),
        ("2011-01-02", "2014-03-04..2015-03-05 C2", "", "", "junior_isa", "needs_information"),
        ("2011-01-03", "2014-03-04..2015-03-05 C2", "", "", "junior_isa", "entitled"),
        ("2011-01-03", "2014-03-04..2015-03-03 C2", "", "", "junior_isa", "not_entitled"),
        ("2002-08-31", "2014-03-04..2015-03-05 C2", "", "", "junior_isa", "needs_information"),
        (teen, "2019-03-04..2020-03-03 C2", "", "", "junior_isa", "not_entitled"),
        ("2005-05-10", "2019-03-04..2021-05-10 C2", "", r#"{"education":{"kind":"he","start":"2024-09-01"}}"#, "university_bursaries", "needs_information"),
        // Any time in care will do.
        ("2005-05-10", "2019-03-04..2021-05-09 C2", "", r#"{"education":{"kind":"he","start":"2024-09-01"}}"#, "university_bursaries", "needs_information"),
        ("2005-05-10", "", "", r#"{"education":{"kind":"he","start":"2024-09-01"}}"#, "university_bursaries", "not_entitled"),
        ("2006-05-10", CARE, "", r#"{"parent":true,"education":{"kind":"fe_full_time","start":"2026-05-09"}}"#, "care_to_learn", "entitled"),
        ("2006-05-10", CARE, "", r#"{"parent":true,"education":{"kind":"fe_full_time","start":"2026-05-10"}}"#, "care_to_learn", "not_entitled"),
        (teen, CARE, "", "", "immigration_fee_help", "needs_information"),
        (adult, CARE, "", r#"{"needs_leave_to_stay":false}"#, "immigration_fee_help", "not_entitled"),
        (teen, CARE, "", r#"{"needs_leave_to_stay":true}"#, "immigration_fee_help", "entitled"),
        (adult, CARE, "", "", "civil_service_internship", "needs_information"),
        (adult, "", "", "", "civil_service_internship", "not_entitled"),
    ];
    for (born, care, events, circumstances, id, outcome) in table {
        assert_eq!(
            told(born, care, events, circumstances, day, id),
            *outcome,
            "{id}: {born} {care} {events} {circumstances}"
        );
    }
}
