//! From which day the answer would be different, had all care ended on another day.
//!
//! [`super::if_wrong`] moves one date of one time in care. For someone who was in care several times, or whose record
//! has a gap, "if you left care before" means all of it: this covers that.

use super::{Answer, answer};
use crate::assessment::Outcome;
use crate::calendar::birthday;
use crate::catalogue::Law;
use crate::explain::Subject;
use crate::person::{Episode, LegalStatus, Person};
use chrono::{Days, NaiveDate};

/// What a wrong last day of care would do to an answer. Both are `None` when it changes nothing, and when care
/// continues or its days are not known: then no last day could be wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IfWrong {
    /// An end before this day would change the answer; from this day up to the recorded one, it stays.
    pub before: Option<NaiveDate>,
    /// An end on or after this day would change the answer.
    pub from: Option<NaiveDate>,
}

/// Moves the last day of all care back to its very beginning, and forward to the 18th birthday, until the status or the outcome is
/// another. Care is treated as a whole: care recorded as several times, with days between them, would be cut short in all of them. The
/// rule requires enough time in care, so once the answer changes it stays changed beyond the day found; both sides of it are checked.
pub fn if_all_care_ended_on_another_day(
    law: &Law,
    person: &Person,
    as_of: NaiveDate,
    subject: Subject,
) -> IfWrong {
    let Some((start, end)) = all_care(person, as_of) else { return IfWrong::default() };
    let Some(now) = answer(law, person, as_of, subject) else { return IfWrong::default() };
    let holds = |last: NaiveDate| {
        answer(law, &ended_on(person, end, last), as_of, subject)
            .is_some_and(|other| says_the_same(&now, &other))
    };
    if !holds(end) {
        return IfWrong::default();
    }
    let before = (!holds(start)).then(|| turn(start, end, &holds));
    let farthest = person.date_of_birth.map(|born| birthday(born, 18).min(as_of)).filter(|day| *day > end);
    let from = farthest.filter(|day| !holds(*day)).map(|day| turn(day, end, &holds));
    IfWrong {
        before,
        // This finds the last day that still holds; the day after it changes the answer.
        from: from.and_then(|last| last.succ_opt()),
    }
}

/// A duty stage or a route may differ: the page says nothing of them. What depends on unknown facts is one answer.
fn says_the_same(one: &Answer, other: &Answer) -> bool {
    let said = |answer: &Answer| match answer {
        Answer::Standing(standing) => (Some(standing.status), None),
        Answer::Outcome { outcome } if *outcome != Outcome::NeedsInformation => (None, Some(*outcome)),
        Answer::Outcome { .. } | Answer::Depends { .. } => (None, None),
    };
    said(one) == said(other)
}

/// Between a day that changes the answer and one that keeps it: the last one that keeps it, seen from the keeping side.
fn turn(changed: NaiveDate, kept: NaiveDate, holds: &impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let (mut changed, mut kept) = (changed, kept);
    while (kept - changed).num_days().abs() > 1 {
        let half = u64::try_from((kept - changed).num_days().abs() / 2).unwrap_or(0);
        let early = kept.min(changed);
        let Some(middle) = early.checked_add_days(Days::new(half)) else { break };
        if holds(middle) { kept = middle } else { changed = middle }
    }
    kept
}

/// The first and the last day of care that is over; `None` while any of it is open or has unknown days. Short breaks
/// don't count.
fn all_care(person: &Person, as_of: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let spans = spans(person)?;
    if spans.iter().any(|(_, end)| *end > as_of) {
        return None;
    }
    Some((spans.first()?.0, spans.iter().map(|span| span.1).max()?))
}

/// Each time in care, by its first day; `None` where one has unknown days.
fn spans(person: &Person) -> Option<Vec<(NaiveDate, NaiveDate)>> {
    let mut spans = Vec::new();
    for episode in person.episodes.iter().flatten().filter(|episode| ordinary(episode)) {
        spans.push((episode.start?, episode.end?));
    }
    spans.sort_unstable();
    Some(spans)
}

/// A gap between two times in care that is no longer than this may be a wrong date.
const SHORT_GAP: i64 = 28;

/// Short gaps between two times in care, each from its first day to the day on which care began again.
pub fn gaps(person: &Person, as_of: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut spans: Vec<(NaiveDate, Option<NaiveDate>)> = person
        .episodes
        .iter()
        .flatten()
        .filter(|episode| ordinary(episode) && !episode.end_unknown)
        .filter_map(|episode| Some((episode.start?, episode.end)))
        .filter(|(start, _)| *start <= as_of)
        .collect();
    spans.sort_unstable();
    let mut gaps = Vec::new();
    let mut until: Option<NaiveDate> = None;
    for (start, end) in spans {
        if let Some(until) = until.filter(|until| (1..=SHORT_GAP).contains(&(start - *until).num_days())) {
            gaps.push((until, start));
        }
        let end = end.unwrap_or(NaiveDate::MAX);
        until = Some(until.map_or(end, |until| until.max(end)));
    }
    gaps
}

