//! "If this date is wrong, the answer changes to …": each recorded date moved until the answer is another.

use crate::assess::{Life, Reading, with_life};
use crate::assessment::{Fact, Outcome, Standing};
use crate::calendar::Day;
use crate::catalogue::{EntitlementIndex, Law};
use crate::explain::Subject;
use crate::json::{Episode, Person};
use crate::unknown;
use chrono::NaiveDate;
use serde::Serialize;

/// How far a date is moved, in days: thirteen weeks.
const FARTHEST: i32 = 91;

/// What the answer would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// Where the person stands.
    Standing(Standing),
    /// What an entitlement is.
    Outcome {
        /// The outcome.
        outcome: Outcome,
    },
}

/// A date that the answer turns on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IfWrong {
    /// Its name in the document: `episodes[0].end`.
    pub fact: String,
    /// What is recorded.
    pub recorded: NaiveDate,
    /// The nearest other date that gives another answer.
    pub if_it_was: NaiveDate,
    /// That answer.
    pub answer: Answer,
}

/// A date of the record that can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Movable {
    Birth,
    EpisodeStart(usize),
    EpisodeEnd(usize),
    EventStart(usize),
    EventEnd(usize),
}

/// Every recorded date on which the answer turns within thirteen weeks either way, with the nearest other date that
/// changes it; the most delicate first. Nothing while facts of the record are unknown: those are asked for first.
pub fn if_wrong(law: &Law, person: &Person, as_of: NaiveDate, subject: Subject) -> Vec<IfWrong> {
    if person.date_of_birth.is_none() || unknown::any(person) {
        return Vec::new();
    }
    let now = answer(law, person, as_of, subject);
    let mut found: Vec<(i32, IfWrong)> = Vec::new();
    for date in movable(person) {
        let Some(recorded) = read(person, date) else { continue };
        for (step, to) in steps(recorded) {
            let mut moved = person.clone();
            write(&mut moved, date, to);
            let then = answer(law, &moved, as_of, subject);
            if let Some(answer) = then.filter(|then| Some(*then) != now) {
                found.push((step, IfWrong { fact: name(date), recorded, if_it_was: to, answer }));
                break;
            }
        }
    }
    found.sort_by_key(|(step, _)| *step);
    found.into_iter().map(|(_, each)| each).collect()
}

/// One day earlier, one later, two earlier, two later, …
fn steps(date: NaiveDate) -> impl Iterator<Item = (i32, NaiveDate)> {
    let day = Day::of(date);
    (1..=FARTHEST).flat_map(move |step| {
        [-step, step].into_iter().filter_map(move |days| day.plus(days).date().map(|to| (step, to)))
    })
}

fn movable(person: &Person) -> Vec<Movable> {
    let mut dates = vec![Movable::Birth];
    for place in 0..person.episodes.as_ref().map_or(0, Vec::len) {
        dates.extend([Movable::EpisodeStart(place), Movable::EpisodeEnd(place)]);
    }
    for place in 0..person.events.len() {
        dates.extend([Movable::EventStart(place), Movable::EventEnd(place)]);
    }
    dates
}

fn read(person: &Person, date: Movable) -> Option<NaiveDate> {
    let episode = |place: usize| person.episodes.as_ref().and_then(|episodes| episodes.get(place));
    match date {
        Movable::Birth => person.date_of_birth,
        Movable::EpisodeStart(place) => episode(place)?.start,
        Movable::EpisodeEnd(place) => episode(place)?.end,
        Movable::EventStart(place) => person.events.get(place).map(|event| event.start),
        Movable::EventEnd(place) => person.events.get(place)?.end,
    }
}

fn write(person: &mut Person, date: Movable, to: NaiveDate) {
    fn episode(person: &mut Person, place: usize) -> Option<&mut Episode> {
        person.episodes.as_mut()?.get_mut(place)
    }
    match date {
        Movable::Birth => person.date_of_birth = Some(to),
        Movable::EpisodeStart(place) => {
            if let Some(episode) = episode(person, place) {
                episode.start = Some(to);
            }
        }
        Movable::EpisodeEnd(place) => {
            if let Some(episode) = episode(person, place) {
                episode.end = Some(to);
            }
        }
        Movable::EventStart(place) => {
            if let Some(event) = person.events.get_mut(place) {
                event.start = to;
            }
        }
        Movable::EventEnd(place) => {
            if let Some(event) = person.events.get_mut(place) {
                event.end = Some(to);
            }
        }
    }
}

fn name(date: Movable) -> String {
    match date {
        Movable::Birth => Fact::DateOfBirth.to_string(),
        Movable::EpisodeStart(place) => Fact::EpisodeStart(place).to_string(),
        Movable::EpisodeEnd(place) => Fact::EpisodeEnd(place).to_string(),
        Movable::EventStart(place) => format!("events[{place}].start"),
        Movable::EventEnd(place) => format!("events[{place}].end"),
    }
}

fn answer(law: &Law, person: &Person, as_of: NaiveDate, subject: Subject) -> Option<Answer> {
    let born = person.date_of_birth?;
    Some(with_life(law, born, person, OneAnswer { day: Day::of(as_of), subject }))
}

struct OneAnswer {
    day: Day,
    subject: Subject,
}

impl Reading for OneAnswer {
    type Answer = Answer;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Answer {
        let stretch = life.days.stretch_of(self.day);
        match self.subject {
            Subject::Status => Answer::Standing(life.status.standing(stretch)),
            Subject::Entitlement(which) => {
                Answer::Outcome { outcome: life.outcome(EntitlementIndex::place(which), stretch) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::assessment::Status;

    #[test]
    fn ninety_one_days_turn_on_both_ends_of_the_spell() {
        let law = Law::england().unwrap();
        let person: Person = serde_json::from_str(
            r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2026-03-02","end":"2026-06-01","legal_status":"V2"}]}"#,
        )
        .unwrap();
        let found = if_wrong(law, &person, "2026-11-22".parse().unwrap(), Subject::Status);
        let told: Vec<(&str, String)> =
            found.iter().take(2).map(|each| (each.fact.as_str(), each.if_it_was.to_string())).collect();
        assert_eq!(
            told,
            [("episodes[0].start", "2026-03-03".to_owned()), ("episodes[0].end", "2026-05-31".to_owned())]
        );
        let qualifying = found
            .iter()
            .all(|each| matches!(each.answer, Answer::Standing(Standing { status: Status::Qualifying, .. })));
        assert!(qualifying, "{found:?}");
    }
}
