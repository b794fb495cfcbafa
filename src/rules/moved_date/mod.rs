//! "If this date is wrong, the answer changes to …": each recorded date, moved until the answer differs.
//!
//! What is moved is a date as people know it: the day someone's time in care began or ended, however many
//! records hold that time. While facts are unknown, the answer on either side is what holds at every extreme of
//! them and, where nothing does, which facts would settle it.

pub mod all_care;
#[cfg(test)]
mod tests;

use crate::assessment::{Fact, Outcome, Standing};
use crate::calendar::Day;
use crate::catalogue::{EntitlementIndex, Law};
use crate::explain::Subject;
use crate::life::{Life, Reading, with_life};
use crate::person::{Episode, LegalStatus, Person, Placement};
use crate::unknown::{self, Extremes};
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::fmt;

/// Within this many days, thirteen weeks, every single day is tried; beyond that, in ever longer steps.
const EVERY_DAY_WITHIN: i32 = 91;
/// The same while facts are unknown, when every day means many assessments.
const EVERY_DAY_WITHIN_UNKNOWN: i32 = 14;

/// What the answer is, or would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// The person's standing. A stage or route that depends on an unknown fact is left out.
    Standing(Standing),
    /// An entitlement's outcome.
    Outcome { outcome: Outcome },
    /// It depends on facts of the record that nobody knows.
    Depends {
        /// The facts that would settle it.
        needs_information: Vec<Fact>,
    },
}

/// A date in the record, moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedDate {
    pub fact: RecordedDate,
    /// What is recorded.
    pub recorded: NaiveDate,
    /// The nearest earlier date with a different answer; `None` if there is none.
    pub earlier: Option<IfItWas>,
    /// The nearest later date with a different answer; `None` if there is none.
    pub later: Option<IfItWas>,
}

/// Another date, and what the answer would then be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IfItWas {
    pub date: NaiveDate,
    /// The answer with that date.
    pub answer: Answer,
}

/// A date in the record that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordedDate {
    /// The date of birth.
    Birth,
    /// The day a time in care began, by its first record.
    CareBegan(usize),
    /// The day a time in care ended, by its last record.
    CareEnded(usize),
    /// The day of a move within a time in care: the end of this record and the start of the next, to or from home.
    Moved(usize),
    /// The day an event began.
    EventBegan(usize),
    /// The day an event ended.
    EventEnded(usize),
}

impl fmt::Display for RecordedDate {
    /// The name used in documents: `episodes[0].end`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordedDate::Birth => Fact::DateOfBirth.fmt(f),
            RecordedDate::CareBegan(place) => Fact::EpisodeStart(*place).fmt(f),
            RecordedDate::CareEnded(place) | RecordedDate::Moved(place) => Fact::EpisodeEnd(*place).fmt(f),
            RecordedDate::EventBegan(place) => write!(f, "events[{place}].start"),
            RecordedDate::EventEnded(place) => write!(f, "events[{place}].end"),
        }
    }
}