fn ordinary(episode: &Episode) -> bool {
    !matches!(episode.legal_status, Some(LegalStatus::V3 | LegalStatus::V4))
}

/// The same life, with all care ending on `last` instead of `end`: later records are dropped, or the last one is
/// extended.
fn ended_on(person: &Person, end: NaiveDate, last: NaiveDate) -> Person {
    let mut moved = person.clone();
    if let Some(episodes) = moved.episodes.as_mut() {
        episodes.retain(|episode| !ordinary(episode) || episode.start.is_some_and(|start| start < last));
        for episode in episodes.iter_mut().filter(|episode| ordinary(episode)) {
            episode.end = episode.end.map(|ended| if ended == end { last } else { ended.min(last) });
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::{assess, assessment::Status};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn jay(end: &str) -> Person {
        serde_json::from_value(serde_json::json!({
            "date_of_birth": "2007-03-21",
            "episodes": [{"start": "2021-05-03", "end": end, "legal_status": "C2", "placement": "U4", "reason_ended": "E8"}],
        }))
        .unwrap()
    }

    fn looked_at(person: &Person, status: Status) -> IfWrong {
        let law = Law::england().unwrap();
        let today = day("2026-11-22");
        assert_eq!(assess(law, person, today).status, status);
        if_all_care_ended_on_another_day(law, person, today, Subject::Status)
    }

    fn episode(start: &str, end: &str) -> Episode {
        let episode =
            serde_json::json!({"start": start, "end": end, "legal_status": "C2", "placement": "U4"});
        serde_json::from_value(episode).unwrap()
    }

    fn in_care(spans: &[(&str, &str)]) -> Person {
        let episodes = spans.iter().map(|(start, end)| episode(start, end)).collect();
        Person { episodes: Some(episodes), ..jay("2022-01-01") }
    }

    #[test]
    fn jay_s_answer_changes_only_if_he_left_before_he_was_16() {
        let IfWrong { before: Some(found), from: None } =
            looked_at(&jay("2025-03-21"), Status::FormerRelevant)
        else {
            unreachable!("his care has ended")
        };
        // He turned 16 on 21 March 2023: care has to reach into a day on which he was 16.
        assert!((day("2023-03-21")..=day("2023-03-22")).contains(&found), "{found}");
        let law = Law::england().unwrap();
        let status = |last| {
            let moved = ended_on(&jay("2025-03-21"), day("2025-03-21"), last);
            assess(law, &moved, day("2026-11-22")).status
        };
        assert_eq!(status(found), Status::FormerRelevant);
        assert_ne!(status(found.pred_opt().unwrap()), Status::FormerRelevant);
    }

    #[test]
    fn records_that_touch_are_one_time_in_care() {
        let in_three = in_care(&[
            ("2021-05-03", "2022-01-01"),
            ("2022-01-01", "2024-09-01"),
            ("2024-09-01", "2025-03-21"),
        ]);
        let one = looked_at(&jay("2025-03-21"), Status::FormerRelevant);
        assert_eq!(looked_at(&in_three, Status::FormerRelevant), one);
        assert!(matches!(one, IfWrong { before: Some(_), .. }));
    }

    #[test]
    fn a_gap_opened_by_a_correction_does_not_reverse_the_answer_about_leaving() {
        // The same life, with a week between two records lost: leaving care before 16 still changes the answer.
        let whole = looked_at(&jay("2025-03-21"), Status::FormerRelevant);
        let with_gap = in_care(&[("2021-05-03", "2024-08-25"), ("2024-09-01", "2025-03-21")]);
        assert_eq!(looked_at(&with_gap, Status::FormerRelevant), whole);
        assert_eq!(gaps(&with_gap, day("2026-11-22")), [(day("2024-08-25"), day("2024-09-01"))]);
        assert_eq!(gaps(&jay("2025-03-21"), day("2026-11-22")), []);
    }

    #[test]
    fn somebody_who_left_before_16_is_told_that_leaving_later_would_change_the_answer() {
        let left_at_15 = jay("2022-06-01");
        let IfWrong { before: None, from: Some(found) } = looked_at(&left_at_15, Status::None) else {
            unreachable!("the answer is not the same whenever he left")
        };
        let law = Law::england().unwrap();
        let status =
            |last| assess(law, &ended_on(&left_at_15, day("2022-06-01"), last), day("2026-11-22")).status;
        assert_ne!(status(found), Status::None);
        assert_eq!(status(found.pred_opt().unwrap()), Status::None);
    }

    #[test]
    fn without_a_last_day_none_can_be_wrong() {
        let running: Person = serde_json::from_value(serde_json::json!({
            "date_of_birth": "2009-05-10",
            "episodes": [{"start": "2019-03-04", "end": null, "legal_status": "C2", "placement": "U4"}],
        }))
        .unwrap();
        assert_eq!(looked_at(&running, Status::Eligible), IfWrong::default());
        assert_eq!(looked_at(&Person::default(), Status::NeedsInformation), IfWrong::default());
    }
}
