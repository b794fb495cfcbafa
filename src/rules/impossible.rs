//! What can't be in a record or a what-if: days out of order, care before birth, money below nothing. Whoever asks is told, and
//! nothing is worked out from it.

use crate::person::{Education, Event, Person};
use crate::what_if::Change;
use chrono::NaiveDate;

/// Something that can't be, named as the document names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    #[error("episodes[{0}] ends before it begins")]
    EpisodeReversed(usize),
    #[error("episodes[{0}] begins before the date of birth")]
    EpisodeBeforeBirth(usize),
    #[error("events[{0}] ends before it begins")]
    EventReversed(usize),
    #[error("events[{0}] begins before the date of birth")]
    EventBeforeBirth(usize),
    #[error("the course ends before it begins")]
    CourseReversed,
    #[error("setting_up_home_paid is less than nothing")]
    LessThanNothing,
    #[error("care can't end on {0}: it had not begun")]
    EndsBeforeCare(NaiveDate),
    #[error("custody ends before it begins")]
    CustodyReversed,
    #[error("{0} is before the date of birth")]
    BeforeBirth(NaiveDate),
}

impl Person {
    /// The first thing in the record that can't be. An episode that begins and ends on one day adds nothing and is possible (2.2).
    pub fn impossible(&self) -> Option<Impossible> {
        let before_birth = |day: NaiveDate| self.date_of_birth.is_some_and(|born| day < born);
        let episodes = self.episodes.iter().flatten().enumerate().find_map(|(place, episode)| {
            let start = episode.start?;
            match episode.end {
                Some(end) if end < start => Some(Impossible::EpisodeReversed(place)),
                _ => before_birth(start).then_some(Impossible::EpisodeBeforeBirth(place)),
            }
        });
        let events = || {
            self.events.iter().enumerate().find_map(|(place, Event { start, end, .. })| match end {
                Some(end) if end < start => Some(Impossible::EventReversed(place)),
                _ => before_birth(*start).then_some(Impossible::EventBeforeBirth(place)),
            })
        };
        let course = || self.circumstances.education.as_ref().and_then(reversed);
        let money = || self.circumstances.setting_up_home_paid.filter(|pence| *pence < 0);
        episodes.or_else(events).or_else(course).or_else(|| money().map(|_| Impossible::LessThanNothing))
    }

    /// The first day in any recorded care.
    fn first_in_care(&self) -> Option<NaiveDate> {
        self.episodes.iter().flatten().filter_map(|episode| episode.start).min()
    }
}

impl Change {
    /// Why this can't happen to this person.
    pub fn impossible(&self, person: &Person) -> Option<Impossible> {
        let before_birth = |day: NaiveDate| {
            person.date_of_birth.filter(|born| day < *born).map(|_| Impossible::BeforeBirth(day))
        };
        match self {
            Change::CareEnds { on } => {
                let begun = person.first_in_care().is_none_or(|first| first < *on);
                if begun { before_birth(*on) } else { Some(Impossible::EndsBeforeCare(*on)) }
            }
            Change::MovesIn { on, .. } => before_birth(*on),
            Change::Custody { from, until: Some(until) } if until < from => Some(Impossible::CustodyReversed),
            Change::Custody { from, .. } => before_birth(*from),
            Change::Course { education } => reversed(education),
            Change::Circumstances { set } => {
                let supposed = Person { circumstances: (**set).clone(), ..Person::default() };
                supposed.impossible()
            }
            Change::CareGoesOn | Change::Birthday { .. } => None,
        }
    }
}

fn reversed(course: &Education) -> Option<Impossible> {
    matches!((course.start, course.end), (Some(start), Some(end)) if end < start)
        .then_some(Impossible::CourseReversed)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn person(document: &str) -> Person {
        serde_json::from_str(document).unwrap()
    }

    #[test]
    fn days_out_of_order_care_before_birth_and_money_below_nothing_are_named() {
        let of = |rest: &str| person(&format!(r#"{{"date_of_birth": "2008-06-01", {rest}}}"#)).impossible();
        let cases = [
            (
                r#""episodes": [{"start": "2024-01-01", "end": "2023-01-01"}]"#,
                Some(Impossible::EpisodeReversed(0)),
            ),
            (
                r#""episodes": [{"start": "2024-01-01"}, {"start": "1990-01-01"}]"#,
                Some(Impossible::EpisodeBeforeBirth(1)),
            ),
            (r#""episodes": [{"start": "2024-01-01", "end": "2024-01-01"}]"#, None),
            (r#""episodes": [{"start": null, "end": "2024-01-01"}]"#, None),
            (
                r#""events": [{"type": "detained", "start": "2024-01-02", "end": "2024-01-01"}]"#,
                Some(Impossible::EventReversed(0)),
            ),
            (
                r#""events": [{"type": "detained", "start": "2001-01-02"}]"#,
                Some(Impossible::EventBeforeBirth(0)),
            ),
            (
                r#""circumstances": {"education": {"kind": "he", "start": "2027-09-01", "end": "2026-09-01"}}"#,
                Some(Impossible::CourseReversed),
            ),
            (r#""circumstances": {"setting_up_home_paid": -5}"#, Some(Impossible::LessThanNothing)),
        ];
        for (rest, found) in cases {
            assert_eq!(of(rest), found, "{rest}");
        }
    }

    #[test]
    fn a_change_that_can_t_happen_to_somebody_says_why() {
        let kai = person(
            r#"{"date_of_birth": "2008-06-01", "episodes": [{"start": "2024-01-01", "legal_status": "V2"}]}"#,
        );
        let change = |text: &str| serde_json::from_str::<Change>(text).unwrap().impossible(&kai);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            change(r#"{"change": "care_ends", "on": "2024-01-01"}"#),
            Some(Impossible::EndsBeforeCare(day("2024-01-01")))
        );
        assert_eq!(change(r#"{"change": "care_ends", "on": "2024-01-02"}"#), None);
        assert_eq!(
            change(r#"{"change": "moves_in", "with": "parent", "on": "2000-01-01"}"#),
            Some(Impossible::BeforeBirth(day("2000-01-01")))
        );
        assert_eq!(
            change(r#"{"change": "custody", "from": "2026-01-02", "until": "2026-01-01"}"#),
            Some(Impossible::CustodyReversed)
        );
        assert_eq!(
            change(r#"{"change": "circumstances", "set": {"setting_up_home_paid": -1}}"#),
            Some(Impossible::LessThanNothing)
        );
    }
}
