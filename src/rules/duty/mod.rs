//! The duties of section 4 as dated clocks: what is due for a person and by when, from facts that the service records.

mod due;
#[cfg(test)]
mod tests;

use crate::assessment::Fact;
use crate::catalogue::Law;
use crate::figures::Mark;
use crate::life::with_life;
use crate::person::Person;
use crate::unknown::Extremes;
use chrono::NaiveDate;
use due::Due;
use serde::{Deserialize, Serialize};

/// What the service has recorded about its own work with a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceRecord {
    /// The day the assessment of needs was completed.
    pub assessment_completed: Option<NaiveDate>,
    /// The day the pathway plan was made.
    pub plan_made: Option<NaiveDate>,
    /// The day it was last reviewed.
    pub plan_reviewed: Option<NaiveDate>,
    /// The first day in accommodation provided by the authority after care.
    pub accommodation_provided: Option<NaiveDate>,
    /// The last visit to that accommodation.
    pub accommodation_visited: Option<NaiveDate>,
    /// The first day of the current placement in care.
    pub placement_began: Option<NaiveDate>,
    /// Whether that placement is meant to last to 18.
    pub placement_to_18: bool,
    /// Whether the carer's approval is temporary. CPR reg 24.
    pub carer_approved_for_a_time: bool,
    /// The social worker's last visit.
    pub social_worker_visited: Option<NaiveDate>,
    /// The reviews of the care plan while looked after, in order.
    pub looked_after_reviews: Vec<NaiveDate>,
    /// The last day on which support was offered after 21.
    pub support_offered: Option<NaiveDate>,
    /// Days other than Saturday and Sunday that are not working days.
    pub bank_holidays: Vec<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    NeedsAssessment,
    PathwayPlan,
    PlanReview,
    /// The plan must be reviewed after a move into accommodation provided by the authority.
    PlanReviewAfterMove,
    /// The adviser must visit the accommodation provided by the authority.
    AccommodationVisit,
    SocialWorkerVisit,
    LookedAfterReview,
    /// Ending care at 16 or 17 without an order needs the director's approval before it takes effect.
    LeavingCareApproval,
    /// Ending care after 20 working days needs a nominated officer's approval before it takes effect.
    NominatedOfficerApproval,
    /// Support must be offered, at 21 and every year after that.
    SupportOffer,
    StayingPutEnds,
    /// The records must be kept until then.
    RecordsKept,
}

impl Duty {
    pub const ALL: [Duty; 12] = [
        Duty::NeedsAssessment,
        Duty::PathwayPlan,
        Duty::PlanReview,
        Duty::PlanReviewAfterMove,
        Duty::AccommodationVisit,
        Duty::SocialWorkerVisit,
        Duty::LookedAfterReview,
        Duty::LeavingCareApproval,
        Duty::NominatedOfficerApproval,
        Duty::SupportOffer,
        Duty::StayingPutEnds,
        Duty::RecordsKept,
    ];
}

/// One thing that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock {
    pub duty: Duty,
    /// By the end of this day.
    pub due: NaiveDate,
    /// Whether that day has passed.
    pub overdue: bool,
    pub provision: &'static str,
    /// How the provision was read.
    pub mark: Mark,
}

/// What is due for one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Clocks {
    /// What is due whatever the unknown facts turn out to be, in date order.
    pub due: Vec<Clock>,
    /// The duties that may or may not apply, or have an open deadline, depending on a fact nobody knows.
    pub needs_information: Vec<OpenClock>,
}

/// A duty that depends on facts that are not recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenClock {
    pub duty: Duty,
    /// The facts that would settle whether it is due, and by when.
    pub facts: Vec<Fact>,
}

/// Everything due for a person on a day, as things stand.
///
/// Where facts of the record are unknown, whatever is due at every extreme of them is due; where the extremes differ,
/// the duty names the facts that would settle it. Without a date of birth that applies to every duty.
pub fn clocks(law: &Law, person: &Person, as_of: NaiveDate, record: &ServiceRecord) -> Clocks {
    let Some(born) = person.date_of_birth else {
        let open = |duty| OpenClock { duty, facts: vec![Fact::DateOfBirth] };
        return Clocks { due: Vec::new(), needs_information: Duty::ALL.map(open).into() };
    };
    let extremes = Extremes::of(person, born, as_of);
    let tried: Vec<Vec<Clock>> =
        extremes.people().map(|known| with_life(law, born, &known, Due { as_of, record })).collect();
    let mut clocks = Clocks::default();
    for duty in Duty::ALL {
        let of = |all: &Vec<Clock>| -> Vec<Clock> {
            all.iter().filter(|clock| clock.duty == duty).cloned().collect()
        };
        let facts = extremes.settling(&tried, of);
        if facts.is_empty() {
            clocks.due.extend(tried.first().map(of).unwrap_or_default());
        } else {
            clocks.needs_information.push(OpenClock { duty, facts });
        }
    }
    clocks.due.sort_by_key(|clock| clock.due);
    clocks
}
