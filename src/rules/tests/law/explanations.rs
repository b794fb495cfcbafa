//! What is said about every life is true of it: no sentence contradicts the answer it explains, and none contains a
//! word that only the machine knows.

use crate::agreement::for_all;
use crate::engine;
use crate::histories::{self, History};
use crate::reading_age::reading_age;
use leaving_care_rules::assessment::{Assessment, Outcome};
use leaving_care_rules::calendar::{Day, birthday};
use leaving_care_rules::entitlement::trace::{Recorded, Trace};
use leaving_care_rules::explain::{Line, PlainReasons};
use leaving_care_rules::years::Years;
use leaving_care_rules::{Messages, Person, Subject, assess, explain, plain_reasons, years};
use serde_json::Value;

/// One life with everything said about it.
struct Said {
    person: Person,
    answer: Assessment,
    reasons: PlainReasons,
}

fn said(history: &History) -> Said {
    let person: Person = serde_json::from_value(history.person.clone()).expect("a person");
    let as_of = history.as_of.parse().expect("a date");
    let messages = Messages::english().expect("the messages");
    let reasons = plain_reasons(engine::law(), messages, &person, as_of);
    let answer = assess(engine::law(), &person, as_of);
    Said { person, answer, reasons }
}

/// A word from the document or the language: letters joined by an underscore.
fn machine_word(text: &str) -> Option<&str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).find(|word| word.contains('_'))
}

fn no_machine_word(text: &str) -> Result<(), String> {
    match machine_word(text) {
        Some(word) => Err(format!("`{word}` in: {text}")),
        None if text.contains('…') || text.contains('{') => Err(format!("a gap in: {text}")),
        None => Ok(()),
    }
}

fn labels_are_words(trace: &Trace) -> Result<(), String> {
    if trace.label.is_empty() || trace.label.ends_with(' ') || trace.label.ends_with(':') {
        return Err(format!("nothing is said in: `{}`", trace.label));
    }
    // The templates make way for the law's own name: "s.23C(7)" is one, a key is not.
    no_machine_word(&trace.label)?;
    let key = trace.label.split_once('.').is_some_and(|(group, rest)| {
        !group.contains(' ') && group.len() > 2 && rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    });
    if key {
        return Err(format!("a key and no sentence: {}", trace.label));
    }
    // A joint of conditions ends in a colon; nothing else may be left open.
    let told = trace.told.replace("{name}", "Jay");
    no_machine_word(&told)?;
    let open = told.ends_with(' ') || told.contains("  ") || told.contains(": .");
    if open || (told.ends_with(':') && trace.children.is_empty()) {
        return Err(format!("nothing is told in: `{told}`"));
    }
    trace.children.iter().try_for_each(labels_are_words)
}

fn lines(reasons: &PlainReasons) -> impl Iterator<Item = &Line> {
    reasons.status.iter().chain(reasons.entitlements.iter().flatten())
}

#[test]
fn no_sentence_contains_a_machine_word() {
    for_all(50, histories::unknown_or_known(), |history| {
        lines(&said(history).reasons).try_for_each(|line| no_machine_word(&line.text))
    });
}

#[test]
fn no_branch_of_the_advisers_tree_contains_a_machine_word() {
    let explain_all = |history: &History| {
        let person: Person = serde_json::from_value(history.person.clone()).expect("a person");
        let as_of = history.as_of.parse().expect("a date");
        let messages = Messages::english().expect("the messages");
        let entitlements =
            engine::law().entitlements().iter().filter_map(|each| engine::law().find(&each.id));
        let subjects = std::iter::once(Subject::Status).chain(entitlements.map(Subject::Entitlement));
        for subject in subjects {
            let why = explain(engine::law(), messages, &person, as_of, subject, &Recorded::new());
            labels_are_words(&why.trace)?;
            why.lines.iter().try_for_each(|line| no_machine_word(&line.text))?;
        }
        Ok(())
    };
    for_all(500, histories::unknown_or_known(), explain_all);
    let document: Value = serde_json::from_str(crate::cases::PUBLIC).expect("the case document");
    for case in document["cases"].as_array().expect("a list of cases") {
        let as_of = case["as_of"].as_str().expect("a date").to_owned();
        let told = explain_all(&History { person: case["person"].clone(), as_of });
        assert_eq!(told, Ok(()), "{}", case["id"]);
    }
}

#[test]
fn every_line_of_a_rule_says_whether_it_decides_in_a_known_life() {
    for_all(50, histories::known(), |history| {
        let person: Person = serde_json::from_value(history.person.clone()).expect("a person");
        let as_of = history.as_of.parse().expect("a date");
        let messages = Messages::english().expect("the messages");
        for each in engine::law().entitlements() {
            let subject = Subject::Entitlement(engine::law().find(&each.id).expect("its place"));
            let why = explain(engine::law(), messages, &person, as_of, subject, &Recorded::new());
            if let Some(line) = why.trace.children.iter().find(|line| line.told.is_empty()) {
                return Err(format!("no sentence for: {}", line.label));
            }
        }
        Ok(())
    });
}

