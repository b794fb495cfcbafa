//! One person with everything that the rules, the ledger and our own records say about them today.

use std::{ops::Deref, sync::Arc};

use chrono::{Days, NaiveDate};
use leaving_care_rules::{
    Law, assessment::Status, catalogue::EntitlementIndex, entitlement::outcome::Entitlement,
    person::LegalStatus,
};
use onward_domain::{
    appointment::Appointment,
    due::{Due, Waiting, What, due, in_order, not_recorded},
    entitlement::standing,
    matter::MatterKind,
    money::Pence,
    request::Request,
    returns::ssda903::CollectionYear,
    standing::Standing,
    talk::promised_by,
    whose::Whose,
};
use onward_store::scope::{Listed, Record};

use crate::{clock::london_day, usecases::worked::Worked};

/// A person, assessed.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The person, their facts and their ledger.
    pub listed: Arc<Listed>,
    /// What the rules and the ledger say about them.
    pub worked: Arc<Worked>,
    /// What is due, soonest first.
    pub due: Vec<Due>,
    /// What is owed and was never recorded here.
    pub not_recorded: Vec<What>,
    /// Who owes the help of their status.
    pub whose: Whose,
    /// The years of which the returns are not held and would settle the status.
    pub years_wanted: Vec<CollectionYear>,
    /// Whether the viewer may write in the record: not where it was opened from outside.
    pub may_change: bool,
}

impl Deref for Answered {
    type Target = Worked;
    fn deref(&self) -> &Worked {
        &self.worked
    }
}

impl Answered {
    /// Runs the rules and reads the ledger.
    #[must_use]
    pub fn of(law: &'static Law, listed: Arc<Listed>, today: NaiveDate) -> Self {
        let worked = Worked::of(law, &listed, today);
        let (assessment, shown) = (&worked.assessment, listed.shown());
        let waiting = Waiting {
            next_contact: listed.next_contact,
            questions: listed.questions,
            own_answers: &listed.own_answers,
            // A review that was held since answers it, even where it left the plan as it is.
            review_asked: listed
                .review_asked
                .map(london_day)
                .filter(|asked| listed.facts.plan_given().is_none_or(|held| held < *asked)),
        };
        let mut due = due(assessment, &shown, &waiting, planned_end(&worked.facts, today));
        due.extend(promised(law, &listed));
        // A complaint is not for the adviser: a manager answers it.
        let theirs = listed.matters.iter().filter(|matter| matter.kind != MatterKind::Complaint);
        due.extend(theirs.filter_map(|matter| {
            let stands = matter.stands();
            let what = if stands.chased.is_some() { What::MatterChased } else { What::Matter };
            Some(Due { day: stands.by?, what })
        }));
        due.extend(appointments(&listed.appointments, today));
        due.extend(overrides_ending(&worked, today));
        in_order(&mut due);
        Self {
            due,
            not_recorded: not_recorded(assessment, &shown),
            whose: Whose::of(law, assessment, &listed.facts),
            years_wanted: match assessment.status {
                Status::NeedsInformation => listed.facts.years_wanted(today),
                _ => Vec::new(),
            },
            listed,
            worked,
            may_change: true,
        }
    }

    /// The same in a record that may be open only for looking.
    #[must_use]
    pub fn in_record(self, record: &Record<'_>) -> Self {
        Self { may_change: record.may_change(), ..self }
    }

    /// Each entitlement with its answer and its state.
    pub fn entitlements<'a>(
        &'a self,
        law: &'a Law,
    ) -> impl Iterator<Item = (EntitlementIndex, &'a Entitlement, &'a Standing)> {
        law.each().zip(&self.standings).map(|((which, entitlement), standing)| (which, entitlement, standing))
    }

    /// Money available now but not received: what "not claimed" adds up. Only money given once, so that the sum
    /// consists of pounds that can be paid.
    #[must_use]
    pub fn not_claimed(&self) -> Pence {
        let left = self
            .standings
            .iter()
            .filter(|standing| standing.stands.not_claimed())
            .filter_map(|standing| standing.left);
        Pence(left.map(|left| left.0).sum())
    }

    /// The recorded end of care that has not come yet.
    #[must_use]
    pub fn planned_end(&self) -> Option<NaiveDate> {
        planned_end(&self.facts, self.today)
    }

    /// They were seen face to face, and the last time is more than this many days ago. A call is no visit.
    #[must_use]
    pub fn not_seen_for(&self, days: i64) -> bool {
        self.listed.last_visit.is_some_and(|seen| (self.today - seen).num_days() > days)
    }

    /// No visit was ever recorded here: it is not known when they were last seen.
    #[must_use]
    pub fn never_recorded_as_seen(&self) -> bool {
        self.listed.last_visit.is_none()
    }

    /// Age in whole years; unknown without a date of birth.
    #[must_use]
    pub fn age(&self) -> Option<u32> {
        self.today.years_since(self.listed.person.identity.born?)
    }
}

/// What they asked for and wait for, and what they say is wrong, each with the day that they were promised.
fn promised(law: &Law, listed: &Listed) -> Vec<Due> {
    let steps = standing(&listed.facts.entitlements);
    let mut due: Vec<Due> = Vec::new();
    for entry in law.entitlements() {
        let of: Vec<_> = steps.iter().copied().filter(|step| step.note.entitlement == entry.id).collect();
        let Some(request) = Request::of(&of, entry.emergency).filter(|request| request.stage.is_open())
        else {
            continue;
        };
        let what = if entry.emergency && request.stage.waits() { What::Emergency } else { What::Request };
        due.extend(request.by.map(|day| Due { day, what }));
    }
    due.extend(listed.said_wrong.iter().map(|day| Due { day: *day, what: What::SaidWrong }));
    due
}

/// So many days before its end, what was decided in place of the rule's answer is looked at again.
pub(crate) const BEFORE_IT_ENDS: u64 = 28;

fn overrides_ending(worked: &Worked, today: NaiveDate) -> impl Iterator<Item = Due> {
    let soon = today.checked_add_days(Days::new(BEFORE_IT_ENDS));
    let ends = worked.overrides.iter().map(|one| one.note.until).filter(move |day| Some(*day) <= soon);
    ends.map(|day| Due { day, what: What::OverrideEnds })
}

/// The meetings that were agreed, on their days, and what the person asks, by when an answer is promised.
fn appointments(all: &[Appointment], today: NaiveDate) -> Vec<Due> {
    let mut due = Vec::new();
    for each in all {
        let agreed = each.agreed().map(|meeting| london_day(meeting.at));
        due.extend(agreed.filter(|day| *day >= today).map(|day| Due { day, what: What::Appointment }));
        if let Some(turn) = each.proposed().filter(|turn| turn.by_young) {
            let day = promised_by(london_day(turn.said_at)).min(london_day(turn.meeting.at));
            due.push(Due { day, what: What::AppointmentAsked });
        }
    }
    due
}

/// The last end of ordinary care that lies ahead, when no episode runs on beyond it.
fn planned_end(person: &leaving_care_rules::Person, today: NaiveDate) -> Option<NaiveDate> {
    let episodes = person.episodes.as_ref()?;
    let ordinary = || {
        episodes
            .iter()
            .filter(|episode| !matches!(episode.legal_status, Some(LegalStatus::V3 | LegalStatus::V4)))
    };
    if ordinary().any(|episode| episode.end.is_none() && !episode.end_unknown) {
        return None;
    }
    ordinary().filter_map(|episode| episode.end).filter(|end| today < *end).max()
}
