//! Who works with whom, from when until when.

use chrono::{DateTime, NaiveDate, Utc};

use crate::id::{AllocationId, PersonId, TeamId, UserId};

crate::words! {
    /// As what someone is allocated.
    pub enum Part {
        /// The personal adviser.
        Adviser = "adviser",
        /// The independent reviewing officer.
        ReviewingOfficer = "reviewing_officer",
    }
}

/// A member of staff works with a person from `from` (in) until `until` (out).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// Which.
    pub id: AllocationId,
    /// With whom.
    pub person: PersonId,
    /// Who.
    pub user: UserId,
    /// As what.
    pub part: Part,
    /// For which team.
    pub team: Option<TeamId>,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it is over; `None` while it goes on.
    pub until: Option<NaiveDate>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded it.
    pub recorded_by: Option<UserId>,
}

impl Allocation {
    /// Is it current on this day?
    #[must_use]
    pub fn current(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Is it current on this day, or will it be later?
    #[must_use]
    pub fn stands(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day < until && self.from < until)
    }
}

/// What a form remembers of who has a part on `day` or will have it later: another text as soon as one of these
/// allocations is ended, moved or joined by another, so that a form filled in before that is seen to be old.
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
    /// Which.
    pub id: TeamId,
    /// What it is called.
    pub name: String,
    /// Its telephone number.
    pub phone: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// Since when nobody is put into it any more.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A member of staff as a young person or a list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// Who.
    pub user: UserId,
    /// The name that others see.
    pub name: String,
    /// Their work telephone number.
    pub phone: Option<String>,
    /// As what they are allocated.
    pub part: Part,
    /// The team that they do it for.
    pub team: Option<Team>,
    /// Since when.
    pub from: NaiveDate,
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
    fn a_form_is_old_as_soon_as_somebody_else_gave_moved_or_ended_an_allocation() {
        let today = day("2026-11-23");
        let (now, planned) = (one("2026-01-05", None), one("2026-12-01", None));
        let mark = |all: &[&Allocation]| standing_mark(all.iter().copied(), Part::Adviser, today);
        let over = one("2025-01-05", Some("2026-01-05"));
        let officer = Allocation { part: Part::ReviewingOfficer, ..one("2026-01-05", None) };
        assert_eq!(mark(&[&now]), mark(&[&over, &now, &officer]), "what is over, and who reviews, count not");
        assert_eq!(mark(&[&over]), "nobody");
        assert_eq!(mark(&[&now, &planned]), mark(&[&planned, &now]));
        let ended = Allocation { until: Some(day("2026-12-01")), ..now.clone() };
        let never = Allocation { until: Some(planned.from), ..planned.clone() };
        assert_eq!(mark(&[&now, &never]), mark(&[&now]), "one that never begins stands on no day");
        for other in [mark(&[]), mark(&[&ended]), mark(&[&now, &planned]), mark(&[&one("2026-01-05", None)])]
        {
            assert_ne!(mark(&[&now]), other);
        }
    }
}
