//! What a card says to one person: the lines that vary with who asks.

use crate::engine;
use chrono::NaiveDate;
use leaving_care_rules::messages::Messages;
use leaving_care_rules::{Person, plain_reasons};
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
