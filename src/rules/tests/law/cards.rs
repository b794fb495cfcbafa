//! What a card says to one person: the lines that vary with who asks.

use crate::engine;
use chrono::NaiveDate;
use leaving_care_rules::messages::Messages;
use leaving_care_rules::{Person, assess, plain_reasons};
use serde_json::{Value, json};

const TODAY: &str = "2026-11-28";

fn person(born: &str, rest: &Value) -> Person {
    let mut person = json!({ "date_of_birth": born, "episodes": [], "events": [], "circumstances": {} });
    for (key, value) in rest.as_object().expect("an object") {
        person[key] = value.clone();
    }
    serde_json::from_value(person).expect("a person")
}

/// The lines of one card on a day, as one text.
fn card(person: &Person, id: &str, day: &str) -> String {
    let which = engine::law().find(id).expect("an entitlement");
    let day: NaiveDate = day.parse().expect("a day");
    let told = plain_reasons(engine::law(), Messages::english().expect("messages"), person, day);
    told.entitlements[which.place()].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// How they ask, in the words of the card.
fn ask(person: &Person, id: &str, day: &str) -> String {
    let which = engine::law().find(id).expect("an entitlement");
    let answer = assess(engine::law(), person, day.parse().expect("a day"));
    let answer = answer.entitlement(which).expect("an answer");
    engine::law().entitlements()[which.place()].how_to_ask(answer).to_owned()
}

/// In care until 18, and so former relevant from then on.
fn former_relevant(born: &str, circumstances: Value) -> Person {
    let care = json!([{ "start": "2014-06-01", "end": null, "legal_status": "C2", "placement": "U4" }]);
    person(born, &json!({ "episodes": care, "circumstances": circumstances }))
}

#[test]
fn where_the_fund_is_the_advice_papers_come_first() {
    let papers = "knows about papers";
    let adult = |circumstances| person("2000-06-15", &json!({ "circumstances": circumstances }));
    let unknown = adult(json!({ "needs_leave_to_stay": true }));
    assert!(card(&unknown, "exceptional_hardship", TODAY).contains(papers), "recourse not known");
    let recourse = adult(json!({ "needs_leave_to_stay": true, "recourse_to_public_funds": true }));
    assert!(!card(&recourse, "exceptional_hardship", TODAY).contains(papers), "public funds are allowed");
    let child = |circumstances| person("2009-06-15", &json!({ "circumstances": circumstances }));
    let no = child(json!({ "recourse_to_public_funds": false }));
    assert!(card(&no, "crisis_payment", TODAY).contains(papers), "under 18");
    assert!(!card(&child(json!({})), "crisis_payment", TODAY).contains(papers), "nothing known");
}

#[test]
fn section_20_leads_to_rights_also_for_who_may_lose_the_home() {
    for homeless in ["yes", "at_risk"] {
        let child = person("2009-06-15", &json!({ "circumstances": { "homeless": homeless } }));
        let said = card(&child, "accommodation_and_maintenance_u18", TODAY);
        assert!(said.contains("after 13 weeks"), "{homeless}: {said}");
    }
}

#[test]
fn who_was_housed_under_section_17_reads_that_the_time_may_count() {
    let status = |born: &str, from: &str, care: Value| {
        let housed = json!([{ "type": "section17_accommodation", "start": from, "end": "2025-12-01" }]);
        let person = person(born, &json!({ "events": housed, "episodes": care }));
        let messages = Messages::english().expect("messages");
        let told = plain_reasons(engine::law(), messages, &person, TODAY.parse().expect("a day")).status;
        told.iter().any(|line| line.key == "care.section_17")
    };
    let cared =
        json!([{ "start": "2014-06-01", "end": "2025-08-01", "legal_status": "C2", "placement": "U4" }]);
    assert!(status("2009-06-15", "2025-09-01", json!([])), "no care at all");
    assert!(!status("2009-06-15", "2025-09-01", cared), "relevant: it would change nothing");
    assert!(!status("2010-06-15", "2025-09-01", json!([])), "at 15");
    assert!(!status("2000-06-15", "2017-09-01", json!([])), "over 25");
}

#[test]
fn in_custody_a_home_is_asked_about_for_the_day_of_release() {
    let held = |circumstances: Value| {
        let custody = json!([{ "type": "detained", "start": "2026-10-01", "end": null }]);
        let person = person("2009-06-15", &json!({ "events": custody, "circumstances": circumstances }));
        card(&person, "accommodation_and_maintenance_u18", TODAY)
    };
    for known in [json!({}), json!({ "homeless": "yes" }), json!({ "homeless": "at_risk" })] {
        assert!(held(known.clone()).contains("the day you come out"), "{known}");
    }
    let free = person("2009-06-15", &json!({}));
    assert!(!card(&free, "accommodation_and_maintenance_u18", TODAY).contains("come out"));
}

#[test]
fn universal_credit_is_asked_for_when_each_person_can() {
    let at = |born: &str, circumstances: Value| {
        let person = person(born, &json!({ "circumstances": circumstances }));
        ask(&person, "universal_credit", TODAY)
    };
    let adult =
        at("2004-06-15", json!({ "recourse_to_public_funds": true, "education": { "kind": "none" } }));
    assert!(!adult.contains("18"), "{adult}");
    let parent = at("2009-06-15", json!({ "parent": true }));
    assert!(parent.contains("now") && !parent.contains("birthday") && !parent.contains("rent"), "{parent}");
    let cared = former_relevant("2009-06-15", json!({ "parent": true }));
    assert!(card(&cared, "universal_credit", TODAY).contains("nothing for rent"));
    let cared = ask(&cared, "universal_credit", TODAY);
    assert!(cared.contains("now") && !cared.contains("birthday"), "{cared}");
    let later = former_relevant(
        "2009-06-15",
        json!({ "parent": false, "limited_capability": false, "recourse_to_public_funds": true, "education": { "kind": "none" } }),
    );
    let later = ask(&later, "universal_credit", TODAY);
    assert!(later.contains("from your 18th birthday"), "{later}");
}

#[test]
fn nobody_is_sent_to_an_adviser_whom_the_law_does_not_give_them() {
    let never = person("2000-06-15", &json!({}));
    assert!(!ask(&never, "exceptional_hardship", TODAY).contains("adviser"));
    let young = former_relevant("2006-12-15", json!({}));
    assert!(ask(&young, "exceptional_hardship", TODAY).contains("Call your adviser"));
    let remanded = |status: &str| {
        person(
            "2009-06-15",
            &json!({
                "episodes": [{ "start": "2026-08-01", "end": "2026-10-01", "legal_status": status, "placement": "U4" }],
                "events": [{ "type": "detained", "start": "2026-10-01", "end": null }],
            }),
        )
    };
    let said = ask(&remanded("V2"), "custody_contact", TODAY);
    assert!(!said.contains("adviser") && !said.contains("leaving care"), "{said}");
    let cared = person(
        "2009-06-15",
        &json!({
            "episodes": [{ "start": "2014-06-01", "end": null, "legal_status": "C2", "placement": "R5" }],
            "events": [{ "type": "detained", "start": "2026-10-01", "end": null }],
        }),
    );
    assert!(ask(&cared, "custody_contact", TODAY).contains("adviser"));
}

#[test]
fn from_21_an_emergency_also_brings_an_adviser_back() {
    for circumstances in [json!({}), json!({ "recourse_to_public_funds": false })] {
        let former = former_relevant("2003-12-15", circumstances.clone());
        for day in ["2026-03-01", TODAY] {
            let said = card(&former, "exceptional_hardship", day);
            assert!(said.contains("adviser again"), "{circumstances} on {day}: {said}");
        }
    }
    let never = person("2003-12-15", &json!({}));
    assert!(!card(&never, "exceptional_hardship", TODAY).contains("adviser again"));
}

#[test]
fn what_begins_with_a_course_says_so() {
    let starts = |start: &str| {
        let course = json!({ "education": { "kind": "he", "start": start } });
        card(
            &person("2005-06-15", &json!({ "circumstances": course })),
            "council_tax_student_or_low_income",
            "2023-06-01",
        )
    };
    assert!(starts("2023-07-31").contains("Your course starts on 31 July 2023"), "{}", starts("2023-07-31"));
    assert!(!starts("2023-06-10").contains("Your course starts"), "before 18: the birthday decides");
}

#[test]
fn a_late_challenge_of_the_dwp_has_13_months() {
    for id in ["universal_credit", "pip", "carers_and_sure_start"] {
        let which = engine::law().find(id).expect("an entitlement");
        assert!(engine::law().entitlements()[which.place()].refused.contains("13 months"), "{id}");
    }
}
