//! What the rules are not allowed to see in a record: disputed facts, and years that nobody loaded.
//!
//! Silence is not "no care". Where an open question or a year not held could decide, the answer waits, and says what
//! for.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use leaving_care_rules::{
    Law, assess,
    assessment::Status,
    calendar::birthday,
    person::{self, LegalStatus, Person},
};

use crate::{
    care::{EpisodeNote, LifeEventNote},
    id::{EpisodeId, EventId},
    returns::ssda903::{
        CollectionYear, Holds,
        ledger::{Covered, told_until},
    },
};

/// What the rules may not read in a record while questions from an import are open, and which years' returns are held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withheld {
    /// The date of birth is disputed.
    pub birth: bool,
    /// The time in care is disputed.
    pub care: bool,
    /// Facts about the time in care for which an open question has two answers.
    pub disputed: Vec<Disputed>,
    /// The years whose episodes are held; `None` if no return ever mentioned the person.
    pub years_held: Option<Arc<YearsHeld>>,
}

/// A recorded fact that an open question is about, and what the returns say instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disputed {
    /// The key of the question.
    pub question: String,
    pub other: OtherFact,
}

/// What is recorded, if it is, and what the returns say, if they say anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherFact {
    Episode { mine: Option<EpisodeId>, theirs: Option<EpisodeNote> },
    Event { mine: Option<EventId>, theirs: Option<LifeEventNote> },
}

/// The years whose episodes are held, and where returns end and what is recorded here as it happens begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearsHeld {
    /// Each with the last day that its return tells of: the last of the year, or earlier where it was running then.
    years: Covered,
    /// The year in which the last of them was taken in. It was running, so that no return could have told of it.
    running: CollectionYear,
}

impl YearsHeld {
    /// Nothing where no year is held.
    #[must_use]
    pub fn of(years: Covered, last_taken_in: NaiveDate) -> Option<Self> {
        let running = CollectionYear::of(last_taken_in)?;
        (!years.is_empty()).then_some(Self { years, running })
    }

    /// The same with those that an import of a day hands in.
    #[must_use]
    pub fn with(
        held: Option<&Self>,
        more: impl IntoIterator<Item = CollectionYear>,
        on: NaiveDate,
    ) -> Option<Self> {
        let mut years = held.map(|held| held.years.clone()).unwrap_or_default();
        years.extend(more.into_iter().map(|year| (year, told_until(year, Some(on)))));
        Self::of(years, on)
    }

    /// The years between two days that had ended by a third and are not held, or not to their end.
    fn missing(&self, (first, until): (NaiveDate, NaiveDate), by: NaiveDate) -> Vec<CollectionYear> {
        let last = self.years.last_key_value().map_or(self.running, |(last, _)| self.running.max(*last));
        let whole = |year: &CollectionYear| self.years.get(year) == Some(&year.last_day());
        let all = std::iter::successors(CollectionYear::of(first), |year| Some(year.next()));
        let all = all.take_while(|year| *year < last && year.first_day() < until);
        all.filter(|year| year.last_day() < by && !whole(year)).collect()
    }

    /// The day after the last that any return tells of.
    fn told_until(&self) -> Option<NaiveDate> {
        self.years.values().max().map(|last| *last + Days::new(1))
    }

    /// The first day of a year of which no return tells.
    fn silent_from(&self, year: CollectionYear) -> NaiveDate {
        self.years.get(&year).map_or(year.first_day(), |until| *until + Days::new(1))
    }
}

impl Withheld {
    /// Records that an open question withholds this.
    pub fn hold(&mut self, what: Holds) {
        match what {
            Holds::Birth => self.birth = true,
            Holds::Care => self.care = true,
        }
    }

    /// Records that an open question has two answers. Two questions about one fact, asked by two returns, are one.
    pub fn dispute(&mut self, one: Disputed) {
        let same = |a: &OtherFact, b: &OtherFact| match (a, b) {
            (OtherFact::Episode { mine: Some(a), .. }, OtherFact::Episode { mine: Some(b), .. }) => a == b,
            (OtherFact::Event { mine: Some(a), .. }, OtherFact::Event { mine: Some(b), .. }) => a == b,
            (a, b) => a == b,
        };
        if !self.disputed.iter().any(|other| same(&other.other, &one.other)) {
            self.disputed.push(one);
        }
    }

    /// Whether the period is one that an open question is about.
    #[must_use]
    pub fn disputes(&self, episode: EpisodeId) -> bool {
        let is =
            |one: &Disputed| matches!(one.other, OtherFact::Episode { mine, .. } if mine == Some(episode));
        self.disputed.iter().any(is)
    }

    /// Whether an open question is about the time in care.
    #[must_use]
    pub fn care_is_asked_about(&self) -> bool {
        self.care || !self.disputed.is_empty()
    }

