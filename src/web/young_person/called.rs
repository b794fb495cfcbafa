//! What the law calls somebody, and what is missing where it can't say.

use leaving_care_rules::{Assessment, assessment::Status};
use serde::Serialize;

use super::thing::questions;
use crate::web::words::{Say, says::young_person::called as said};

/// The law's term for someone's status, and what it means.
#[derive(Debug, Clone, Serialize)]
pub struct Called {
    /// "former relevant child"; `None` where there is no term.
    pub word: Option<Say>,
    pub meaning: Say,
}

impl From<Status> for Called {
    fn from(status: Status) -> Self {
        let (word, meaning) = match status {
            Status::None => (None, said::None.into()),
            Status::Eligible => (Some(said::word::Eligible.into()), said::Eligible.into()),
            Status::Relevant => (Some(said::word::Relevant.into()), said::Relevant.into()),
            Status::FormerRelevant => (Some(said::word::FormerRelevant.into()), said::FormerRelevant.into()),
            Status::FormerRelevantEducation => {
                (Some(said::word::FormerRelevantEducation.into()), said::FormerRelevantEducation.into())
            }
            Status::Qualifying => (Some(said::word::Qualifying.into()), said::Qualifying.into()),
            Status::NeedsInformation => (None, said::NeedsInformation.into()),
        };
        Self { word, meaning }
    }
}

/// What is missing for the status, where something is.
pub fn unknown(assessment: &Assessment) -> Option<Vec<Say>> {
    (assessment.status == Status::NeedsInformation).then(|| questions(&assessment.missing))
}
