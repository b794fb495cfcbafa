//! The times in care, as lines and as a picture.

use super::{
    pages::{CareLine, CareSpan, WhyLine},
    says::{counted, say},
};
use crate::web::words;
use chrono::NaiveDate;
use leaving_care_rules::{
    Assessment,
    calendar::birthday,
    json::{LegalStatus, Person},
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
        .filter_map(|episode| Some(Run { from: episode.start?, until: episode.end, end_unknown: episode.end_unknown }))
        .collect();
    all.sort_by_key(|run| run.from);
    all.into_iter().fold(Vec::new(), |mut joined: Vec<Run>, run| {
        match joined.last_mut() {
            Some(last) if last.until.is_none_or(|until| run.from <= until) => {
                let later = last.until.zip(run.until).map(|(one, other)| one.max(other));
                *last = Run { from: last.from, until: later, end_unknown: last.end_unknown || run.end_unknown };
            }
            _ => joined.push(run),
        }
        joined
    })
}

/// The lines about care: the last time, how many before it, how long they are together, and 16 and 18.
#[must_use]
pub fn lines(person: &Person, assessment: &Assessment, today: NaiveDate) -> Vec<WhyLine> {
    let Some(born) = person.date_of_birth else { return Vec::new() };
    let runs: Vec<Run> = runs(person).into_iter().filter(|run| run.from <= today).collect();
    let mut lines = Vec::new();
    let record = say("why.source_record", &[]);
    let settled = |words: String, source: &str, law: &str| WhyLine { state: "done", words, source: source.to_owned(), law: law.to_owned() };
    match runs.last() {
        Some(last) => lines.push(settled(care_words(last, today), &record, "")),
        None if person.episodes.is_some() => lines.push(settled(say("why.care_never", &[]), &record, "")),
        None => {}
    }
    if runs.len() > 1 {
        let before = runs.len().saturating_sub(1);
        lines.push(settled(counted("why.care_earlier_one", "why.care_earlier_many", before), &record, ""));
    }
    if let Some(days) = assessment.qualifying_days.filter(|days| *days > 0) {
        let key = if days >= ENOUGH { "why.weeks_enough" } else { "why.weeks_short" };
        lines.push(settled(say(key, &[("length", &length(days))]), &say("why.source_counted", &[]), "Children Act 1989, Schedule 2, paragraph 19B"));
    }
    lines.extend(birthday_lines(born, &runs, today));
    lines
}

/// Thirteen weeks.
const ENOUGH: i32 = 91;

fn length(days: i32) -> String {
    words::weeks_and_days(i64::from(days))
}

fn care_words(run: &Run, today: NaiveDate) -> String {
    let from = words::full_day(run.from);
    match run.until {
        Some(until) if until <= today => say("why.care_run", &[("from", &from), ("until", &words::full_day(until))]),
        None if run.end_unknown => say("why.care_unknown_end", &[("from", &from)]),
        _ => say("why.care_running", &[("from", &from)]),
    }
}

fn birthday_lines(born: NaiveDate, runs: &[Run], today: NaiveDate) -> Vec<WhyLine> {
    let source = say("why.source_birth", &[]);
    let line = |key: &str, day: NaiveDate, law: &str| WhyLine {
        state: if day <= today { "done" } else { "next" },
        words: say(key, &[("day", &words::full_day(day))]),
        source: source.clone(),
        law: law.to_owned(),
    };
    let in_care = |day: NaiveDate| runs.iter().any(|run| run.from <= day && !run.end_unknown && run.until.is_none_or(|until| until > day));
    let unknown_end = runs.iter().any(|run| run.end_unknown);
    let (sixteen, eighteen) = (birthday(born, 16), birthday(born, 18));
    let mut lines = Vec::new();
    match (sixteen <= today, in_care(sixteen)) {
        (false, _) => lines.push(line("why.at_16_later", sixteen, "")),
        (true, true) => lines.push(line("why.at_16_yes", sixteen, "Children Act 1989, Schedule 2, paragraph 19B")),
        (true, false) if unknown_end || runs.iter().any(|run| run.from > sixteen) => {}
        (true, false) => lines.push(line("why.at_16_no", sixteen, "Children Act 1989, Schedule 2, paragraph 19B")),
    }
    if let Some(eve) = eighteen.pred_opt() {
        let key = match (eighteen <= today, in_care(eve)) {
            (false, _) => "why.at_18_later",
            (true, true) => "why.at_18_care",
            (true, false) => "why.at_18",
        };
        lines.push(line(key, eighteen, "Children Act 1989, section 23C(1)"));
    }
    lines
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
    let said: Vec<String> = runs.iter().filter(|run| run.from <= today).map(|run| care_words(run, today) + ".").collect();
    let said = if said.is_empty() { say("care_line.title_none", &[]) } else { said.join(" ") };
    (!spans.is_empty()).then(|| CareLine {
        caption: say(key, &[("length", &length(counted))]),
        title: say("care_line.title", &[("first", &words::full_day(first)), ("last", &words::full_day(last)), ("spans", &said)]),
        spans,
        today: if (first..last).contains(&today) { place(today) } else { 0 },
        first: say("care_line.age_14", &[("day", &month(first))]),
        middle: say("care_line.age_16", &[]),
        last: say("care_line.age_18", &[("day", &month(last))]),
    })
}

fn month(day: NaiveDate) -> String {
    day.format("%B %Y").to_string()
}
