//! The rules behind the clocks: what is due under each duty, when every fact of the record is known.

use super::{Clock, Duty, ServiceRecord};
use crate::assessment::{DutyStage, Status};
use crate::calendar::{Day, after_months, birthday};
use crate::care_history::Stay;
use crate::facts::FactId;
use crate::figures::Mark;
use crate::life::{Life, Reading};
use crate::person::{LegalStatus, Placement};
use chrono::{Datelike, Days, NaiveDate, Weekday};

pub(super) struct Due<'d> {
    pub(super) as_of: NaiveDate,
    pub(super) record: &'d ServiceRecord,
}

impl Reading for Due<'_> {
    type Answer = Vec<Clock>;
    const ENTITLEMENTS: bool = false;

    fn read<const W: usize>(self, life: &Life<'_, W>) -> Vec<Clock> {
        let mut clocks = Vec::new();
        self.plan(life, &mut clocks);
        self.accommodation(life, &mut clocks);
        self.after_18(life, &mut clocks);
        self.records(life, &mut clocks);
        self.social_worker_visit(life, &mut clocks);
        self.looked_after_review(life, &mut clocks);
        self.approval(life, &mut clocks);
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

    /// Visits and the review after a move into accommodation provided by the authority. CLR reg 7(3), 8(2).
    fn accommodation<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let record = self.record;
        let status = life.status.standing(life.days.stretch_of(Day::of(self.as_of))).status;
        let owed =
            matches!(status, Status::Relevant | Status::FormerRelevant | Status::FormerRelevantEducation);
        let Some(moved) = record.accommodation_provided.filter(|_| owed) else { return };
        let (first_week, first_review) = (add_days(moved, 7), add_days(moved, 28));
        let reviewed = record.plan_reviewed.is_some_and(|reviewed| reviewed >= first_review);
        let visit = match record.accommodation_visited.filter(|visited| *visited >= moved) {
            None => first_week,
            // The second visit comes before the review.
            Some(visited) if visited <= first_week && !reviewed => first_review,
            Some(visited) => after_months(visited, 2),
        };
        self.add(clocks, Duty::AccommodationVisit, visit, "CLR reg 8(2)", Mark::V);
        if !reviewed {
            self.add(clocks, Duty::PlanReviewAfterMove, first_review, "CLR reg 7(3)", Mark::M);
        }
    }

    /// Offers of support from 21, and the end of staying put.
    fn after_18<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let (record, ages) = (self.record, &life.care.ages);
        if !life.status.former_relevant.at(life.days.stretch_of(Day::of(self.as_of))) {
            return;
        }
        let b21 = birthday(ages.born, 21);
        let offered = record.support_offered.filter(|offered| *offered >= b21);
        let due = offered.map_or(b21, |offered| after_months(offered, 12));
        if Day::of(due) < ages.b25 {
            self.add(clocks, Duty::SupportOffer, due, "CA 1989 s.23CZB", Mark::M);
        }
        if life.person.circumstances.answers.get(FactId::StayingPut) == Some(true) && self.as_of < b21 {
            self.add(clocks, Duty::StayingPutEnds, b21, "CA 1989 s.23CZA", Mark::V);
        }
    }

    /// How long to keep the records of anyone who is or was relevant or former relevant: 75 years from birth, or 15
    /// from a death before 18. CLR reg 10.
    fn records<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let owed = life.first_day(life.status.relevant | life.status.former_relevant);
        if owed.is_none_or(|first| first > Day::of(self.as_of)) {
            return;
        }
        let born = life.care.ages.born;
        let died = life.care.died.filter(|died| *died < life.care.ages.b18).and_then(Day::date);
        let kept = died.map_or(birthday(born, 75), |died| birthday(died, 15));
        self.add(clocks, Duty::RecordsKept, kept, "CLR reg 10", Mark::M);
    }

    /// CPR reg 28: within a week of a placement and then every six weeks; after a year, every three months if it is
    /// meant to last to 18; every week and then every four if the carer has temporary approval, or at home under an
    /// interim order.
    fn social_worker_visit<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let record = self.record;
        let Some(run) = life.care.ordinary.span_at(Day::of(self.as_of)) else { return };
        let Some(placed) = record.placement_began.or(run.start.date()) else { return };
        let today = |stay: &&Stay<'_>| stay.span.contains(Day::of(self.as_of));
        let interim_at_home =
            |stay: &Stay<'_>| stay.code == LegalStatus::C1 && stay.placement == Some(Placement::P1);
        let closely =
            record.carer_approved_for_a_time || life.care.stays.iter().filter(today).any(interim_at_home);
        let reviewed = record.looked_after_reviews.iter().any(|review| *review >= placed);
        let visited = record.social_worker_visited.filter(|visited| *visited >= placed);
        let due = match visited {
            None => add_days(placed, 7),
            Some(visited) if closely => add_days(visited, if reviewed { 28 } else { 7 }),
            Some(visited) if record.placement_to_18 && visited >= after_months(placed, 12) => {
                after_months(visited, 3)
            }
            Some(visited) => add_days(visited, 42),
        };
        self.add(clocks, Duty::SocialWorkerVisit, due, "CPR reg 28", Mark::V);
    }

    /// CPR reg 33: 20 working days after care began, three months after that, and every six months.
    fn looked_after_review<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let Some(run) = life.care.ordinary.span_at(Day::of(self.as_of)) else { return };
        let reviews = &self.record.looked_after_reviews;
        let reviews: Vec<NaiveDate> =
            reviews.iter().copied().filter(|review| Day::of(*review) >= run.start).collect();
        let due = match (reviews.as_slice(), run.start.date()) {
            ([], Some(began)) => Some(self.working_days_after(began, 20)),
            ([first], _) => Some(after_months(*first, 3)),
            ([.., last], _) => Some(after_months(*last, 6)),
            ([], None) => None,
        };
        if let Some(due) = due {
            self.add(clocks, Duty::LookedAfterReview, due, "CPR reg 33", Mark::M);
        }
    }

    /// CPR reg 39: who must approve a planned end of care before it takes effect.
    fn approval<const W: usize>(&self, life: &Life<'_, W>, clocks: &mut Vec<Clock>) {
        let day = Day::of(self.as_of);
        let Some(run) = life.care.ordinary.span_at(day) else { return };
        let Some(end) = run.end.date().filter(|end| Day::of(*end) < life.care.ages.b18) else { return };
        let care_order = |stay: &Stay<'_>| {
            stay.span.contains(day) && matches!(stay.code, LegalStatus::C1 | LegalStatus::C2)
        };
        if run.end >= life.care.ages.b16 && !life.care.stays.iter().any(care_order) {
            self.add(clocks, Duty::LeavingCareApproval, end, "CPR reg 39", Mark::V);
        }
        let began = run.start.date();
        if began.is_some_and(|began| self.working_days_after(began, 20) <= end) {
            self.add(clocks, Duty::NominatedOfficerApproval, end, "CPR reg 39(4)", Mark::V);
        }
    }

    /// The day this many working days after another.
    fn working_days_after(&self, start: NaiveDate, days: u32) -> NaiveDate {
        let working = |day: &NaiveDate| {
            !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.record.bank_holidays.contains(day)
        };
        let wanted = usize::try_from(days).unwrap_or_default();
        let mut after = start.iter_days().skip(1).filter(working);
        wanted.checked_sub(1).and_then(|nth| after.nth(nth)).unwrap_or(start)
    }
}

/// The day from which the three months for the needs assessment run, with the provision.
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
        (Status::Relevant, _) if circumstances.answers.get(FactId::HasPathwayPlan) != Some(true) => {
            let first = life.first_day(life.status.relevant)?.date()?;
            Some((first, "CLR reg 5(2)(a)", Mark::V))
        }
        (_, Some(DutyStage::S23CA)) => {
            circumstances.education_request_date.map(|told| (told, "CLR reg 5(2)(b)", Mark::V))
        }
        // No period is set: three months by analogy, a reading.
        (_, Some(DutyStage::S23CZB)) => {
            circumstances.support_request_date.map(|asked| (asked, "CA 1989 s.23CZB(5)", Mark::C))
        }
        _ => None,
    }
}

fn add_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}