impl Serialize for RecordedDate {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl MovedDate {
    /// How many days the date must be wrong by for the answer to differ; `None` when no wrong date would do it.
    pub fn margin(&self) -> Option<u64> {
        let moved = [&self.earlier, &self.later].into_iter().flatten();
        moved.map(|other| (other.date - self.recorded).num_days().unsigned_abs()).min()
    }
}

/// Every recorded date with the nearest others that change the answer; the most sensitive first, those that change
/// nothing last. Empty without a date of birth.
///
/// A time in care is moved as a whole: if it ends earlier, the records after that day are dropped. Days are tried one
/// by one for thirteen weeks (two, while facts are unknown); beyond that in doubling steps, and then the exact day is
/// searched for.
pub fn if_wrong(law: &Law, person: &Person, as_of: NaiveDate, subject: Subject) -> Vec<MovedDate> {
    let Some(now) = answer(law, person, as_of, subject) else { return Vec::new() };
    let near = if unknown::any(person, as_of) { EVERY_DAY_WITHIN_UNKNOWN } else { EVERY_DAY_WITHIN };
    let mut found: Vec<MovedDate> = movable(person, as_of)
        .into_iter()
        .map(|date| {
            let seek = |direction: i32, limit: NaiveDate| {
                let at = |days: i32| {
                    let to = Day::of(date.recorded).plus(days.saturating_mul(direction)).date()?;
                    let then = answer(law, &date.moved_to(person, to), as_of, subject)?;
                    Some(IfItWas { date: to, answer: then })
                };
                let farthest =
                    Day::of(date.recorded.min(limit)).days_until(Day::of(date.recorded.max(limit)));
                nearest(near, farthest, |days| at(days).filter(|other| other.answer != now))
            };
            let (earlier, later) = (seek(-1, date.earliest), seek(1, date.latest));
            MovedDate { fact: date.fact, recorded: date.recorded, earlier, later }
        })
        .collect();
    found.sort_by_key(|date| date.margin().unwrap_or(u64::MAX));
    found
}

/// The fewest days to move by for a different answer: one by one when `near`, then by doubling and halving.
fn nearest<T>(near: i32, farthest: i32, other: impl Fn(i32) -> Option<T>) -> Option<T> {
    if let Some(found) = (1..=near.min(farthest)).find_map(&other) {
        return Some(found);
    }
    let mut same = near;
    while same < farthest {
        let mut differs = same.saturating_mul(2).min(farthest);
        let Some(mut found) = other(differs) else {
            same = differs;
            continue;
        };
        while differs - same > 1 {
            let middle = same + (differs - same) / 2;
            match other(middle) {
                Some(nearer) => (differs, found) = (middle, nearer),
                None => same = middle,
            }
        }
        return Some(found);
    }
    None
}

/// A date that can be moved, and how far.
struct Movable {
    fact: RecordedDate,
    recorded: NaiveDate,
    earliest: NaiveDate,
    latest: NaiveDate,
    /// For the start or end of a time in care: its records, in order.
    records: Vec<usize>,
}

/// How far a date with no other limit is moved, in days: about two years.
const FAR: i32 = 731;

fn movable(person: &Person, as_of: NaiveDate) -> Vec<Movable> {
    let Some(born) = person.date_of_birth else { return Vec::new() };
    let far = |date: NaiveDate, days: i32| Day::of(date).plus(days).date().unwrap_or(date);
    // What is over can't have ended in the future; what is planned may be put off.
    let late = |date: NaiveDate| if date <= as_of { as_of } else { far(date, FAR) };
    let alone =
        |fact, recorded, earliest, latest| Movable { fact, recorded, earliest, latest, records: Vec::new() };
    let mut dates =
        vec![alone(RecordedDate::Birth, born, far(born, -FAR), far(born, FAR).min(as_of.max(born)))];
    for records in times_in_care(person) {
        let at = |place: &usize| person.episodes.as_ref().and_then(|episodes| episodes.get(*place));
        let start = records.first().and_then(at).and_then(|first| first.start);
        let ends: Option<Vec<NaiveDate>> =
            records.iter().map(|place| at(place).and_then(|episode| episode.end)).collect();
        let end = ends.and_then(|ends| ends.into_iter().max());
        if let (Some(start), Some(first)) = (start, records.first()) {
            let latest = end.unwrap_or(as_of.max(start));
            let fact = RecordedDate::CareBegan(*first);
            dates.push(Movable { records: records.clone(), ..alone(fact, start, born.min(start), latest) });
        }
        if let (Some(end), Some(start)) = (end, start) {
            let last =
                records.iter().rfind(|place| at(place).is_some_and(|episode| episode.end == Some(end)));
            let fact = RecordedDate::CareEnded(last.copied().unwrap_or_default());
            dates.push(Movable { records: records.clone(), ..alone(fact, end, start, late(end)) });
        }
        dates.extend(moves(person, &records));
    }
    for (place, event) in person.events.iter().enumerate() {
        let latest = event.end.unwrap_or_else(|| late(event.start));
        dates.push(alone(RecordedDate::EventBegan(place), event.start, born.min(event.start), latest));
        if let Some(end) = event.end {
            dates.push(alone(RecordedDate::EventEnded(place), end, event.start, late(end)));
        }
    }
    dates
}

/// The records of each unbroken time in care, by their start. A short break is a time of its own; an agreement (V4) is
/// not one; a record whose start nobody knows is asked about, not moved.
fn times_in_care(person: &Person) -> Vec<Vec<usize>> {
    let mut known: Vec<(NaiveDate, usize, &Episode)> = person
        .episodes
        .iter()
        .flatten()
        .enumerate()
        .filter(|(_, episode)| episode.legal_status != Some(LegalStatus::V4))
        .filter_map(|(place, episode)| episode.start.map(|start| (start, place, episode)))
        .collect();
    known.sort_by_key(|(start, place, _)| (*start, *place));
    let mut times: Vec<Vec<usize>> = Vec::new();
    // The end of the time that the next record may continue; open while one of its records has no end.
    let mut open_until: Option<NaiveDate> = None;
    for (start, place, episode) in known {
        let end = episode.end.unwrap_or(NaiveDate::MAX);
        let short_break = episode.legal_status == Some(LegalStatus::V3);
        match (times.last_mut(), open_until.filter(|until| !short_break && start <= *until)) {
            (Some(time), Some(until)) => {
                time.push(place);
                open_until = Some(until.max(end));
            }
            _ => {
                times.push(vec![place]);
                open_until = (!short_break).then_some(end);
            }
        }
    }
    times
}

/// The days within a time in care on which someone moved home or left home: a placement with parents begins or ends.
fn moves(person: &Person, records: &[usize]) -> Vec<Movable> {
    let at = |place: &usize| person.episodes.as_ref().and_then(|episodes| episodes.get(*place));
    let home = |episode: &Episode| episode.placement == Some(Placement::P1);
    let pairs = records.iter().zip(records.iter().skip(1));
    pairs
        .filter_map(|(one, next)| {
            let (before, after) = (at(one)?, at(next)?);
            let (day, start) = (before.end.filter(|end| Some(*end) == after.start)?, before.start?);
            let end = after.end.unwrap_or_else(|| Day::of(day).plus(FAR).date().unwrap_or(day));
            (home(before) != home(after)).then(|| Movable {
                fact: RecordedDate::Moved(*one),
                recorded: day,
                earliest: start,
                latest: end,
                records: vec![*one, *next],
            })
        })
        .collect()
}

impl Movable {
    /// The person with the date moved to another day.
    fn moved_to(&self, person: &Person, to: NaiveDate) -> Person {
        let mut moved = person.clone();
        match self.fact {
            RecordedDate::Birth => moved.date_of_birth = Some(to),
            RecordedDate::CareBegan(first) => self.each_record(&mut moved, |place, episode| {
                let begins = if place == first { Some(to) } else { episode.start.map(|start| start.max(to)) };
                episode.start = begins;
            }),
            RecordedDate::CareEnded(last) => self.each_record(&mut moved, |place, episode| {
                let ends = if place == last { Some(to) } else { episode.end.map(|end| end.min(to)) };
                episode.end = ends;
            }),
            RecordedDate::Moved(before) => self.each_record(&mut moved, |place, episode| {
                if place == before { &mut episode.end } else { &mut episode.start }.replace(to);
            }),
            RecordedDate::EventBegan(place) => {
                moved.events.get_mut(place).into_iter().for_each(|event| event.start = to);
            }
            RecordedDate::EventEnded(place) => {
                moved.events.get_mut(place).into_iter().for_each(|event| event.end = Some(to));
            }
        }
        moved
    }

