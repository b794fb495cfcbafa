//! Finds from which day on the answer would be another, if care had ended on another day.

use chrono::{Days, NaiveDate};
use leaving_care_rules::{
    Assessment, Law, assess,
    json::{LegalStatus, Person},
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
    let Some((place, start, end)) = last_care(person, as_of) else { return IfWrong::NoEnd };
    let holds_with_end = |end: NaiveDate| same(&assess(law, &ended_on(person, place, end), as_of));
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

/// The care record that ended last before this day: its place, and its run's first and last day. Short breaks are no run.
fn last_care(person: &Person, as_of: NaiveDate) -> Option<(usize, NaiveDate, NaiveDate)> {
    let episodes = person.episodes.as_ref()?;
    let ordinary = |status: Option<LegalStatus>| !matches!(status, Some(LegalStatus::V3 | LegalStatus::V4));
    if episodes.iter().any(|episode| ordinary(episode.legal_status) && episode.end.is_none()) {
        return None;
    }
    let (place, last) = episodes
        .iter()
        .enumerate()
        .filter(|(_, episode)| ordinary(episode.legal_status) && episode.end.is_some_and(|end| end <= as_of))
        .max_by_key(|(_, episode)| episode.end)?;
    Some((place, last.start?, last.end?))
}

fn ended_on(person: &Person, place: usize, end: NaiveDate) -> Person {
    let mut moved = person.clone();
    if let Some(episode) = moved.episodes.as_mut().and_then(|episodes| episodes.get_mut(place)) {
        episode.end = Some(end);
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
        let status = |end| assess(law, &ended_on(&jay("2025-03-21"), 0, end), day("2026-11-22")).status;
        assert_eq!(status(found), Status::FormerRelevant);
        assert_ne!(status(found.pred_opt().unwrap()), Status::FormerRelevant);
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
