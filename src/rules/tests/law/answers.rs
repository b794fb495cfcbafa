//! Cases from the import, put to `assess`: misspelt codes, a degree past 25, custody counted from the
//! remand or from the sentence, money from before an amount was raised.

use crate::engine;
use leaving_care_rules::Person;
use serde_json::{Value, json};

/// Kit, born 1 May 2008, in care to 18 with this placement and this reason for leaving.
fn kit(placement: &str, reason: &str) -> Value {
    json!({
        "date_of_birth": "2008-05-01",
        "episodes": [{ "start": "2020-01-01", "end": "2026-05-01", "legal_status": "C2", "placement": placement,
            "reason_ended": reason }],
        "circumstances": { "staying_put": true },
    })
}

#[test]
fn kits_foster_home_in_lowercase_or_in_words_is_refused_and_codes_from_every_year_are_read() {
    for (placement, reason) in
        [("u4", "E8"), ("Foster", "E8"), ("U7", "E8"), ("", "E8"), ("U4", "e8"), ("U4", "Other")]
    {
        let refused = serde_json::from_value::<Person>(kit(placement, reason)).unwrap_err().to_string();
        assert!(refused.contains("unknown variant"), "{placement} {reason}: {refused}");
    }
    for (placement, reason) in
        [("U4", "E8"), ("H5", "E43"), ("P2", "E44"), ("Z1", "E17"), ("Z13", "E4A"), ("K3", "X1")]
    {
        assert!(serde_json::from_value::<Person>(kit(placement, reason)).is_ok(), "{placement} {reason}");
    }
    let answer = engine::line(&kit("U4", "E8"), "2026-11-23");
    assert_eq!(answer["entitlements"]["staying_put"]["outcome"], "entitled");
}

/// Nia, born 10 November 2000, in care to 18, on a long degree begun at 20.
fn nia(in_plan: bool, start: &str, end: &str) -> Value {
    json!({
        "date_of_birth": "2000-11-10",
        "episodes": [{ "start": "2015-06-01", "end": "2018-11-10", "legal_status": "V2", "placement": "U4" }],
        "circumstances": { "education": { "kind": "he", "start": start, "end": end, "in_pathway_plan": in_plan,
            "course_years": 6 } },
    })
}

fn has(list: &Value, word: &str) -> bool {
    list.as_array().unwrap().iter().any(|each| each == word)
}

#[test]
fn nias_planned_degree_past_25_is_asked_about_and_she_is_warned_beforehand() {
    let past = engine::line(&nia(true, "2021-09-20", "2027-07-01"), "2026-11-23");
    assert_eq!(past["status"], "none");
    assert_eq!(past["entitlements"]["education_assistance"]["outcome"], "needs_information");
    assert!(has(&past["confirm"], "education_after_25"), "{}", past["confirm"]);
    let before = engine::line(&nia(true, "2021-09-20", "2027-07-01"), "2025-09-01");
    assert!(has(&before["warnings"], "education_after_25"), "{}", before["warnings"]);
    for (in_plan, start, end, as_of) in [
        // Not in the plan; started at 21; over; too early to warn.
        (false, "2021-09-20", "2027-07-01", "2026-11-23"),
        (true, "2021-11-10", "2027-07-01", "2026-11-23"),
        (true, "2021-09-20", "2026-07-01", "2026-11-23"),
        (true, "2021-09-20", "2027-07-01", "2025-05-01"),
        (true, "2021-09-20", "2025-11-10", "2025-09-01"),
    ] {
        let answer = engine::line(&nia(in_plan, start, end), as_of);
        assert!(!has(&answer["confirm"], "education_after_25"), "{in_plan} {start} {end} {as_of}");
        assert!(!has(&answer["warnings"], "education_after_25"), "{in_plan} {start} {end} {as_of}");
    }
}

#[test]
fn reeces_custody_after_a_remand_has_a_code_whichever_day_it_is_recorded_from() {
    let reece = |code: &str, custody: &str| {
        json!({
            "date_of_birth": "2009-05-01",
            "episodes": [{ "start": "2024-11-01", "end": "2025-02-10", "legal_status": code, "placement": "R5",
                "reason_ended": "E9" }],
            "events": [{ "type": "detained", "start": custody, "end": null }],
        })
    };
    for custody in ["2024-11-01", "2025-02-10", "2024-12-24"] {
        let answer = engine::line(&reece("J1", custody), "2026-11-23");
        assert!(has(&answer["confirm"], "detention_remand_or_sentence"), "{custody}: {}", answer["confirm"]);
    }
    let section_20 = engine::line(&reece("V2", "2025-02-10"), "2026-11-23");
    assert_eq!(section_20["status"], "relevant");
    assert!(!has(&section_20["confirm"], "detention_remand_or_sentence"));
}

