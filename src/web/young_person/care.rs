//! The times in care as a picture. The lines beside it are the law's own: `leaving_care_rules::explain`.

use super::{
    super::says::say,
    pages::{CareLine, CareSpan},
};
use crate::web::words;
use chrono::NaiveDate;
use leaving_care_rules::{
    Assessment,
    calendar::birthday,
    person::{LegalStatus, Person},
};

/// One unbroken time in care: from its first day until the day it ended, if it did and we know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    from: NaiveDate,
    until: Option<NaiveDate>,
    /// It is over, and nobody knows since when.
    end_unknown: bool,
}

/// The times in care, oldest first; records that touch are one. Short breaks are not among them.
#[must_use]
pub fn runs(person: &Person) -> Vec<Run> {
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

/// Thirteen weeks.
const ENOUGH: i32 = 91;

fn length(days: i32) -> String {
    words::weeks_and_days(i64::from(days))
}

fn care_words(run: &Run, today: NaiveDate) -> String {
    let from = words::full_day(run.from);
    match run.until {
        Some(until) if until <= today => {
            say("care_line.run", &[("from", &from), ("until", &words::full_day(until))])
        }
        _ => say("care_line.running", &[("from", &from)]),
    }
}

/// The picture from 14 to 18. None where no date of birth or no care is known.
#[must_use]
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
    let key = if counted >= ENOUGH { "care_line.caption_enough" } else { "care_line.caption_short" };
    let said: Vec<String> =
        runs.iter().filter(|run| run.from <= today).map(|run| care_words(run, today) + ".").collect();
    let said = if said.is_empty() { say("care_line.title_none", &[]) } else { said.join(" ") };
    (!spans.is_empty()).then(|| CareLine {
        caption: say(key, &[("length", &length(counted))]),
        title: say(
            "care_line.title",
            &[("first", &words::full_day(first)), ("last", &words::full_day(last)), ("spans", &said)],
        ),
        spans,
        today: if (first..last).contains(&today) { place(today) } else { 0 },
        first: month(first),
        last: month(last),
    })
}

fn month(day: NaiveDate) -> String {
    day.format("%B %Y").to_string()
}
