//! The engine and the naive model on random lives: three thousand in every build and, by hand with
//! `HISTORIES=1000000 cargo nextest run -p leaving-care-rules agreement --no-capture`, a million. Half are lives of
//! every kind, a fifth short breaks, a fifth comings and goings, a tenth lives with unknown facts. Each test prints
//! how many it tried. A life on which the two differ is shrunk to the smallest such life.

use crate::histories::{self, History, how_many};
use crate::{engine, naive};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

/// A share of the number of lives to try, at least one.
pub fn share(of: u32) -> u32 {
    (how_many() / of).max(1)
}

/// Tries a share of the histories of one kind.
pub fn for_all(
    share: u32,
    histories: impl Strategy<Value = History>,
    test: impl Fn(&History) -> Result<(), String>,
) {
    let config = Config {
        cases: self::share(share),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let outcome =
        TestRunner::new(config).run(&histories, |history| test(&history).map_err(TestCaseError::fail));
    match outcome {
        // Shown with `--no-capture`: the count of a long run.
        Ok(()) => println!("{} lives without a difference", self::share(share)),
        Err(TestError::Fail(why, history)) => panic!(
            "{why}\n  on {}\n  of {}",
            history.as_of,
            serde_json::to_string(&history.person).expect("JSON")
        ),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

fn agree(history: &History) -> Result<(), String> {
    let naive = naive::answer(&history.person, &history.as_of);
    let engine = engine::answer(&history.person, &history.as_of);
    let differences = engine::differences(&naive, &engine);
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n  ")) }
}

#[test]
fn engine_and_model_agree_on_lives_of_every_kind() {
    for_all(2, histories::known(), agree);
}

#[test]
fn engine_and_model_agree_on_short_breaks() {
    for_all(5, histories::short_breaks(), agree);
}

#[test]
fn engine_and_model_agree_on_comings_and_goings() {
    for_all(5, histories::comings_and_goings(), agree);
}

#[test]
fn engine_and_model_agree_where_facts_are_not_known() {
    for_all(10, histories::unknown(), agree);
}

/// A stay whose first day is not known starts, at the earliest, on the last day that is *recorded* of the stay before it, even
/// where another council took that one over and it may run on. From birth instead, it turned a short break into years in care.
#[test]
fn an_unknown_first_day_reaches_back_to_a_recorded_end_that_may_run_on_elsewhere() {
    let person = serde_json::json!({
        "circumstances": {"ehcp": true},
        "date_of_birth": "2000-01-01",
        "episodes": [
            {"start": "2013-01-01", "end": null, "legal_status": "V2", "placement": "U4"},
            {"start": "2017-01-01", "end": "2017-01-02", "legal_status": "V3", "placement": "K2", "reason_ended": "E3"},
            {"start": null, "end": "2014-01-02", "legal_status": "V3", "placement": "K2", "reason_ended": "E8"},
        ],
        "events": [{"type": "special_guardianship", "start": "2013-01-01", "end": null}],
    });
    agree(&History { person, as_of: "2018-01-01".to_owned() }).unwrap();
}

/// A variant without the model's own mark that care which another council took over runs on there: no document says that. What
/// is left is care that runs on, of which both must say the same; who owes it then is compared where the whole life is.
fn as_a_document_says_it(mut variant: serde_json::Value) -> serde_json::Value {
    for episode in variant["episodes"].as_array_mut().into_iter().flatten() {
        if let Some(episode) = episode.as_object_mut() {
            episode.remove("runs_on_elsewhere");
        }
    }
    variant
}

/// 3.8, each variant by itself: whatever extremes stand for the unknown facts, both say the same of that life.
#[test]
fn engine_and_model_agree_on_every_variant_of_what_is_not_known() {
    for_all(50, histories::unknown(), |history| {
        for variant in naive::variants(&history.person, &history.as_of) {
            agree(&History { person: as_a_document_says_it(variant), as_of: history.as_of.clone() })?;
        }
        Ok(())
    });
}
