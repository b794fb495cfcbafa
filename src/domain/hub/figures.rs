//! The hub in figures: what waits, what was decided and how soon, and who is still to be told.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Deed, Harm, HubContact, Outcome, Stands, Step,
    follow::{What, to_do},
    tell_by,
};
use crate::moment::Moment;

/// The hub in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Waits for a decision.
    pub waiting: usize,
    /// Of these, past the clock.
    pub waiting_late: usize,
    /// Of these, those that nobody has.
    pub nobody: usize,
    /// Of these, those that may be harm now or that nobody has screened.
    pub first: usize,
    /// Came since the day that is counted from, and decided at least once.
    pub decided: usize,
    /// Of these, those whose first decision was within one working day.
    pub in_time: usize,
    /// What holds of those, in the order of the outcomes.
    pub outcomes: Vec<(Outcome, usize)>,
    /// Decisions that were withdrawn.
    pub withdrawn: usize,
    /// Families that are not told on a ground: how many, and those whose day to look again has come or is past.
    pub not_told: usize,
    pub look_again: usize,
    /// Families that are to be told and were not yet.
    pub to_tell: usize,
    /// What decisions ask for and nobody has done or sent: all of it, and what is past its day.
    pub to_do: usize,
    pub to_do_late: usize,
}

impl Figures {
    /// Of these contacts, each with its ledger, oldest step first. `since` is the first day that is counted for decisions; what waits
    /// and what is still to do is counted whenever it came. `day` gives the London day of an instant.
    #[must_use]
    pub fn of<'a>(
        all: impl IntoIterator<Item = (&'a HubContact, &'a [Step])>,
        (since, now): (NaiveDate, Moment),
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Self {
        let mut figures = Self::default();
        let mut outcomes: Vec<(Outcome, usize)> = Outcome::ALL.iter().map(|one| (*one, 0)).collect();
        for (contact, steps) in all {
            let stands = Stands { family_knows: contact.told.family_knows(), ..Stands::of(steps) };
            if stands.outcome.is_none() {
                figures.waits(contact, &stands, now.at);
            }
            figures.telling(&stands, day(contact.came_at), now.today);
            for asked in to_do(contact, steps, stands.decision.map(|(decision, _)| decision), &day) {
                // A message to a family that is not told is held, and counted with those to look at again.
                let held = matches!(stands.telling, Some(Deed::NotTold { .. }))
                    && asked.what == What::Message(super::Addressee::Family);
                figures.to_do += 1;
                figures.to_do_late += usize::from(!held && asked.due < now.today);
            }
            if day(contact.came_at) < since {
                continue;
            }
            figures.withdrawn +=
                steps.iter().filter(|step| matches!(step.deed, Deed::Withdrawn { .. })).count();
            let first = steps.iter().find(|step| matches!(step.deed, Deed::Decided { .. }));
            figures.decided += usize::from(first.is_some());
            figures.in_time += usize::from(first.is_some_and(|step| step.at <= contact.decide_by));
            for (outcome, count) in &mut outcomes {
                *count += usize::from(stands.outcome == Some(*outcome));
            }
        }
        Self { outcomes, ..figures }
    }

    fn waits(&mut self, contact: &HubContact, stands: &Stands, now: DateTime<Utc>) {
        self.waiting += 1;
        self.waiting_late += usize::from(contact.decide_by < now);
        self.nobody += usize::from(stands.has.is_none());
        self.first += usize::from(matches!(stands.harm(&contact.told), Harm::Now | Harm::NotScreened));
    }

    fn telling(&mut self, stands: &Stands, came: NaiveDate, today: NaiveDate) {
        let due = tell_by(stands, came);
        if matches!(stands.telling, Some(Deed::NotTold { .. })) {
            self.not_told += 1;
            self.look_again += usize::from(due.is_some_and(|due| due <= today));
        } else {
            self.to_tell += usize::from(due.is_some());
        }
    }
}

#[cfg(test)]
mod tests;
