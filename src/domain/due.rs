//! What is due for one person and when: duties with a deadline, agreed contacts, birthdays that change the law.

use chrono::{Days, NaiveDate};
use leaving_care_rules::assessment::{Assessment, Status};

use crate::{
    own_answer::OwnAnswer,
    plan::review_promised,
    shown::{Records, Shown, visits_owed},
};

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// They asked for something that can't wait, and wait.
    Emergency,
    /// They asked for something, or say that it has not come, and were promised an answer or the thing itself.
    Request,
    /// They say that something in the record is wrong.
    SaidWrong,
    /// A visit, at most two months after the last.
    Visit,
    /// The contact agreed at the last one.
    Contact,
    /// An appointment that both sides agreed to.
    Appointment,
    /// The person asks to meet, or to meet at another time.
    AppointmentAsked,
    /// The assessment of needs.
    Assessment,
    /// A first pathway plan.
    Plan,
    /// A review of the plan.
    Review,
    /// They asked for an advocate or for their file.
    Matter,
    /// The same, and they asked since where it is.
    MatterChased,
    /// A review of the plan that the person asked for.
    ReviewAsked,
    /// Support after 21 is offered.
    Offer,
    /// Care is planned to end.
    CareEnds,
    /// What was decided in place of the rule's answer ends soon, and the rule answers again.
    OverrideEnds,
    /// A birthday at which the law changes.
    Birthday(u32),
    /// The person says that they have nowhere safe to stay, or are not safe.
    CallToday,
    /// What the person says about themselves waits to be settled.
    OwnAnswers(usize),
    /// Questions that an import of the return left open.
    Questions(usize),
}

impl What {
    /// Whether it is for us to do, and so can be late.
    #[must_use]
    pub const fn is_duty(self) -> bool {
        matches!(
            self,
            Self::Emergency
                | Self::Request
                | Self::SaidWrong
                | Self::Visit
                | Self::Contact
                | Self::AppointmentAsked
                | Self::Assessment
                | Self::Plan
                | Self::Review
                | Self::ReviewAsked
                | Self::Matter
                | Self::MatterChased
        )
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

/// Puts them in order: whoever can't wait first, then the soonest.
pub fn in_order(all: &mut [Due]) {
    all.sort_by_key(|due| (!matches!(due.what, What::Emergency | What::CallToday), due.day, due.what));
}

/// How far ahead birthdays and endings are shown, in days: about a year.
const AHEAD: u64 = 366;

/// What waits for somebody, beside the duties that have a clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Waiting<'w> {
    /// The contact that was agreed at the last one.
    pub next_contact: Option<NaiveDate>,
    /// How many questions of imports.
    pub questions: usize,
    /// What the person says about themselves, not settled.
    pub own_answers: &'w [OwnAnswer],
    /// The day on which the person asked for a review that has not been held.
    pub review_asked: Option<NaiveDate>,
}

/// Everything that is due, soonest first; what must be done today before all else.
///
/// `planned_end`: the recorded end of care that has not come yet.
#[must_use]
pub fn due(
    assessment: &Assessment,
    shown: &Shown,
    waiting: &Waiting<'_>,
    planned_end: Option<NaiveDate>,
) -> Vec<Due> {
    let today = assessment.as_of;
    let horizon = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let ahead = |day: &NaiveDate| today < *day && *day <= horizon;
    let mut all = Vec::new();
    let mut add = |what, day: Option<NaiveDate>| all.extend(day.map(|day| Due { day, what }));
    if visits_owed(assessment.status, assessment.duty_stage) {
        add(What::Visit, shown.visit_due());
    }
    let Waiting { next_contact, questions, own_answers, review_asked } = *waiting;
    add(What::ReviewAsked, review_asked.map(review_promised));
    let urgent = own_answers.iter().filter(|answer| answer.note.is_urgent()).count();
    let others = own_answers.len().saturating_sub(urgent);
    add(What::CallToday, (urgent > 0).then_some(today));
    add(What::OwnAnswers(others), (others > 0).then_some(today));
    add(What::Questions(questions), (questions > 0).then_some(today));
    add(What::Contact, next_contact.filter(|day| shown.last_visit.is_none_or(|last| last < *day)));
    match (shown.plan, plan_owed(assessment.status)) {
        (Some(review), true) => add(What::Review, review),
        (None, true) => add(What::Assessment, assessment_due(assessment, shown)),
        (_, false) => {}
    }
    add(What::CareEnds, planned_end.filter(ahead));
    let dates = &assessment.dates;
    for (age, birthday) in
        [(16, dates.turns_16), (18, dates.turns_18), (21, dates.turns_21), (25, dates.turns_25)]
    {
        add(What::Birthday(age), birthday.filter(ahead));
    }
    in_order(&mut all);
    all
}

/// By when the assessment of needs is due, where it was not made and its clock did not run out before there was a record here.
fn assessment_due(assessment: &Assessment, shown: &Shown) -> Option<NaiveDate> {
    let due = assessment.dates.needs_assessment_due.filter(|_| !shown.assessed)?;
    shown.began.is_none_or(|began| began <= due).then_some(due)
}

/// What is owed and was never recorded here: it may have been done, and nobody has written it down.
#[must_use]
pub fn not_recorded(assessment: &Assessment, shown: &Shown) -> Vec<What> {
    let mut all = Vec::new();
    if visits_owed(assessment.status, assessment.duty_stage)
        && shown.visits(assessment.as_of) == Records::Nothing
    {
        all.push(What::Visit);
    }
    if plan_owed(assessment.status) && shown.plan.is_none() {
        match assessment.dates.needs_assessment_due.filter(|_| !shown.assessed) {
            // It is due, on a day.
            Some(due) if Some(due) == assessment_due(assessment, shown) => {}
            Some(_) => all.push(What::Assessment),
            None => all.push(What::Plan),
        }
    }
    all
}

/// Whether a pathway plan is owed: eligible, relevant and former relevant.
#[must_use]
pub const fn plan_owed(status: Status) -> bool {
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
        let due = due(&of("2007-05-01", Some("2025-05-01")), &shown, &Waiting::default(), None);
        let first = due.first().unwrap();
        assert_eq!(
            (first.what, first.day, first.late(day("2026-11-23"))),
            (What::Visit, day("2026-11-21"), true)
        );
        assert_eq!(due.last().unwrap().what, What::Review);
    }

