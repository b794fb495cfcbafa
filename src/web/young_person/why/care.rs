//! The times in care as a picture. The lines next to it are the law's own: `leaving_care_rules::explain`.

use chrono::NaiveDate;
use leaving_care_rules::{
    Assessment,
    calendar::birthday,
    person::{LegalStatus, Person},
};
use serde::Serialize;

use crate::web::words::{Say, filters::weeks_and_days, says::young_person::care_line as said};

/// One time in care in the picture, in parts of 296.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct CareSpan {
    x: i64,
    width: i64,
}

/// The picture of the time in care from 14 to 18.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareLine {
    /// Its main point.
    caption: Say,
    /// All its facts.
    title: Vec<Say>,
    spans: Vec<CareSpan>,
    /// Where today is; 0 if it is outside.
    today: i64,
    /// The 14th birthday.
    first: NaiveDate,
    /// The 18th birthday.
    last: NaiveDate,
}

/// One unbroken time in care: from its first day until the day it ended, if it did and we know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    from: NaiveDate,
    until: Option<NaiveDate>,
    /// It is over, but nobody knows since when.
    end_unknown: bool,
}

/// The times in care, oldest first; adjacent records are one. Short breaks are not included.
fn runs(person: &Person) -> Vec<Run> {
    let mut all: Vec<Run> = person
        .episodes
        .iter()
        .flatten()
        .filter(|episode| !matches!(episode.legal_status, Some(LegalStatus::V3 | LegalStatus::V4)))
        .filter_map(|episode| {
            Some(Run { from: episode.start?, until: episode.end, end_unknown: episode.end_unknown })
        })
        .collect();
    all.sort_by_key(|run| run.from);
    all.into_iter().fold(Vec::new(), |mut joined: Vec<Run>, run| {
        match joined.last_mut() {
            Some(last) if last.until.is_none_or(|until| run.from <= until) => {
                let later = last.until.zip(run.until).map(|(one, other)| one.max(other));
                *last =
                    Run { from: last.from, until: later, end_unknown: last.end_unknown || run.end_unknown };
            }
            _ => joined.push(run),
        }
        joined
    })
}

/// "You were in care from 3 May 2021 to 21 March 2025."
fn in_words(run: &Run, today: NaiveDate) -> Say {
    let from = run.from.into();
    match run.until {
        Some(until) if until <= today => said::Run { from, until: until.into() }.into(),
        _ => said::Running { from }.into(),
    }
}

/// The picture from 14 to 18. `None` if no date of birth or no care is known.
pub fn picture(person: &Person, assessment: &Assessment, today: NaiveDate) -> Option<CareLine> {
    let born = person.date_of_birth?;
    let (first, last) = (birthday(born, 14), birthday(born, 18));
    let days = (last - first).num_days().max(1);
    // The line runs from 8 to 288 of 296.
    let place = |day: NaiveDate| 8 + (day.clamp(first, last) - first).num_days().saturating_mul(280) / days;
    let runs = runs(person);
    if runs.iter().any(|run| run.end_unknown) {
        return None;
    }
    let spans: Vec<CareSpan> = runs
        .iter()
        .filter(|run| run.from < last && run.until.is_none_or(|until| until > first) && run.from <= today)
        .map(|run| {
            let (x, end) = (place(run.from), place(run.until.unwrap_or(today).min(today)));
            CareSpan { x, width: (end - x).max(2) }
        })
        .collect();
    let counted = assessment.qualifying_days?;
    let length = weeks_and_days(i64::from(counted));
    let goes_on = runs.last().is_some_and(|run| run.until.is_none_or(|until| until > today));
    let caption = if counted < ENOUGH && goes_on && today < last {
        said::SoFar { length }.into()
    } else {
        said::Had { length }.into()
    };
    let title = said::Title { first: first.into(), last: last.into() }.into();
    let begun = runs.iter().filter(|run| run.from <= today).map(|run| in_words(run, today));
    (!spans.is_empty()).then(|| CareLine {
        caption,
        title: std::iter::once(title).chain(begun).collect(),
        spans,
        today: if (first..last).contains(&today) { place(today) } else { 0 },
        first,
        last,
    })
}

/// Thirteen weeks.
const ENOUGH: i32 = 91;
