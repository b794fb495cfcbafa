//! Whatever a document or a file of the law contains, reading it ends in an answer or a refusal, never in a
//! panic, and does not take long; and anything that can be read can be assessed.
//!
//! The repository's own files and documents are damaged byte by byte and word by word: two thousand of each kind in
//! every build; `HISTORIES=10000000 cargo test -p leaving-care-rules readers` tries two million.

use crate::{agreement, engine, histories};
use leaving_care_rules::Person;
use leaving_care_rules::entitlement::reading::LoadError;
use leaving_care_rules::json::Request;
use leaving_care_rules::{AssessmentLine, Law, assess};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// A change made to a text at some position.
#[derive(Clone, Debug)]
enum Harm {
    Cut(prop::sample::Index),
    Put(prop::sample::Index, &'static str),
    Byte(prop::sample::Index, u8),
    Word(prop::sample::Index, &'static str),
    Digit(prop::sample::Index, u8),
    Twice(prop::sample::Index, prop::sample::Index),
}

fn harms() -> impl Strategy<Value = Vec<Harm>> {
    let at = any::<prop::sample::Index>;
    let words = || {
        prop::sample::select(vec![
            "null",
            "-1",
            "1e309",
            "0000-00-00",
            "9999-12-31",
            "\"262143-12-31\"",
            "\"-262144-01-01\"",
            "{",
            "}",
            "[",
            "]]",
            "\"",
            "=",
            "\n",
            "#",
            "{ age = { from = 300 } }",
            "not = {",
            "99999999999999999999",
            "0.001",
            "true",
            "\"2024-02-29\"",
            "\"0001-01-01\"",
            "\u{feff}",
            "é",
            "until",
            "[[rule]]\n",
            "2026-02-30",
            "\"2026-11-22\"",
            "9223372036854775807",
            "unknown",
            "age",
            "eve_of_18",
        ])
    };
    let harm = prop_oneof![
        1 => at().prop_map(Harm::Cut),
        3 => (at(), words()).prop_map(|(at, word)| Harm::Put(at, word)),
        4 => (at(), words()).prop_map(|(at, word)| Harm::Word(at, word)),
        3 => (at(), b'0'..=b'9').prop_map(|(at, digit)| Harm::Digit(at, digit)),
        3 => (at(), any::<u8>()).prop_map(|(at, byte)| Harm::Byte(at, byte)),
        1 => (at(), at()).prop_map(|(one, other)| Harm::Twice(one, other)),
    ];
    prop::collection::vec(harm, 1..6)
}

fn harmed(text: &str, harms: &[Harm]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for harm in harms {
        if bytes.is_empty() {
            break;
        }
        match harm {
            Harm::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Harm::Put(at, word) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, word.bytes());
            }
            Harm::Byte(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Harm::Word(at, word) => {
                let words = words_of(&bytes);
                if !words.is_empty() {
                    bytes.splice(at.get(&words).clone(), word.bytes());
                }
            }
            Harm::Digit(at, digit) => {
                let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
                if !digits.is_empty() {
                    bytes[*at.get(&digits)] = *digit;
                }
            }
            Harm::Twice(one, other) => {
                let (one, other) = (one.index(bytes.len()), other.index(bytes.len()));
                let part = bytes[one.min(other)..one.max(other)].to_vec();
                bytes.splice(one..one, part);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where the words in a text are: whatever is between spaces, brackets, commas, colons and equals signs.
fn words_of(text: &[u8]) -> Vec<std::ops::Range<usize>> {
    let parts = |byte: &u8| b" \n{}[],:=".contains(byte);
    let mut words = Vec::new();
    let mut from = None;
    for (at, byte) in text.iter().enumerate() {
        match (from, parts(byte)) {
            (None, false) => from = Some(at),
            (Some(start), true) => {
                words.push(start..at);
                from = None;
            }
            _ => {}
        }
    }
    words.extend(from.map(|start| start..text.len()));
    words
}

/// The worked cases and random lives, as documents.
fn documents() -> impl Strategy<Value = String> {
    let all: serde_json::Value = serde_json::from_str(crate::cases::PUBLIC).expect("the case document");
    let document = |person: &serde_json::Value, as_of: &serde_json::Value| {
        serde_json::json!({ "id": "x", "person": person, "as_of": as_of }).to_string()
    };
    let cases = all["cases"].as_array().expect("a list of cases");
    let cases: Vec<String> = cases.iter().map(|case| document(&case["person"], &case["as_of"])).collect();
    prop_oneof![
        prop::sample::select(cases),
        histories::unknown().prop_map(move |history| document(&history.person, &history.as_of.into())),
    ]
}

/// Longer than any read may take, on the slowest machine.
const LONG: std::time::Duration = std::time::Duration::from_secs(20);

/// Each refusal names its file and a line of it.
fn with_lines(refused: &LoadError, name: &str, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(!refused.0.is_empty());
    for problem in &refused.0 {
        prop_assert!(!problem.what.is_empty());
        // A mistake may lie in what another file expects from this one.
        if problem.file == name {
            prop_assert!(problem.line >= 1 && problem.line <= text.lines().count() + 1, "{}", problem);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: agreement::share(5),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_document_of_any_bytes_is_read_or_refused(document in documents(), harms in harms()) {
        let text = harmed(&document, &harms);
        let began = std::time::Instant::now();
        match serde_json::from_str::<Request>(&text) {
            Ok(request) => {
                let answer = assess(engine::law(), &request.person, request.as_of);
                let line = AssessmentLine { id: &request.id, law: engine::law(), assessment: &answer };
                prop_assert!(serde_json::to_string(&line).is_ok());
            }
            Err(refused) => {
                prop_assert!(!refused.to_string().is_empty());
                prop_assert!(refused.line() >= 1);
            }
        }
        prop_assert!(began.elapsed() < LONG, "{}", text);
    }

    #[test]
    fn any_dates_can_be_assessed(
        days in prop::collection::vec(-1_000_000_i32..4_000_000, 6),
        history in histories::known(),
    ) {
        let date = |number: i32| chrono::NaiveDate::from_num_days_from_ce_opt(number).unwrap();
        let mut person: Person = serde_json::from_value(history.person).unwrap();
        person.date_of_birth = Some(date(days[0]));
        for (at, episode) in person.episodes.iter_mut().flatten().enumerate() {
            episode.start = Some(date(days[1 + at % 2]));
            episode.end = Some(date(days[3]));
        }
        for event in &mut person.events {
            event.end = Some(date(days[4]));
        }
        let answer = assess(engine::law(), &person, date(days[5]));
        prop_assert_eq!(answer.entitlements.len(), engine::law().entitlements().len());
    }

    #[test]
    fn a_catalogue_file_of_any_bytes_is_read_or_refused_with_its_line(
        which in any::<prop::sample::Index>(),
        harms in harms(),
    ) {
        let files = catalogue();
        let (name, text) = which.get(&files);
        let text = harmed(text, &harms);
        let figures = include_str!("../../figures.toml");
        let began = std::time::Instant::now();
        if let Err(refused) = Law::load([(name.as_str(), text.as_str())], ("figures.toml", figures)) {
            with_lines(&refused, name, &text)?;
        }
        prop_assert!(began.elapsed() < LONG, "{}", text);
    }

    #[test]
    fn a_local_offer_of_any_bytes_is_laid_over_the_law_or_refused(full in any::<bool>(), harms in harms()) {
        let offer = if full {
            include_str!("../../offers/stockton_riverside.toml")
        } else {
            include_str!("../../offers/empty.toml")
        };
        let text = harmed(offer, &harms);
        let began = std::time::Instant::now();
        match engine::law().with_offer("offer.toml", &text) {
            Ok(law) => {
                let person = Person { date_of_birth: Some("2007-05-10".parse().unwrap()), ..Person::default() };
                let answer = assess(&law, &person, "2026-11-22".parse().unwrap());
                prop_assert_eq!(answer.entitlements.len(), law.entitlements().len());
            }
            Err(refused) => with_lines(&refused, "offer.toml", &text)?,
        }
        prop_assert!(began.elapsed() < LONG, "{}", text);
    }

    #[test]
    fn sentences_of_any_bytes_are_read_or_refused(harms in harms()) {
        let text = harmed(include_str!("../../messages/en.toml"), &harms);
        if let Err(refused) = leaving_care_rules::Messages::load("messages/xx.toml", &text) {
            with_lines(&refused, "messages/xx.toml", &text)?;
        }
    }

    #[test]
    fn figures_of_any_bytes_are_read_or_refused(harms in harms()) {
        let text = harmed(include_str!("../../figures.toml"), &harms);
        if let Err(refused) = Law::load([], ("figures.toml", &text)) {
            with_lines(&refused, "figures.toml", &text)?;
        }
    }
}

/// The catalogue's files as they are in the repository.
fn catalogue() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| {
            let name = format!("catalogue/{}", path.file_name().unwrap().to_string_lossy());
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_first_and_the_last_day_there_are_can_be_assessed() {
    let [first, last] = [chrono::NaiveDate::MIN, chrono::NaiveDate::MAX];
    for born in [first, last] {
        for as_of in [first, last] {
            let episode = leaving_care_rules::person::Episode {
                start: Some(first),
                end: Some(last),
                legal_status: Some(leaving_care_rules::person::LegalStatus::V3),
                ..Default::default()
            };
            let person =
                Person { date_of_birth: Some(born), episodes: Some(vec![episode]), ..Person::default() };
            let answer = assess(engine::law(), &person, as_of);
            assert_eq!(answer.as_of, as_of);
        }
    }
}