    /// The years whose returns would settle the person's standing on the day: over by the time the last return was taken in, not
    /// held, and care that began, went on or ended during them would change the status. `ended` is the same person as if
    /// care that a return left open had ended on a day.
    pub(crate) fn years_wanted(
        &self,
        person: &Person,
        today: NaiveDate,
        ended: impl Fn(NaiveDate) -> Person,
    ) -> Vec<CollectionYear> {
        let (Some(held), Some(born)) = (&self.years_held, person.date_of_birth) else { return Vec::new() };
        let (first, last) = (birthday(born, 14), birthday(born, 18));
        if today < birthday(born, 16) || today >= birthday(born, 25) {
            return Vec::new(); // nobody has a status then
        }
        let years = held.missing((first, last), today);
        let (Some(known), Ok(law)) = (&person.episodes, Law::england()) else { return Vec::new() };
        if years.is_empty() {
            return years;
        }
        // No council's offer changes a status, so it does not matter which law is used here.
        let status = |person: &Person| assess(law, person, today).status;
        let stands = status(person);
        if stands == Status::NeedsInformation {
            return Vec::new();
        }
        let gaps = || {
            years.iter().map(|year| (first.max(held.silent_from(*year)), last.min(year.next().first_day())))
        };
        let in_care = || {
            let mut supposed = person.clone();
            supposed.episodes.get_or_insert_default().extend(gaps().map(in_care));
            stands != status(&supposed)
        };
        // Care that a return left open may have ended on any day since; the first is the furthest away.
        let over = || {
            let until = held.told_until().filter(|day| gaps().any(|(_, end)| end > *day));
            until.is_some_and(|day| stands != status(&ended(day)))
        };
        let covered = gaps().all(|(from, until)| known.iter().any(|episode| covers(episode, from, until)));
        if (!covered && in_care()) || over() { years } else { Vec::new() }
    }
}

fn in_care((from, until): (NaiveDate, NaiveDate)) -> person::Episode {
    person::Episode {
        start: Some(from),
        end: Some(until),
        legal_status: Some(LegalStatus::V2),
        ..person::Episode::default()
    }
}

fn covers(episode: &person::Episode, from: NaiveDate, until: NaiveDate) -> bool {
    let ordinary = episode.legal_status.is_some_and(|it| !matches!(it, LegalStatus::V3 | LegalStatus::V4));
    let known = !episode.end_unknown && episode.start.is_some_and(|start| start <= from);
    ordinary && known && episode.end.is_none_or(|end| end >= until)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn wanted(held: &[&str], taken_in: &str, episode: &str) -> Vec<String> {
        // `2025-26 to 2025-11-20`: handed in on that day.
        let year = |text: &&str| {
            let (year, until) = text.split_once(" to ").unwrap_or((*text, "2200-01-01"));
            let year = year.parse().unwrap();
            (year, told_until(year, Some(day(until))))
        };
        let years = held.iter().map(year).collect();
        let withheld =
            Withheld { years_held: YearsHeld::of(years, day(taken_in)).map(Arc::new), ..Withheld::default() };
        let person = |episode: &str| -> Person {
            serde_json::from_str(&format!(r#"{{"date_of_birth": "2008-05-01", "episodes": [{episode}]}}"#))
                .unwrap()
        };
        let ended = |on: NaiveDate| person(&episode.replace("null", &format!("\"{on}\"")));
        let years = withheld.years_wanted(&person(episode), day("2026-11-23"), ended);
        years.iter().map(ToString::to_string).collect()
    }

    const FORTY_DAYS: &str = r#"{"start": "2023-06-01", "end": "2023-07-10", "legal_status": "V2"}"#;
    const RUNNING: &str = r#"{"start": "2021-06-01", "end": null, "legal_status": "C2"}"#;

    #[test]
    fn years_before_between_and_after_those_that_are_held_are_wanted_where_care_in_them_would_change_the_status()
     {
        assert_eq!(wanted(&["2023-24"], "2026-11-20", FORTY_DAYS), ["2022-23", "2024-25", "2025-26"]);
        assert_eq!(wanted(&["2023-24", "2025-26"], "2026-11-20", FORTY_DAYS), ["2022-23", "2024-25"]);
        let all = ["2022-23", "2023-24", "2024-25", "2025-26"];
        assert!(wanted(&all, "2026-11-20", FORTY_DAYS).is_empty());
    }

    #[test]
    fn what_happened_since_a_return_was_taken_in_is_recorded_here() {
        let held = ["2022-23", "2023-24"];
        assert_eq!(wanted(&held, "2024-05-10", FORTY_DAYS), Vec::<String>::new(), "2024-25 was running then");
        assert_eq!(
            wanted(&held, "2025-05-10", FORTY_DAYS),
            ["2024-25"],
            "it was over then, and was not taken in"
        );
    }

    #[test]
    fn a_year_that_was_still_running_when_it_was_taken_in_is_wanted_once_it_is_over() {
        let draft = ["2022-23", "2023-24", "2024-25", "2025-26 to 2025-11-20"];
        assert_eq!(wanted(&draft, "2025-11-20", FORTY_DAYS), Vec::<String>::new(), "it was running then");
        let later = [&draft[..], &["2026-27 to 2026-11-20"]].concat();
        assert_eq!(wanted(&later, "2026-11-20", FORTY_DAYS), ["2025-26"]);
        let long = r#"{"start": "2021-06-01", "end": "2025-12-01", "legal_status": "C2"}"#;
        assert!(wanted(&later, "2026-11-20", long).is_empty(), "it could change nothing");
    }

    #[test]
    fn care_that_a_return_left_open_may_have_ended_in_a_year_that_is_not_held() {
        let held = ["2021-22", "2022-23", "2023-24"];
        assert_eq!(wanted(&held, "2026-11-20", RUNNING), ["2024-25", "2025-26"]);
        let to_the_last = ["2021-22", "2022-23", "2023-24", "2024-25", "2025-26"];
        assert!(wanted(&to_the_last, "2026-11-20", RUNNING).is_empty());
    }
}