#[test]
fn no_plain_line_contradicts_the_answer() {
    for_all(20, histories::known(), |history| {
        let said = said(history);
        let years = years(engine::law(), &said.person, said.answer.as_of).expect("a birth date");
        for (place, lines) in said.reasons.entitlements.iter().enumerate() {
            let id = &engine::law().entitlements()[place].id;
            let told: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            consistent(&said, &years, place, lines)
                .map_err(|why| format!("{id}: {why}\n  {}", told.join("\n  ")))?;
        }
        Ok(())
    });
}

/// What excludes someone, said as a limit of the entitlement itself.
const LIMITS: [&str; 6] = [
    "reason.age_under",
    "reason.age_from",
    "reason.age_between",
    "reason.other_study",
    "reason.rule_not_started",
    "reason.rule_ended",
];

/// What is never given as a reason: the days in care, which are given with the status, and anything nobody asked.
const NEVER: [&str; 6] = [
    "care.enough_days",
    "care.too_few_days",
    "care.one_period",
    "care.since",
    "facts.parent.young.no",
    "facts.pregnant.young.no",
];

/// Sentences that can't both be true.
const OPPOSITES: [(&str, &str); 6] = [
    ("reason.in_care", "reason.not_in_care"),
    ("reason.studying", "reason.not_studying"),
    ("reason.studying", "reason.study_unknown"),
    ("reason.at_home", "reason.not_at_home"),
    ("reason.accommodated", "reason.not_accommodated"),
    ("reason.owed_then", "reason.not_owed_then"),
];

fn consistent(said: &Said, years: &Years, place: usize, lines: &[Line]) -> Result<(), String> {
    let outcome = said.answer.entitlements[place].outcome;
    let first = lines.first().map_or("", |line| line.key);
    let meant = match outcome {
        Outcome::Entitled => ["answer.entitled", "answer.entitled_until"],
        Outcome::NotEntitled => ["answer.not_entitled", "answer.not_entitled_instead"],
        Outcome::NeedsInformation => ["answer.needs_information"; 2],
        Outcome::Upcoming => ["answer.upcoming", "answer.upcoming_instead"],
    };
    if !meant.contains(&first) || lines.len() > 5 {
        return Err(format!("{outcome:?} is told by {first} in {} lines", lines.len()));
    }
    let has = |key: &str| lines.iter().any(|line| line.key == key);
    // Anyone who has to be asked is asked: there is always a question.
    if outcome == Outcome::NeedsInformation && !lines.iter().any(|line| line.text.ends_with('?')) {
        return Err("nothing is asked".to_owned());
    }
    if let Some(never) = NEVER.iter().find(|key| has(key)) {
        return Err(format!("{never} is told, which nobody asked"));
    }
    for (one, other) in OPPOSITES {
        if has(one) && has(other) {
            return Err(format!("{one} and {other}"));
        }
    }
    let in_care = said.answer.looked_after == Some(true);
    if has("reason.in_care") && !in_care || has("reason.not_in_care") && in_care {
        return Err(format!("in care: {in_care}"));
    }
    let kept_out = matches!(outcome, Outcome::NotEntitled | Outcome::Upcoming);
    for line in lines.iter().filter(|line| LIMITS.contains(&line.key)) {
        if !kept_out {
            return Err(format!("{outcome:?}, and {}", line.key));
        }
        true_of_every_day(said, years, place, line)?;
    }
    Ok(())
}

/// An age given as a limit really is one: the person is outside it, and on no day outside it are they entitled.
fn true_of_every_day(said: &Said, years: &Years, place: usize, line: &Line) -> Result<(), String> {
    let numbers: Vec<u8> = line
        .text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let (from, until) = match (line.key, numbers.as_slice()) {
        ("reason.age_under", [_, until]) => (0, *until),
        ("reason.age_from", [_, from]) => (*from, u8::MAX),
        ("reason.age_between", [_, from, last]) => (*from, *last + 1),
        _ => return Ok(()),
    };
    let born = said.person.date_of_birth.expect("a birth date");
    let from = if from == 0 { Day::BEGINNING } else { Day::of(birthday(born, from)) };
    let until = if until == u8::MAX { Day::END } else { Day::of(birthday(born, until)) };
    let today = Day::of(said.answer.as_of);
    if from <= today && today < until {
        return Err(format!("the age is within the limit: {}", line.text));
    }
    for (span, outcome) in years.entitlements[place].stretches() {
        let outside = span.start < from || span.end > until;
        if *outcome == Outcome::Entitled && outside {
            return Err(format!("entitled on {span:?}, which is outside: {}", line.text));
        }
    }
    Ok(())
}