    #[test]
    fn a_birthday_is_shown_a_year_ahead_and_is_never_late() {
        let due =
            due(&of("2009-01-10", None), &Shown::default(), &Waiting::default(), Some(day("2027-01-10")));
        let birthday = due.iter().find(|due| due.what == What::Birthday(18)).unwrap();
        assert_eq!(birthday.day, day("2027-01-10"));
        assert!(!birthday.late(day("2027-02-01")));
        assert!(due.iter().any(|due| due.what == What::CareEnds));
    }

    #[test]
    fn someone_eligible_without_a_plan_is_owed_an_assessment_three_months_after_becoming_so() {
        let due = due(&of("2010-10-01", None), &Shown::default(), &Waiting::default(), None);
        let assessment = due.iter().find(|due| due.what == What::Assessment).unwrap();
        assert_eq!(assessment.day, day("2027-01-01"));
    }

    #[test]
    fn an_agreed_contact_that_has_taken_place_is_no_longer_due() {
        let shown = Shown { last_visit: Some(day("2026-11-20")), ..Shown::default() };
        let due = due(
            &of("2007-05-01", Some("2025-05-01")),
            &shown,
            &Waiting { next_contact: Some(day("2026-11-20")), ..Waiting::default() },
            None,
        );
        assert!(due.iter().all(|due| due.what != What::Contact));
    }

    #[test]
    fn on_the_first_day_after_an_import_nobody_is_late_for_what_nobody_wrote_down() {
        let began = Shown { began: Some(day("2026-11-22")), ..Shown::default() };
        for born in ["2009-01-10", "2007-05-01"] {
            let answer = of(born, None);
            let due = due(&answer, &began, &Waiting::default(), None);
            assert!(due.iter().all(|due| !due.late(day("2026-11-23"))), "{born}: {due:?}");
            assert!(!not_recorded(&answer, &began).is_empty(), "{born}");
        }
        assert_eq!(not_recorded(&of("2009-01-10", None), &began), [What::Assessment]);
        assert_eq!(not_recorded(&of("2007-05-01", Some("2025-05-01")), &began), [What::Visit, What::Plan]);
    }

    #[test]
    fn an_assessment_whose_clock_ran_out_while_there_was_a_record_here_is_late_until_it_is_given() {
        let answer = of("2009-01-10", None);
        let due_on = answer.dates.needs_assessment_due.unwrap();
        let shown = Shown { began: Some(day("2024-01-01")), ..Shown::default() };
        let late = |shown: &Shown| {
            due(&answer, shown, &Waiting::default(), None).into_iter().find(|it| it.late(day("2026-11-23")))
        };
        assert_eq!(late(&shown), Some(Due { day: due_on, what: What::Assessment }));
        assert_eq!(late(&Shown { assessed: true, ..shown }), None);
    }

    #[test]
    fn questions_of_an_import_are_due_today_and_are_never_late() {
        let waiting = Waiting { questions: 2, ..Waiting::default() };
        let due = due(&of("2007-05-01", Some("2025-05-01")), &Shown::default(), &waiting, None);
        let first = due.first().unwrap();
        assert_eq!((first.what, first.day), (What::Questions(2), day("2026-11-23")));
        assert!(!first.late(day("2026-11-24")));
    }
}
