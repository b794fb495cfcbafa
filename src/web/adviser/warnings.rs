//! What the rules warn about, each with what to do.

use leaving_care_rules::assessment::{Assessment, Flag as _};
use serde::Serialize;

use crate::web::{law_words, words::Say};

#[derive(Debug, Clone, Serialize)]
pub struct Warned {
    id: String,
    heading: Say,
    line: Say,
    /// The care history has the days it is about.
    about_care: bool,
}

/// In the order of the rules.
#[must_use]
pub fn of(assessment: &Assessment) -> Vec<Warned> {
    let about_care =
        |code: &str| ["discharge", "13_weeks", "short_breaks", "16"].iter().any(|word| code.contains(word));
    assessment
        .warnings
        .iter()
        .map(|warning| {
            let (heading, line) = law_words::warning(warning, assessment);
            let code = warning.code();
            Warned { id: code.replace('_', "-"), heading, line, about_care: about_care(code) }
        })
        .collect()
}
