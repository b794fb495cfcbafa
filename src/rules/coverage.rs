//! A whole group of people on one day, without text: how many by status and entitlement, how many pounds, and whose
//! situation changes soon.

use crate::assessment::{Assessment, NextChange, Outcome, Status};
use crate::calendar::Day;
use crate::catalogue::Law;
use crate::entitlement::evaluate::result;
use crate::grid::Held;
use crate::life::{Life, Reading, Room, with_life_in};
use crate::person::Person;
use crate::{assess, unknown};
use chrono::NaiveDate;

/// Every status, in the order of [`Coverage::by_status`].
pub const STATUSES: [Status; 7] = [
    Status::None,
    Status::Eligible,
    Status::Relevant,
    Status::FormerRelevant,
    Status::FormerRelevantEducation,
    Status::Qualifying,
    Status::NeedsInformation,
];

/// The counts for a group on a day.
#[derive(Debug, Clone)]
pub struct Coverage {
    pub as_of: NaiveDate,
    /// How many days ahead a change counts as soon.
    pub ahead: i32,
    pub people: u64,
    /// How many people have each status, in the order of [`STATUSES`].
    pub by_status: [u64; 7],
    /// The counts for each entitlement, in the order of [`Law::entitlements`].
    pub entitlements: Vec<EntitlementCoverage>,
    /// Whose standing changes soon: the person's position in the order they were added, and the change.
    pub changing: Vec<(u64, NextChange)>,
    /// Working memory for one person's timelines after another.
    room: Room,
}

/// The counts for one entitlement. Everyone else in [`Coverage::people`] is not entitled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EntitlementCoverage {
    pub entitled: u64,
    /// How many need information first.
    pub needs_information: u64,
    /// How many will be entitled later.
    pub upcoming: u64,
    /// The total amount for those entitled today, in pence.
    pub pence: i64,
}

impl Coverage {
    /// Nobody yet.
    pub fn new(law: &Law, as_of: NaiveDate, ahead: i32) -> Coverage {
        Coverage {
            as_of,
            ahead,
            people: 0,
            by_status: [0; 7],
            entitlements: vec![EntitlementCoverage::default(); law.entitlements.len()],
            changing: Vec::new(),
            room: Room::default(),
        }
    }

    /// Adds one person; returns their status.
    pub fn add(&mut self, law: &Law, person: &Person) -> Status {
        let status = match person.date_of_birth {
            Some(born) if !unknown::any(person, self.as_of) => {
                let mut room = std::mem::take(&mut self.room);
                let status = with_life_in(&mut room, law, born, person, Fold(self));
                self.room = room;
                status
            }
            _ => self.add_assessment(&assess(law, person, self.as_of)),
        };
        if let Some(count) =
            STATUSES.iter().position(|each| *each == status).and_then(|place| self.by_status.get_mut(place))
        {
            *count += 1;
        }
        self.people += 1;
        status
    }

    pub fn of_status(&self, status: Status) -> u64 {
        STATUSES.iter().zip(self.by_status).find(|(each, _)| **each == status).map_or(0, |(_, count)| count)
    }

    /// A person with unknown facts, assessed beforehand.
    fn add_assessment(&mut self, assessment: &Assessment) -> Status {
        for (count, answer) in self.entitlements.iter_mut().zip(&assessment.entitlements) {
            let is = |outcome| answer.outcome == outcome;
            count.add(is(Outcome::Entitled), is(Outcome::NeedsInformation), is(Outcome::Upcoming));
            if is(Outcome::Entitled) {
                count.add_amount(answer.amount_pence);
            }
        }
        self.note_change(assessment.next_change);
        assessment.status
    }

    fn note_change(&mut self, change: Option<NextChange>) {
        let soon = Day::of(self.as_of).plus(self.ahead);
        if let Some(change) = change.filter(|change| Day::of(change.date) <= soon) {
            self.changing.push((self.people, change));
        }
    }
}

impl EntitlementCoverage {
    /// Counts one person. Adds booleans instead of branching: the processor could not predict the branch.
    fn add(&mut self, entitled: bool, asks: bool, upcoming: bool) {
        self.entitled += u64::from(entitled);
        self.needs_information += u64::from(asks & !entitled);
        self.upcoming += u64::from(upcoming & !asks & !entitled);
    }

    fn add_amount(&mut self, pence: Option<i64>) {
        self.pence = self.pence.saturating_add(pence.unwrap_or_default());
    }
}

/// Adds one life to the counts.
struct Fold<'f>(&'f mut Coverage);

impl Reading for Fold<'_> {
    type Answer = Status;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Status {
        let day = Day::of(self.0.as_of);
        let stretch = life.days.stretch_of(day);
        let standing = life.status.standing(stretch);
        // The later days before 25 on which an entitlement not available today would be upcoming.
        let later = Held::<W>::between(stretch + 1, life.days.stretch_of(life.care.ages.b25.eve()) + 1);
        let answers = life.law.program.answers.iter().zip(&life.law.terms);
        for (((entitled, asks), terms), count) in answers.zip(&mut self.0.entitlements) {
            let entitled = result(&life.results, *entitled);
            let today = entitled.at(stretch);
            count.add(today, result(&life.results, *asks).at(stretch), !(entitled & later).is_never());
            if today && terms.figure.is_some() {
                count.add_amount(life.amount(*terms, day));
            }
        }
        self.0.note_change(life.next_change(stretch, standing));
        standing.status
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn people() -> Vec<Person> {
        [
            r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2019-03-04","legal_status":"C2"}]}"#,
            r#"{"date_of_birth":"2002-03-03","episodes":[{"start":"2014-06-01","legal_status":"C2"}]}"#,
            r#"{"date_of_birth":"2009-05-10","episodes":null}"#,
            r#"{}"#,
        ]
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
    }

    #[test]
    fn the_counts_are_the_sum_of_the_assessments() {
        let law = Law::england().unwrap();
        let day: NaiveDate = "2026-11-22".parse().unwrap();
        let mut coverage = Coverage::new(law, day, 182);
        let mut summed = Coverage::new(law, day, 182);
        for person in people() {
            let assessment = assess(law, &person, day);
            assert_eq!(coverage.add(law, &person), assessment.status);
            summed.add_assessment(&assessment);
            summed.people += 1;
        }
        assert_eq!(coverage.people, 4);
        assert_eq!(coverage.entitlements, summed.entitlements);
        assert_eq!(coverage.changing, summed.changing);
        assert_eq!(coverage.of_status(Status::Eligible), 1);
        assert_eq!(coverage.of_status(Status::NeedsInformation), 2);
        let money = law.find("setting_up_home_allowance").unwrap().place();
        assert_eq!(coverage.entitlements[money].pence, 300_000);
    }
}
