//! What the rules warn about, each with what to do.

use leaving_care_rules::assessment::{Flag as _, Warning};
use onward_domain::due::What;
use serde::Serialize;

use crate::{
    usecases::adviser::Answered,
    web::{law_words, words::Say},
};

#[derive(Debug, Clone, Serialize)]
pub struct Warned {
    id: String,
    heading: Say,
    line: Say,
    /// The care history has the days it is about.
    about_care: bool,
}

/// In the order of the rules. Of an assessment of which nothing was ever recorded here, it is not said that it is overdue.
#[must_use]
pub fn of(one: &Answered) -> Vec<Warned> {
    let assessment = &one.assessment;
    let late = one.due.iter().any(|due| due.what == What::Assessment);
    let about_care =
        |code: &str| ["discharge", "13_weeks", "short_breaks", "16"].iter().any(|word| code.contains(word));
    assessment
        .warnings
        .iter()
        .filter(|warning| *warning != Warning::AssessmentOverdue || late)
        .map(|warning| {
            let (heading, line) = law_words::warning(warning, assessment);
            let code = warning.code();
            Warned { id: code.replace('_', "-"), heading, line, about_care: about_care(code) }
        })
        .collect()
}
