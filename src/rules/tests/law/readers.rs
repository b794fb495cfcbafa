//! Whatever is written in a document or a file of the law, reading it ends in an answer or a refusal and never in a
//! panic; and what can be read can be assessed.

use crate::{agreement, engine, histories};
use leaving_care_rules::json::{Person, Request};
use leaving_care_rules::{AssessmentLine, Law, assess};
use proptest::prelude::*;

/// Something done to a text at some place.
#[derive(Clone, Debug)]
enum Harm {
    Cut(prop::sample::Index),
    Put(prop::sample::Index, &'static str),
    Byte(prop::sample::Index, u8),
    Twice(prop::sample::Index, prop::sample::Index),
}

fn harms() -> impl Strategy<Value = Vec<Harm>> {
    let at = any::<prop::sample::Index>;
    let words = vec![
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
    ];
    let harm = prop_oneof![
        1 => at().prop_map(Harm::Cut),
        4 => (at(), prop::sample::select(words)).prop_map(|(at, word)| Harm::Put(at, word)),
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
            Harm::Twice(one, other) => {
                let (one, other) = (one.index(bytes.len()), other.index(bytes.len()));
                let part = bytes[one.min(other)..one.max(other)].to_vec();
                bytes.splice(one..one, part);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: agreement::share(5),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_document_of_any_bytes_is_read_or_refused(history in histories::unknown(), harms in harms()) {
        let document = serde_json::json!({ "id": "x", "person": history.person, "as_of": history.as_of });
        let text = harmed(&document.to_string(), &harms);
        match serde_json::from_str::<Request>(&text) {
            Ok(request) => {
                let answer = assess(engine::law(), &request.person, request.as_of);
                let line = AssessmentLine { id: &request.id, law: engine::law(), assessment: &answer };
                prop_assert!(serde_json::to_string(&line).is_ok());
            }
            Err(refused) => prop_assert!(!refused.to_string().is_empty()),
        }
    }

    #[test]
    fn any_dates_at_all_can_be_assessed(
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
        if let Err(refused) = Law::load([(name.as_str(), text.as_str())], ("figures.toml", figures)) {
            prop_assert!(!refused.0.is_empty());
            for problem in refused.0 {
                prop_assert!(problem.line >= 1 && problem.line <= text.lines().count() + 1, "{}", problem);
            }
        }
    }

    #[test]
    fn figures_of_any_bytes_are_read_or_refused(harms in harms()) {
        let text = harmed(include_str!("../../figures.toml"), &harms);
        if let Err(refused) = Law::load([], ("figures.toml", &text)) {
            prop_assert!(!refused.0.is_empty());
        }
    }
}

/// The files of the catalogue as they lie in the repository.
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
            let episode = leaving_care_rules::json::Episode {
                start: Some(first),
                end: Some(last),
                legal_status: Some(leaving_care_rules::json::LegalStatus::V3),
                ..Default::default()
            };
            let person =
                Person { date_of_birth: Some(born), episodes: Some(vec![episode]), ..Person::default() };
            let answer = assess(engine::law(), &person, as_of);
            assert_eq!(answer.as_of, as_of);
        }
    }
}