    /// A record moved to before its start or after its end has no days and counts for nothing.
    fn each_record(&self, person: &mut Person, change: impl Fn(usize, &mut Episode)) {
        for place in &self.records {
            if let Some(episode) = person.episodes.as_mut().and_then(|episodes| episodes.get_mut(*place)) {
                change(*place, episode);
            }
        }
    }
}

/// The answer on a day, across every extreme of what is not known; `None` without a date of birth.
fn answer(law: &Law, person: &Person, as_of: NaiveDate, subject: Subject) -> Option<Answer> {
    let born = person.date_of_birth?;
    let day = Day::of(as_of);
    let extremes = unknown::any(person, as_of).then(|| Extremes::of(person, born, as_of));
    Some(match (subject, extremes) {
        (Subject::Status, None) => Answer::Standing(with_life(law, born, person, StandingOn(day))),
        (Subject::Status, Some(extremes)) => {
            let standing = |known: Person| with_life(law, born, &known, StandingOn(day));
            let tried: Vec<Standing> = extremes.people().map(standing).collect();
            standing_of_all(&extremes, &tried)
        }
        (Subject::Entitlement(which), None) => {
            Answer::Outcome { outcome: with_life(law, born, person, OutcomeOn { day, which }) }
        }
        (Subject::Entitlement(which), Some(extremes)) => {
            let outcome = |known: Person| with_life(law, born, &known, OutcomeOn { day, which });
            let tried: Vec<Outcome> = extremes.people().map(outcome).collect();
            match tried.split_first() {
                Some((first, rest)) if rest.iter().all(|other| other == first) => {
                    Answer::Outcome { outcome: *first }
                }
                _ => Answer::Depends { needs_information: extremes.settling(&tried, |outcome| *outcome) },
            }
        }
    })
}

/// The status decides whether it is known, as in 3.8; a stage or route that differs is left out.
fn standing_of_all(extremes: &Extremes<'_>, tried: &[Standing]) -> Answer {
    let first = tried.first().copied().unwrap_or(Standing::NONE);
    if tried.iter().any(|other| other.status != first.status) {
        return Answer::Depends { needs_information: extremes.settling(tried, |standing| standing.status) };
    }
    Answer::Standing(Standing {
        status: first.status,
        duty_stage: first
            .duty_stage
            .filter(|_| tried.iter().all(|other| other.duty_stage == first.duty_stage)),
        route: first.route.filter(|_| tried.iter().all(|other| other.route == first.route)),
    })
}

struct StandingOn(Day);

impl Reading for StandingOn {
    type Answer = Standing;
    const ENTITLEMENTS: bool = false;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Standing {
        life.status.standing(life.days.stretch_of(self.0))
    }
}

struct OutcomeOn {
    day: Day,
    which: EntitlementIndex,
}

impl Reading for OutcomeOn {
    type Answer = Outcome;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Outcome {
        life.outcome(self.which.place(), life.days.stretch_of(self.day))
    }
}
