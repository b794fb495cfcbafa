//! What the law calls somebody, and what is missing where it can't say.

use leaving_care_rules::assessment::{Fact, Status};
use serde::Serialize;

use super::thing::{Asked, asked};
use crate::{
    usecases::young_person::see_own_pages::Own,
    web::words::{Say, says::young_person::called as said},
};

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

/// What is missing for the status, where something is. What returns that are not loaded would settle is not asked of them.
pub fn unknown(own: &Own) -> Option<Vec<Asked>> {
    (own.assessment.status == Status::NeedsInformation).then(|| ask_for(own, &own.assessment.missing))
}

/// The questions to this person that would settle an answer.
pub fn ask_for(own: &Own, facts: &[Fact]) -> Vec<Asked> {
    let loaded = |fact: &&Fact| own.years_wanted.is_empty() || **fact != Fact::Episodes;
    asked(&facts.iter().filter(loaded).cloned().collect::<Vec<_>>())
}

/// Years of their care that are not here yet, as people say them: "2022 to 2025".
pub fn years(own: &Own) -> Option<Say> {
    let (first, last) = (own.years_wanted.first()?, own.years_wanted.last()?);
    let (from, until) = (year_of(first.first_day()), year_of(last.next().first_day()));
    Some(said::Years { from: &from, until: &until }.into())
}

fn year_of(day: chrono::NaiveDate) -> String {
    day.format("%Y").to_string()
}
