//! What can't be in a record or a what-if: days out of order, before birth or a lifetime away, money below nothing. Whoever asks is told, and
//! nothing is worked out from it.

use crate::calendar::birthday;
use crate::person::{Circumstances, Education, Episode, Event, Person};
use crate::what_if::Change;
use chrono::NaiveDate;

/// Something that can't be, named as the document names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    #[error("episodes[{0}] ends before it begins")]
    EpisodeReversed(usize),
    #[error("episodes[{0}] begins before the date of birth")]
    EpisodeBeforeBirth(usize),
    #[error(
        "episodes[{0}] has an end, and says that its end is not known (end_unknown): leave one of the two out"
    )]
    EpisodeEndKnownAndNot(usize),
    #[error(
        "episodes[{0}] has a reason for its end and no end: give the day, say that it is not known (end_unknown), or leave the reason out"
    )]
    EpisodeReasonWithoutEnd(usize),
    #[error("events[{0}] ends before it begins")]
    EventReversed(usize),
    #[error("events[{0}] begins before the date of birth")]
    EventBeforeBirth(usize),
    #[error("the course ends before it begins")]
    CourseReversed,
    #[error("the course begins before the date of birth")]
    CourseBeforeBirth,
    #[error("setting_up_home_paid is less than nothing")]
    LessThanNothing,
    #[error("care can't end on {0}: it had not begun")]
    EndsBeforeCare(NaiveDate),
    #[error("custody ends before it begins")]
    CustodyReversed,
    #[error("{0} is before the date of birth")]
    BeforeBirth(NaiveDate),
    /// A slip of the pen: 2092 for 2029.
    #[error("{0} is more than {AGE_OUT_OF_REACH} years after the date of birth")]
    OutOfReach(NaiveDate),
}

/// Nothing that leaving care law asks about is planned for an age above this one.
const AGE_OUT_OF_REACH: u8 = 60;

