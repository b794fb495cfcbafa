//! Finds from which day on the answer would be another, if care had ended on another day.

use chrono::{Days, NaiveDate};
use leaving_care_rules::{
    Assessment, Law, assess,
    json::{Episode, LegalStatus, Person},
};

/// What a wrong last day of care would do to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfWrong {
    /// An end before this day would change the answer; on this day and later it stays.
    Before(NaiveDate),
    /// Any end since care began gives the same answer.
    Never,
    /// Care goes on, or its end is not known: there is no last day that could be wrong.
    NoEnd,
}

/// Moves the last day of care back, day by halves, until `same` no longer holds. The rule needs care for long enough,
/// so an answer that changes stays changed on the days before; both sides of the day are looked at.
#[must_use]
pub fn if_care_ended_earlier(
    law: &Law,
    person: &Person,
    as_of: NaiveDate,
    same: impl Fn(&Assessment) -> bool,
) -> IfWrong {
    let Some((start, end)) = last_care(person, as_of) else { return IfWrong::NoEnd };
    let holds_with_end = |end: NaiveDate| same(&assess(law, &ended_on(person, start, end), as_of));
    if holds_with_end(start) || !holds_with_end(end) {
        return IfWrong::Never;
    }
    let (mut changed, mut kept) = (start, end);
    while (kept - changed).num_days() > 1 {
        let half = u64::try_from((kept - changed).num_days() / 2).unwrap_or(0);
        let Some(middle) = changed.checked_add_days(Days::new(half)) else { break };
        if holds_with_end(middle) { kept = middle } else { changed = middle }
    }
    IfWrong::Before(kept)
}

/// The unbroken time in care that ended last before this day: its first and last day. Short breaks are none.
fn last_care(person: &Person, as_of: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let mut spans = Vec::new();
    for episode in person.episodes.iter().flatten().filter(|episode| ordinary(episode)) {
        spans.push((episode.start?, episode.end?));
    }
    spans.sort_unstable();
    let mut run: Option<(NaiveDate, NaiveDate)> = None;
    for (start, end) in spans.into_iter().filter(|(_, end)| *end <= as_of) {
        run = match run {
            Some((first, last)) if start <= last => Some((first, last.max(end))),
            _ => Some((start, end)),
        };
    }
    run
}

fn ordinary(episode: &Episode) -> bool {
    !matches!(episode.legal_status, Some(LegalStatus::V3 | LegalStatus::V4))
}

/// The same life, with the time in care that began on `first` over on `end`: later records of it fall away.
fn ended_on(person: &Person, first: NaiveDate, end: NaiveDate) -> Person {
    let mut moved = person.clone();
    if let Some(episodes) = moved.episodes.as_mut() {
        let of_run =
            |episode: &Episode| ordinary(episode) && episode.start.is_some_and(|start| start >= first);
        episodes.retain(|episode| !of_run(episode) || episode.start.is_some_and(|start| start < end));
        for episode in episodes.iter_mut().filter(|episode| of_run(episode)) {
            episode.end = episode.end.map(|ended| ended.min(end));
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use leaving_care_rules::assessment::Status;

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

    #[test]
    fn jay_s_answer_changes_only_if_he_left_before_he_was_16() {
        let law = Law::england().unwrap();
        let same = |answer: &Assessment| answer.status == Status::FormerRelevant;
        let found = if_care_ended_earlier(law, &jay("2025-03-21"), day("2026-11-22"), same);
        let IfWrong::Before(found) = found else { unreachable!("{found:?}") };
        // He turned 16 on 21 March 2023: care has to reach into a day on which he was 16.
        assert!((day("2023-03-21")..=day("2023-03-22")).contains(&found), "{found}");
        let status = |end| {
            assess(law, &ended_on(&jay("2025-03-21"), day("2021-05-03"), end), day("2026-11-22")).status
        };
        assert_eq!(status(found), Status::FormerRelevant);
        assert_ne!(status(found.pred_opt().unwrap()), Status::FormerRelevant);
    }

    #[test]
    fn records_that_touch_are_one_time_in_care() {
        let mut in_three: Person = jay("2022-01-01");
        let more: Person = serde_json::from_value(serde_json::json!({
            "date_of_birth": "2007-03-21",
            "episodes": [
                {"start": "2022-01-01", "end": "2024-09-01", "legal_status": "C2", "placement": "U4", "reason_ended": "X1"},
                {"start": "2024-09-01", "end": "2025-03-21", "legal_status": "C2", "placement": "K2", "reason_ended": "E8"},
            ],
        }))
        .unwrap();
        in_three.episodes.as_mut().unwrap().extend(more.episodes.unwrap());
        let law = Law::england().unwrap();
        let same = |answer: &Assessment| answer.status == Status::FormerRelevant;
        let one = if_care_ended_earlier(law, &jay("2025-03-21"), day("2026-11-22"), same);
        assert_eq!(if_care_ended_earlier(law, &in_three, day("2026-11-22"), same), one);
        assert!(matches!(one, IfWrong::Before(_)));
    }

    #[test]
    fn where_there_is_no_last_day_none_can_be_wrong() {
        let law = Law::england().unwrap();
        let running: Person = serde_json::from_value(serde_json::json!({
            "date_of_birth": "2009-05-10",
            "episodes": [{"start": "2019-03-04", "end": null, "legal_status": "C2", "placement": "U4"}],
        }))
        .unwrap();
        assert_eq!(if_care_ended_earlier(law, &running, day("2026-11-22"), |_| true), IfWrong::NoEnd);
        assert_eq!(
            if_care_ended_earlier(law, &Person::default(), day("2026-11-22"), |_| true),
            IfWrong::NoEnd
        );
        assert_eq!(
            if_care_ended_earlier(law, &jay("2025-03-21"), day("2026-11-22"), |_| true),
            IfWrong::Never
        );
    }
}
