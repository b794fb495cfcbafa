//! Who works with whom, from when until when.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    desk::Covering,
    id::{AllocationId, PersonId, TeamId, UserId},
};

crate::words! {
    /// The role someone is allocated in.
    pub enum Part {
        /// The personal adviser.
        Adviser = "adviser",
        /// The independent reviewing officer.
        ReviewingOfficer = "reviewing_officer",
    }
}

/// A member of staff who works with a person from `from` (included) until `until` (excluded).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    pub id: AllocationId,
    pub person: PersonId,
    pub user: UserId,
    pub part: Part,
    pub team: Option<TeamId>,
    pub from: NaiveDate,
    /// The first day on which it is over; `None` while it continues.
    pub until: Option<NaiveDate>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: Option<UserId>,
}

impl Allocation {
    /// Whether it is current on this day.
    #[must_use]
    pub fn current(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether it is current on this day, or will be later.
    #[must_use]
    pub fn stands(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day < until && self.from < until)
    }
}

/// What a form remembers about who holds a role on `day` or will later: it changes as soon as one of these
/// allocations is ended, moved or joined by another, so that a form opened before that is seen to be out of date.
#[must_use]
pub fn standing_mark<'a>(
    all: impl IntoIterator<Item = &'a Allocation>,
    part: Part,
    day: NaiveDate,
) -> String {
    let mut stands: Vec<String> = all
        .into_iter()
        .filter(|one| one.part == part && one.stands(day))
        .map(|one| one.until.map_or_else(|| one.id.to_string(), |until| format!("{}.{until}", one.id)))
        .collect();
    stands.sort();
    if stands.is_empty() { "nobody".to_owned() } else { stands.join("_") }
}

/// A team of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    /// Its phone number.
    pub phone: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// Since when nobody is put into it any more.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A member of staff as shown to a young person or in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    pub user: UserId,
    /// The name others see.
    pub name: String,
    /// Their work phone number.
    pub phone: Option<String>,
    /// The role they are allocated in.
    pub part: Part,
    /// The team they do it for.
    pub team: Option<Team>,
    pub from: NaiveDate,
    /// Who stands in for them today, if somebody does.
    pub cover: Option<Covering>,
    /// They left, or are not let in today: they answer nobody.
    pub left: bool,
}

impl Worker {
    /// The same for the young person: somebody who left and for whom nobody stands in is not told as theirs.
    #[must_use]
    pub fn who_answers(self) -> Option<Self> {
        (!self.left || self.cover.is_some()).then_some(self)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn one(from: &str, until: Option<&str>) -> Allocation {
        Allocation {
            id: AllocationId::new(),
            person: PersonId::new(),
            user: UserId::new(),
            part: Part::Adviser,
            team: None,
            from: day(from),
            until: until.map(day),
            recorded_at: DateTime::UNIX_EPOCH,
            recorded_by: None,
        }
    }

    #[test]
    fn a_form_is_out_of_date_once_somebody_else_made_moved_or_ended_an_allocation() {
        let today = day("2026-11-23");
        let (now, planned) = (one("2026-01-05", None), one("2026-12-01", None));
        let mark = |all: &[&Allocation]| standing_mark(all.iter().copied(), Part::Adviser, today);
        let over = one("2025-01-05", Some("2026-01-05"));
        let officer = Allocation { part: Part::ReviewingOfficer, ..one("2026-01-05", None) };
        assert_eq!(
            mark(&[&now]),
            mark(&[&over, &now, &officer]),
            "past allocations and reviewing officers don't count"
        );
        assert_eq!(mark(&[&over]), "nobody");
        assert_eq!(mark(&[&now, &planned]), mark(&[&planned, &now]));
        let ended = Allocation { until: Some(day("2026-12-01")), ..now.clone() };
        let never = Allocation { until: Some(planned.from), ..planned.clone() };
        assert_eq!(mark(&[&now, &never]), mark(&[&now]), "an allocation that never begins covers no day");
        for other in [mark(&[]), mark(&[&ended]), mark(&[&now, &planned]), mark(&[&one("2026-01-05", None)])]
        {
            assert_ne!(mark(&[&now]), other);
        }
    }
}
