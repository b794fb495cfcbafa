//! What the rules are not allowed to see in a record: disputed facts, and years that nobody loaded.
//!
//! Silence is not "no care". Where an open question or a year not held could decide, the answer waits, and says what
//! for.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, assess,
    assessment::Status,
    calendar::birthday,
    person::{self, LegalStatus, Person},
};

use crate::returns::ssda903::{CollectionYear, Holds};

/// What the rules may not read in a record while questions from an import are open, and which years' returns are held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withheld {
    /// The date of birth is disputed.
    pub birth: bool,
    /// The time in care is disputed.
    pub care: bool,
    /// The years whose episodes are held; `None` if no return ever mentioned the person.
    pub years_held: Option<Arc<BTreeSet<CollectionYear>>>,
}

impl Withheld {
    /// Records that an open question withholds this.
    pub fn hold(&mut self, what: Holds) {
        match what {
            Holds::Birth => self.birth = true,
            Holds::Care => self.care = true,
        }
    }

    /// Removes what is not known from the rules' document, as seen from a day.
    pub(crate) fn take_out(&self, person: &mut Person, today: NaiveDate) {
        if self.birth {
            person.date_of_birth = None;
        }
        if self.care || (!self.birth && !self.years_wanted(person, today).is_empty()) {
            person.episodes = None;
        }
    }

    /// The years whose returns would settle the person's standing on the day: not held, earlier than the latest held
    /// year, and care during them would change the status.
    pub(crate) fn years_wanted(&self, person: &Person, today: NaiveDate) -> Vec<CollectionYear> {
        let (Some(held), Some(born)) = (&self.years_held, person.date_of_birth) else { return Vec::new() };
        let (first, last) = (birthday(born, 14), birthday(born, 18));
        if today < birthday(born, 16) || today >= birthday(born, 25) {
            return Vec::new(); // nobody has a status then
        }
        let years = missing_years(held, first, last);
        let (Some(known), Ok(law)) = (&person.episodes, Law::england()) else { return Vec::new() };
        let gaps =
            || years.iter().map(|year| (first.max(year.first_day()), last.min(year.next().first_day())));
        if gaps().all(|(from, until)| known.iter().any(|episode| covers(episode, from, until))) {
            return Vec::new();
        }
        // No council's offer changes a status, so it does not matter which law is used here.
        let status = |person: &Person| assess(law, person, today).status;
        let mut supposed = person.clone();
        let care = gaps().map(|(from, until)| person::Episode {
            start: Some(from),
            end: Some(until),
            legal_status: Some(LegalStatus::V2),
            ..person::Episode::default()
        });
        supposed.episodes.get_or_insert_default().extend(care);
        let stands = status(person);
        if stands == Status::NeedsInformation || stands == status(&supposed) { Vec::new() } else { years }
    }
}

/// The years between two days that are not held and are earlier than the latest held year.
fn missing_years(held: &BTreeSet<CollectionYear>, first: NaiveDate, until: NaiveDate) -> Vec<CollectionYear> {
    let (Some(mut year), Some(last)) = (CollectionYear::of(first), held.last()) else { return Vec::new() };
    let mut missing = Vec::new();
    while year < *last && year.first_day() < until {
        if !held.contains(&year) {
            missing.push(year);
        }
        year = year.next();
    }
    missing
}

fn covers(episode: &person::Episode, from: NaiveDate, until: NaiveDate) -> bool {
    let ordinary = episode.legal_status.is_some_and(|it| !matches!(it, LegalStatus::V3 | LegalStatus::V4));
    let known = !episode.end_unknown && episode.start.is_some_and(|start| start <= from);
    ordinary && known && episode.end.is_none_or(|end| end >= until)
}
