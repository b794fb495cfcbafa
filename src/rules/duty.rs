//! The duties of section 4 as dated clocks: what is due for a person by when, from facts that the service records.

use crate::assess::{Life, Reading, with_life};
use crate::assessment::{DutyStage, Status};
use crate::calendar::{Day, after_months, birthday};
use crate::catalogue::Law;
use crate::figures::Mark;
use crate::json::{LegalStatus, Person};
use crate::unknown;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// What the service has recorded of its own work with a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceRecord {
    /// The day the assessment of needs was completed.
    pub assessment_completed: Option<NaiveDate>,
    /// The day the pathway plan was made.
    pub plan_made: Option<NaiveDate>,
    /// The day it was last reviewed.
    pub plan_reviewed: Option<NaiveDate>,
    /// The first day in accommodation that the authority provides after care.
    pub accommodation_provided: Option<NaiveDate>,
    /// The last visit at that accommodation.
    pub accommodation_visited: Option<NaiveDate>,
    /// The first day of the present placement in care.
    pub placement_began: Option<NaiveDate>,
    /// Whether that placement is meant to last to 18.
    pub placement_to_18: bool,
    /// The social worker's last visit.
    pub social_worker_visited: Option<NaiveDate>,
    /// The reviews of the care plan while looked after, in order.
    pub looked_after_reviews: Vec<NaiveDate>,
    /// The last day on which support was offered after 21.
    pub support_offered: Option<NaiveDate>,
    /// Days besides Saturday and Sunday that are not working days.
    pub bank_holidays: Vec<NaiveDate>,
}

/// A duty with a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// The assessment of needs must be complete.
    NeedsAssessment,
    /// The pathway plan must be made.
    PathwayPlan,
    /// The plan must be reviewed.
    PlanReview,
    /// The plan must be reviewed after a move into accommodation that the authority provides.
    PlanReviewAfterMove,
    /// The adviser must visit the accommodation that the authority provides.
    AccommodationVisit,
    /// The social worker must visit.
    SocialWorkerVisit,
    /// The care plan must be reviewed.
    LookedAfterReview,
    /// Ending care needs approval before it takes effect.
    LeavingCareApproval,
    /// Support must be offered, at 21 and each year after.
    SupportOffer,
    /// Staying put ends.
    StayingPutEnds,
    /// The records must be kept until then.
    RecordsKept,
}

/// One thing that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// What.
    pub duty: Duty,
    /// By the end of which day.
    pub due: NaiveDate,
    /// Whether that day has passed.
    pub overdue: bool,
    /// The provision.
    pub provision: &'static str,
    /// How the provision was read.
    pub mark: Mark,
}

/// Everything that is due for a person as things stand on a day, by date. Empty without a date of birth, or while
/// facts of the record are unknown.
pub fn clocks(law: &Law, person: &Person, as_of: NaiveDate, record: &ServiceRecord) -> Vec<Clock> {
    match person.date_of_birth {
        Some(born) if !unknown::any(person) => with_life(law, born, person, Due { as_of, record }),
        _ => Vec::new(),
    }
}

struct Due<'d> {
    as_of: NaiveDate,
    record: &'d ServiceRecord,
}

impl Reading for Due<'_> {
    type Answer = Vec<Clock>;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Vec<Clock> {
        let mut clocks = Vec::new();
        self.plan(life, &mut clocks);
        self.after_care(life, &mut clocks);
        self.in_care(life, &mut clocks);
        clocks.sort_by_key(|clock| clock.due);
        clocks
    }
}

