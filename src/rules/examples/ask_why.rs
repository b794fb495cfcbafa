//! Why a person's standing is what it is, in words: `cargo run --example ask_why`.
#![allow(clippy::print_stdout, reason = "an example")]

use leaving_care_rules::{Law, Messages, Person, Subject, assess, day_count, explain};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let (law, messages) = (Law::england()?, Messages::english()?);
    let person: Person = serde_json::from_str(
        r#"{ "date_of_birth": "2009-05-10",
             "episodes": [{ "start": "2025-05-03", "end": "2025-08-09", "legal_status": "V2", "placement": "U6" }] }"#,
    )?;
    let day = "2026-11-22".parse()?;
    let answer = assess(law, &person, day);
    println!("{:?}, {:?} days", answer.status, answer.qualifying_days);
    let why = explain(law, messages, &person, day, Subject::Status, &Default::default());
    for line in why.lines {
        println!("  {} ({})", line.text, line.provision.as_deref().unwrap_or_default());
    }
    for id in
        ["setting_up_home_allowance", "universal_credit", "staying_put", "social_housing_no_local_connection"]
    {
        let Some(which) = law.find(id) else { continue };
        println!("{id}:");
        for line in
            explain(law, messages, &person, day, Subject::Entitlement(which), &Default::default()).lines
        {
            println!("  {} ({})", line.text, line.provision.as_deref().unwrap_or_default());
        }
    }
    for part in day_count(law, messages, &person, day).into_iter().flat_map(|count| count.parts) {
        println!("record {}: {} days. {}", part.record, part.days, part.because);
    }
    Ok(())
}
