//! What is due for one person and when: duties with a deadline, agreed contacts, birthdays that change the law.

use chrono::{Days, NaiveDate};
use leaving_care_rules::assessment::{Assessment, Status};

use crate::shown::{Shown, visits_owed};

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A visit, at most two months after the last.
    Visit,
    /// The contact agreed at the last one.
    Contact,
    /// The assessment of needs.
    Assessment,
    /// A first pathway plan.
    Plan,
    /// A review of the plan.
    Review,
    /// Care is planned to end.
    CareEnds,
    /// A birthday at which the law changes.
    Birthday(u32),
}

impl What {
    /// Whether it is for us to do, and so can be late.
    #[must_use]
    pub const fn is_duty(self) -> bool {
        matches!(self, Self::Visit | Self::Contact | Self::Assessment | Self::Plan | Self::Review)
    }
}

/// One thing due, with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The deadline. Today, if it should have been done long ago and no day can be named.
    pub day: NaiveDate,
    pub what: What,
}

impl Due {
    /// Whether it should have been done before today.
    #[must_use]
    pub fn late(&self, today: NaiveDate) -> bool {
        self.what.is_duty() && self.day < today
    }
}

/// How far ahead birthdays and endings are shown, in days: about a year.
const AHEAD: u64 = 366;

/// Everything that is due, soonest first.
///
/// `planned_end`: the recorded end of care that has not come yet.
#[must_use]
pub fn due(
    assessment: &Assessment,
    shown: &Shown,
    next_contact: Option<NaiveDate>,
    planned_end: Option<NaiveDate>,
) -> Vec<Due> {
    let today = assessment.as_of;
    let horizon = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let ahead = |day: &NaiveDate| today < *day && *day <= horizon;
    let mut all = Vec::new();
    let mut add = |what, day: Option<NaiveDate>| all.extend(day.map(|day| Due { day, what }));
    if visits_owed(assessment.status, assessment.duty_stage) {
        add(What::Visit, Some(shown.visit_due().unwrap_or(today)));
    }
    add(What::Contact, next_contact.filter(|day| shown.last_visit.is_none_or(|last| last < *day)));
    match (shown.plan, plan_owed(assessment.status)) {
        (Some(review), true) => add(What::Review, review),
        (None, true) => {
            add(What::Assessment, assessment.dates.needs_assessment_due);
            if assessment.dates.needs_assessment_due.is_none() {
                add(What::Plan, Some(today));
            }
        }
        (_, false) => {}
    }
    add(What::CareEnds, planned_end.filter(ahead));
    let dates = &assessment.dates;
    for (age, birthday) in
        [(16, dates.turns_16), (18, dates.turns_18), (21, dates.turns_21), (25, dates.turns_25)]
    {
        add(What::Birthday(age), birthday.filter(ahead));
    }
    all.sort();
    all
}

/// Whether a pathway plan is owed: eligible, relevant and former relevant.
const fn plan_owed(status: Status) -> bool {
    matches!(
        status,
        Status::Eligible | Status::Relevant | Status::FormerRelevant | Status::FormerRelevantEducation
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use leaving_care_rules::{Law, Person, assess};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(born: &str, end: Option<&str>) -> Assessment {
        let person: Person = serde_json::from_value(serde_json::json!({
            "date_of_birth": born,
            "episodes": [{"start": "2020-01-12", "end": end, "legal_status": "C2", "placement": "U1"}]
        }))
        .unwrap();
        assess(Law::england().unwrap(), &person, day("2026-11-23"))
    }

    #[test]
    fn tylers_visit_is_two_days_late_when_the_last_was_on_21_september() {
        let shown = Shown {
            last_visit: Some(day("2026-09-21")),
            plan: Some(Some(day("2027-02-01"))),
            ..Shown::default()
        };
        let due = due(&of("2007-05-01", Some("2025-05-01")), &shown, None, None);
        let first = due.first().unwrap();
        assert_eq!(
            (first.what, first.day, first.late(day("2026-11-23"))),
            (What::Visit, day("2026-11-21"), true)
        );
        assert_eq!(due.last().unwrap().what, What::Review);
    }

    #[test]
    fn a_birthday_is_shown_a_year_ahead_and_is_never_late() {
        let due = due(&of("2009-01-10", None), &Shown::default(), None, Some(day("2027-01-10")));
        let birthday = due.iter().find(|due| due.what == What::Birthday(18)).unwrap();
        assert_eq!(birthday.day, day("2027-01-10"));
        assert!(!birthday.late(day("2027-02-01")));
        assert!(due.iter().any(|due| due.what == What::CareEnds));
    }

    #[test]
    fn someone_eligible_without_a_plan_is_owed_an_assessment_three_months_after_becoming_so() {
        let due = due(&of("2010-10-01", None), &Shown::default(), None, None);
        let assessment = due.iter().find(|due| due.what == What::Assessment).unwrap();
        assert_eq!(assessment.day, day("2027-01-01"));
    }

    #[test]
    fn an_agreed_contact_that_has_taken_place_is_no_longer_due() {
        let shown = Shown { last_visit: Some(day("2026-11-20")), ..Shown::default() };
        let due = due(&of("2007-05-01", Some("2025-05-01")), &shown, Some(day("2026-11-20")), None);
        assert!(due.iter().all(|due| due.what != What::Contact));
    }
}