impl Due<'_> {
    fn add(&self, clocks: &mut Vec<Clock>, duty: Duty, due: NaiveDate, provision: &'static str, mark: Mark) {
        clocks.push(Clock { duty, due, overdue: due < self.as_of, provision, mark });
    }

    /// Assessment, plan and review.
    fn plan<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let record = self.record;
        let standing = life.status.standing(life.days.stretch_of(Day::of(self.as_of)));
        let owed_plan = match (standing.status, standing.duty_stage) {
            (Status::Eligible | Status::Relevant, _) => true,
            (Status::FormerRelevant | Status::FormerRelevantEducation, stage) => {
                stage != Some(DutyStage::S23CZBOnRequest)
            }
            _ => false,
        };
        if !owed_plan {
            return;
        }
        if let Some((began, provision, mark)) = assessment_begins(life, standing.status, standing.duty_stage)
            && record.assessment_completed.is_none_or(|done| done < began)
        {
            self.add(clocks, Duty::NeedsAssessment, after_months(began, 3), provision, mark);
        }
        match (record.plan_made, record.assessment_completed) {
            (Some(made), _) => {
                let last = record.plan_reviewed.map_or(made, |reviewed| reviewed.max(made));
                self.add(clocks, Duty::PlanReview, after_months(last, 6), "CLR reg 7(2)", Mark::M);
            }
            (None, Some(assessed)) => {
                self.add(clocks, Duty::PathwayPlan, assessed, "CPR reg 43; CLR reg 6", Mark::M);
            }
            (None, None) => {}
        }
    }

    /// Accommodation provided, offers after 21, staying put, records.
    fn after_care<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let (record, ages) = (self.record, &life.care.ages);
        let standing = life.status.standing(life.days.stretch_of(Day::of(self.as_of)));
        let former = matches!(standing.status, Status::FormerRelevant | Status::FormerRelevantEducation);
        if (former || standing.status == Status::Relevant)
            && let Some(moved) = record.accommodation_provided
        {
            let visit = match record.accommodation_visited.filter(|visited| *visited >= moved) {
                None => add_days(moved, 7),
                Some(visited) => after_months(visited, 2),
            };
            self.add(clocks, Duty::AccommodationVisit, visit, "CLR reg 8(2)", Mark::V);
            if record.plan_reviewed.is_none_or(|reviewed| reviewed < add_days(moved, 28)) {
                self.add(clocks, Duty::PlanReviewAfterMove, add_days(moved, 28), "CLR reg 7(3)", Mark::M);
            }
        }
        if former {
            let b21 = birthday(ages.born, 21);
            let due = record
                .support_offered
                .filter(|offered| *offered >= b21)
                .map_or(b21, |at| after_months(at, 12));
            if Day::of(due) < ages.b25 {
                self.add(clocks, Duty::SupportOffer, due, "CA 1989 s.23CZB", Mark::M);
            }
            if life.person.circumstances.staying_put == Some(true) && self.as_of < b21 {
                self.add(clocks, Duty::StayingPutEnds, b21, "CA 1989 s.23CZA", Mark::V);
            }
        }
        if former || standing.status == Status::Relevant {
            let kept = birthday(ages.born, 75);
            self.add(clocks, Duty::RecordsKept, kept, "CLR reg 10", Mark::M);
        }
    }

    /// Visits and reviews while looked after, and approval of a planned end.
    fn in_care<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let (record, day) = (self.record, Day::of(self.as_of));
        let Some(run) = life.care.ordinary.span_at(day) else { return };
        let began = run.start.date();
        if let Some(placed) = record.placement_began.or(began) {
            let visited = record.social_worker_visited.filter(|visited| *visited >= placed);
            let due = match visited {
                None => add_days(placed, 7),
                Some(visited) if record.placement_to_18 && visited >= after_months(placed, 12) => {
                    after_months(visited, 3)
                }
                Some(visited) => add_days(visited, 42),
            };
            self.add(clocks, Duty::SocialWorkerVisit, due, "CPR reg 28", Mark::V);
        }
        let reviews: Vec<NaiveDate> = record
            .looked_after_reviews
            .iter()
            .copied()
            .filter(|review| Day::of(*review) >= run.start)
            .collect();
        let due = match (reviews.as_slice(), began) {
            ([], Some(began)) => Some(self.working_days_after(began, 20)),
            ([first], _) => Some(after_months(*first, 3)),
            ([.., last], _) => Some(after_months(*last, 6)),
            ([], None) => None,
        };
        if let Some(due) = due {
            self.add(clocks, Duty::LookedAfterReview, due, "CPR reg 33", Mark::M);
        }
        let planned = run.end.date().filter(|end| Day::of(*end) < life.care.ages.b18);
        let under_order =
            life.care.stays.iter().any(|stay| {
                stay.span.contains(day) && matches!(stay.code, LegalStatus::C1 | LegalStatus::C2)
            });
        if let Some(end) = planned.filter(|_| !under_order && run.end >= life.care.ages.b16) {
            self.add(clocks, Duty::LeavingCareApproval, end, "CPR reg 39", Mark::V);
        }
    }

    /// The day that is so many working days after another.
    fn working_days_after(&self, start: NaiveDate, days: u32) -> NaiveDate {
        let working = |day: &NaiveDate| {
            !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.record.bank_holidays.contains(day)
        };
        let wanted = usize::try_from(days).unwrap_or_default();
        let mut after = start.iter_days().skip(1).filter(working);
        wanted.checked_sub(1).and_then(|nth| after.nth(nth)).unwrap_or(start)
    }
}