impl Person {
    /// The first thing in the record that can't be. An episode that begins and ends on one day adds nothing and is possible (2.2).
    pub fn impossible(&self) -> Option<Impossible> {
        let before_birth = |day: NaiveDate| self.date_of_birth.is_some_and(|born| day < born);
        let episodes = self.episodes.iter().flatten().enumerate().find_map(|(place, episode)| {
            if let Some(found) = half_ended(place, episode) {
                return Some(found);
            }
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
        let course = || {
            let course = self.circumstances.education.as_ref()?;
            let too_early = course.start.is_some_and(before_birth);
            reversed(course).or(too_early.then_some(Impossible::CourseBeforeBirth))
        };
        let money = || self.circumstances.setting_up_home_paid.filter(|pence| *pence < 0);
        let days = || self.days().find_map(|day| self.out_of_life(day));
        let found = episodes.or_else(events).or_else(course);
        found.or_else(|| money().map(|_| Impossible::LessThanNothing)).or_else(days)
    }

    /// Why no day of this person's life is this one: before it, or when they are old.
    pub fn out_of_life(&self, day: NaiveDate) -> Option<Impossible> {
        let born = self.date_of_birth?;
        if day < born {
            return Some(Impossible::BeforeBirth(day));
        }
        (day > birthday(born, AGE_OUT_OF_REACH)).then_some(Impossible::OutOfReach(day))
    }

    /// Every day that the record names, in no order.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let episodes = self.episodes.iter().flatten().flat_map(|episode| [episode.start, episode.end]);
        let events = self.events.iter().flat_map(|event| [Some(event.start), event.end]);
        episodes.chain(events).chain(of_circumstances(&self.circumstances)).flatten()
    }

    /// The first day in any recorded care.
    fn first_in_care(&self) -> Option<NaiveDate> {
        self.episodes.iter().flatten().filter_map(|episode| episode.start).min()
    }
}

impl Change {
    /// Why this can't happen to this person.
    pub fn impossible(&self, person: &Person) -> Option<Impossible> {
        let out_of_life = |day: NaiveDate| person.out_of_life(day);
        match self {
            Change::CareEnds { on } => {
                let begun = person.first_in_care().is_none_or(|first| first < *on);
                if begun { out_of_life(*on) } else { Some(Impossible::EndsBeforeCare(*on)) }
            }
            Change::MovesIn { on, .. } | Change::Baby { on } => out_of_life(*on),
            Change::Custody { from, until: Some(until) } if until < from => Some(Impossible::CustodyReversed),
            Change::Custody { from, until } => out_of_life(*from).or_else(|| until.and_then(out_of_life)),
            Change::Course { education } => {
                let course = Circumstances { education: Some(education.clone()), ..Circumstances::default() };
                with_circumstances(person, course).impossible()
            }
            Change::Circumstances { set } => with_circumstances(person, (**set).clone()).impossible(),
            Change::CareGoesOn | Change::Birthday { .. } => None,
        }
    }
}

/// An end that is known and not, or a reason for one that never was.
fn half_ended(place: usize, episode: &Episode) -> Option<Impossible> {
    match (episode.end, episode.end_unknown) {
        (Some(_), true) => Some(Impossible::EpisodeEndKnownAndNot(place)),
        (None, false) if episode.reason_ended.is_some() => Some(Impossible::EpisodeReasonWithoutEnd(place)),
        _ => None,
    }
}

fn with_circumstances(person: &Person, circumstances: Circumstances) -> Person {
    Person { date_of_birth: person.date_of_birth, circumstances, ..Person::default() }
}

fn of_circumstances(known: &Circumstances) -> impl Iterator<Item = Option<NaiveDate>> {
    let course = known.education.iter().flat_map(|course| [course.start, course.end]);
    let days = [
        known.education_request_date,
        known.support_request_date,
        known.support_declined_date,
        known.plan_reviewed_date,
        known.adviser_contact_date,
    ];
    course.chain(days)
}

fn reversed(course: &Education) -> Option<Impossible> {
    matches!((course.start, course.end), (Some(start), Some(end)) if end < start)
        .then_some(Impossible::CourseReversed)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

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
            (
                r#""episodes": [{"start": "2024-01-01", "end": "2025-01-01", "end_unknown": true}]"#,
                Some(Impossible::EpisodeEndKnownAndNot(0)),
            ),
            (
                r#""episodes": [{"start": "2024-01-01"}, {"start": "2024-05-01", "reason_ended": "E5"}]"#,
                Some(Impossible::EpisodeReasonWithoutEnd(1)),
            ),
            (r#""episodes": [{"start": "2024-01-01", "end_unknown": true, "reason_ended": "E5"}]"#, None),
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
            (
                r#""circumstances": {"education": {"kind": "he", "start": "1990-09-01"}}"#,
                Some(Impossible::CourseBeforeBirth),
            ),
            (
                r#""circumstances": {"education": {"kind": "he", "start": "2026-09-01", "end": "2096-07-01"}}"#,
                Some(Impossible::OutOfReach(day("2096-07-01"))),
            ),
            (r#""circumstances": {"education": {"kind": "he", "start": "2060-09-01"}}"#, None),
            (
                r#""circumstances": {"support_request_date": "1999-01-01"}"#,
                Some(Impossible::BeforeBirth(day("1999-01-01"))),
            ),
            (
                r#""episodes": [{"start": "2024-01-01", "end": "2094-01-01"}]"#,
                Some(Impossible::OutOfReach(day("2094-01-01"))),
            ),
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
        for (course, why) in [
            (r#""start": "2001-09-01""#, Impossible::CourseBeforeBirth),
            (r#""start": "2096-09-01""#, Impossible::OutOfReach(day("2096-09-01"))),
            (r#""start": "2026-09-01", "end": "2025-09-01""#, Impossible::CourseReversed),
        ] {
            let course = format!(r#"{{"change": "course", "education": {{"kind": "he", {course}}}}}"#);
            assert_eq!(change(&course), Some(why), "{course}");
        }
        assert_eq!(
            change(r#"{"change": "circumstances", "set": {"support_request_date": "2001-01-01"}}"#),
            Some(Impossible::BeforeBirth(day("2001-01-01")))
        );
        assert_eq!(
            change(r#"{"change": "circumstances", "set": {"setting_up_home_paid": -1}}"#),
            Some(Impossible::LessThanNothing)
        );
    }
}