#[test]
fn an_11_year_old_can_read_what_a_young_person_is_told() {
    for_all(50, histories::known(), |history| {
        let reasons = said(history).reasons;
        for lines in std::iter::once(&reasons.status).chain(&reasons.entitlements) {
            let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            let text = text.join(" ");
            if reading_age(&text) > 11.0 {
                return Err(format!("reading age {:.1}: {text}", reading_age(&text)));
            }
        }
        Ok(())
    });
}

#[test]
fn up_to_three_times_in_care_are_named_each_with_its_days() {
    let said = |dates: &[(&str, Option<&str>)]| {
        let episodes = dates.iter().map(|(start, end)| leaving_care_rules::person::Episode {
            start: start.parse().ok(),
            end: end.and_then(|end| end.parse().ok()),
            legal_status: Some(leaving_care_rules::person::LegalStatus::V2),
            ..Default::default()
        });
        let person = Person {
            date_of_birth: "2009-05-10".parse().ok(),
            episodes: Some(episodes.collect()),
            ..Default::default()
        };
        let messages = Messages::english().unwrap();
        let day = "2026-11-22".parse().unwrap();
        plain_reasons(engine::law(), messages, &person, day).status[0].text.clone()
    };
    assert_eq!(said(&[]), "We can't see your time in care yet. Tell us and we will look.");
    let two = [("2024-01-02", Some("2024-03-04")), ("2025-06-07", Some("2025-08-09"))];
    assert_eq!(
        said(&two),
        "You were in care 2 times: 2 January 2024 to 4 March 2024 and 7 June 2025 to 9 August 2025."
    );
    let three = [two[0], two[1], ("2026-10-11", None)];
    assert_eq!(
        said(&three),
        "You have been in care 3 times: 2 January 2024 to 4 March 2024, 7 June 2025 to 9 August 2025 and since 11 October 2026."
    );
    let four = [two[0], two[1], ("2026-01-02", Some("2026-02-03")), ("2026-04-05", Some("2026-06-07"))];
    assert_eq!(said(&four), "You were in care 4 times, from 2 January 2024 to 7 June 2026.");
}

#[test]
fn someone_who_only_had_short_breaks_is_not_told_that_there_is_no_record() {
    for (code, start, end) in [
        (leaving_care_rules::person::LegalStatus::V4, "2024-10-12", None),
        (leaving_care_rules::person::LegalStatus::V3, "2021-10-12", Some("2021-10-20")),
    ] {
        let episode = leaving_care_rules::person::Episode {
            start: start.parse().ok(),
            end: end.and_then(|end: &str| end.parse().ok()),
            legal_status: Some(code),
            ..Default::default()
        };
        let person = Person {
            date_of_birth: "2009-05-10".parse().ok(),
            episodes: Some(vec![episode]),
            ..Default::default()
        };
        let messages = Messages::english().unwrap();
        let lines = |day: &str| plain_reasons(engine::law(), messages, &person, day.parse().unwrap()).status;
        assert_eq!(
            lines("2026-11-22")[0].text,
            "You had short breaks in care. Short breaks count differently for this."
        );
        assert_eq!(
            lines("2021-10-11")[0].text,
            "We can't see your time in care yet. Tell us and we will look."
        );
    }
}

#[test]
fn what_a_rule_assumes_is_not_stated_as_a_fact() {
    let person = |continuing: &str| -> Person {
        serde_json::from_str(&format!(
            r#"{{"date_of_birth":"2007-05-10","episodes":[{{"start":"2019-03-04","legal_status":"C2"}}],"circumstances":{{"education":{{"kind":"fe_full_time","start":"2026-09-01"{continuing}}}}}}}"#
        ))
        .unwrap()
    };
    let which = engine::law().find("bursary_16_19").unwrap();
    let messages = Messages::english().unwrap();
    let lines = |person: &Person| {
        let all = plain_reasons(engine::law(), messages, person, "2026-11-22".parse().unwrap());
        all.entitlements[which.place()].iter().map(|line| line.key).collect::<Vec<_>>()
    };
    let told = lines(&person(r#","residential":false"#));
    assert!(!told.iter().any(|key| key.contains("he_bursary_paid")), "{told:?}");
    let said = lines(&person(r#","continuing":false"#));
    assert!(said.contains(&"facts.continuing.young.no"), "{said:?}");
}

#[test]
fn three_months_in_hospital_are_not_said_beside_a_time_in_care_that_is_missed() {
    let person: Person = serde_json::from_value(serde_json::json!({
        "date_of_birth": "2009-05-10",
        "episodes": [],
        "events": [{"type": "hospital", "start": "2025-06-01", "end": "2025-10-01"}],
    }))
    .unwrap();
    let messages = Messages::english().unwrap();
    let lines = plain_reasons(engine::law(), messages, &person, "2026-11-22".parse().unwrap()).status;
    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert!(text[0].contains("hospital"), "{text:?}");
    assert!(text.iter().all(|line| !line.contains("We can't see your time in care")), "{text:?}");
}
