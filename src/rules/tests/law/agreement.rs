//! Engine and naive model on lives made at random. `HISTORIES=1000000 cargo test -p leaving-care-rules agree` tries a
//! million; every build tries ten thousand. A life on which they differ is shrunk to the smallest such life.

use crate::histories::{self, History, how_many};
use crate::{engine, naive};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

/// A share of the number of lives to try, and one at least.
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
        Ok(()) => {}
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