/// The day from which the three months for the assessment run, with the provision.
fn assessment_begins<const W: usize>(
    life: &Life<'_, W>,
    status: Status,
    stage: Option<DutyStage>,
) -> Option<(NaiveDate, &'static str, Mark)> {
    let circumstances = &life.person.circumstances;
    match (status, stage) {
        (Status::Eligible, _) => {
            let first = life.first_day(life.status.eligible)?.date()?;
            Some((first, "CPR reg 42(1)", Mark::V))
        }
        (Status::Relevant, _) if circumstances.has_pathway_plan != Some(true) => {
            let first = life.first_day(life.status.relevant)?.date()?;
            Some((first, "CLR reg 5(2)(a)", Mark::V))
        }
        (_, Some(DutyStage::S23CA)) => {
            circumstances.education_request_date.map(|told| (told, "CLR reg 5(2)(b)", Mark::V))
        }
        // No fixed period: three months by analogy, a reading.
        (_, Some(DutyStage::S23CZB)) => {
            circumstances.support_request_date.map(|asked| (asked, "CA 1989 s.23CZB(5)", Mark::C))
        }
        _ => None,
    }
}

fn add_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn due(person: &str, as_of: &str, record: &str) -> Vec<(Duty, String, bool)> {
        let person: Person = serde_json::from_str(person).unwrap();
        let record: ServiceRecord = serde_json::from_str(record).unwrap();
        let clocks = clocks(Law::england().unwrap(), &person, as_of.parse().unwrap(), &record);
        clocks.into_iter().map(|clock| (clock.duty, clock.due.to_string(), clock.overdue)).collect()
    }

    const ELIGIBLE: &str = r#"{"date_of_birth":"2009-05-10",
        "episodes":[{"start":"2026-03-02","end":"2026-12-24","legal_status":"V2","placement":"U6"}]}"#;

    #[test]
    fn a_newly_eligible_child_is_owed_an_assessment_visits_and_reviews() {
        let clocks = due(
            ELIGIBLE,
            "2026-06-01",
            r#"{"social_worker_visited":"2026-05-25","looked_after_reviews":["2026-03-30"]}"#,
        );
        assert_eq!(
            clocks,
            [
                (Duty::LookedAfterReview, "2026-06-30".to_owned(), false),
                (Duty::SocialWorkerVisit, "2026-07-06".to_owned(), false),
                (Duty::NeedsAssessment, "2026-09-01".to_owned(), false),
                (Duty::LeavingCareApproval, "2026-12-24".to_owned(), false),
            ]
        );
    }

    #[test]
    fn the_first_review_is_twenty_working_days_in() {
        let clocks = due(ELIGIBLE, "2026-04-01", r#"{"bank_holidays":["2026-03-17"]}"#);
        let review = clocks.iter().find(|(duty, ..)| *duty == Duty::LookedAfterReview).unwrap();
        assert_eq!((review.1.as_str(), review.2), ("2026-03-31", true));
    }

    #[test]
    fn at_21_support_is_offered_and_again_each_year() {
        let person =
            r#"{"date_of_birth":"2003-06-02","episodes":[{"start":"2014-06-01","legal_status":"C2"}]}"#;
        let offer = |record: &str| {
            let clocks = due(person, "2026-11-22", record);
            clocks.into_iter().find(|(duty, ..)| *duty == Duty::SupportOffer).unwrap()
        };
        assert_eq!(offer("{}"), (Duty::SupportOffer, "2024-06-02".to_owned(), true));
        assert_eq!(offer(r#"{"support_offered":"2026-06-10"}"#).1, "2027-06-10");
    }

    #[test]
    fn accommodation_is_visited_within_a_week_and_then_every_two_months() {
        let person = r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2025-05-03","end":"2026-09-01","legal_status":"V2"}]}"#;
        let visit = |record: &str| {
            let clocks = due(person, "2026-09-20", record);
            clocks.into_iter().find(|(duty, ..)| *duty == Duty::AccommodationVisit).unwrap()
        };
        assert_eq!(visit(r#"{"accommodation_provided":"2026-09-01"}"#).1, "2026-09-08");
        let visited = r#"{"accommodation_provided":"2026-09-01","accommodation_visited":"2026-09-05"}"#;
        assert_eq!(visit(visited).1, "2026-11-05");
    }
}