#[test]
fn mo_who_had_2000_pounds_before_the_sum_was_raised_has_1000_left_and_never_3000() {
    let mo = |paid: f64| {
        json!({
            "date_of_birth": "2004-04-01",
            "episodes": [{ "start": "2016-01-01", "end": "2022-04-01", "legal_status": "V2", "placement": "U4" }],
            "circumstances": { "setting_up_home_paid": paid },
        })
    };
    for (paid, as_of, outcome, left) in [
        (2000.0, "2026-11-23", "entitled", json!(100_000)),
        (1250.5, "2026-11-23", "entitled", json!(174_950)),
        (0.0, "2026-11-23", "entitled", json!(300_000)),
        (3000.0, "2026-11-23", "not_entitled", json!(null)),
        (1250.5, "2022-11-23", "entitled", json!(74_950)),
    ] {
        let answer = &engine::line(&mo(paid), as_of)["entitlements"]["setting_up_home_allowance"];
        assert_eq!(
            (&answer["outcome"], &answer["amount_pence"]),
            (&json!(outcome), &left),
            "{paid} on {as_of}"
        );
    }
}

#[test]
fn ade_taken_over_by_another_council_needs_to_know_what_happened_to_the_care() {
    let ade = |then: Value| {
        let mut episodes = vec![json!({ "start": "2023-01-01", "end": "2025-03-01", "legal_status": "C2",
            "reason_ended": "E3", "authority": "Northbeck" })];
        episodes.extend(then.as_array().cloned().unwrap_or_default());
        json!({ "date_of_birth": "2009-05-10", "episodes": episodes })
    };
    let open = engine::line(&ade(json!([])), "2026-11-23");
    assert_eq!(
        (open["status"].clone(), &open["missing"]),
        (json!("needs_information"), &json!(["episodes[0].taken_over"]))
    );
    assert_eq!((&open["owed_by"], &open["responsible_authority"]), (&json!(null), &json!(null)));
    let went_on = json!([{ "start": "2025-03-01", "legal_status": "C2", "authority": "Wansfell" }]);
    let known = engine::line(&ade(went_on), "2026-11-23");
    assert_eq!((known["status"].clone(), &known["owed_by"]), (json!("eligible"), &json!("authority")));
    assert_eq!(known["responsible_authority"], "Wansfell");
}

/// What is, or comes with, public funds: somebody whose papers may not allow them must not be told "yours" and nothing else.
/// Money that the council owes in an emergency under the Children Act is none.
const PUBLIC_FUNDS: [&str; 8] = [
    "universal_credit",
    "sar_exemption",
    "housing_payment",
    "crisis_payment",
    "dhp",
    "housing_benefit_supported",
    "pip",
    "student_finance_independent",
];

#[test]
fn nothing_that_hangs_on_papers_is_promised_without_a_word_about_them() {
    let messages = leaving_care_rules::Messages::english().unwrap();
    for born in ["2006-05-01", "2009-09-01"] {
        for (papers, child) in [
            (json!({ "needs_leave_to_stay": true }), true),
            (json!({ "recourse_to_public_funds": false }), false),
            (json!({ "needs_leave_to_stay": true, "leave_to_remain_ends": "2026-12-20" }), true),
        ] {
            let mut circumstances = json!({
                "parent": child, "limited_capability": true, "gets_rent_help": true, "privately_renting": true,
                "education": { "kind": "he", "start": "2026-09-01", "full_time": false },
            });
            circumstances.as_object_mut().unwrap().extend(papers.as_object().unwrap().clone());
            let person = json!({
                "date_of_birth": born,
                "episodes": [{ "start": "2018-01-01", "legal_status": "C2" }],
                "circumstances": circumstances,
            });
            let person: Person = serde_json::from_value(person).unwrap();
            let day = "2026-11-23".parse().unwrap();
            let answers = leaving_care_rules::assess(engine::law(), &person, day);
            let told = leaving_care_rules::plain_reasons(engine::law(), messages, &person, day);
            for id in PUBLIC_FUNDS {
                let place = engine::law().find(id).unwrap().place();
                if answers.entitlements[place].outcome != leaving_care_rules::assessment::Outcome::Entitled {
                    continue;
                }
                let lines: String = told.entitlements[place].iter().map(|line| line.text.as_str()).collect();
                assert!(lines.contains("papers"), "{id} for somebody born {born} with {papers}: {lines}");
            }
        }
    }
}
