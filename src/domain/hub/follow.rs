//! What follows a decision, and what of it is still to do.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Addressee, Deed, HubContact, NextStep, Outcome, Step};
use crate::{id::HubStepId, office};

/// Working days within which another agency or an Early Help assessment begins.
const BEGINS_WITHIN: u32 = 5;
/// Working days from the day a contact came, within which a social work assessment ends. Working Together to Safeguard Children.
const ENDS_WITHIN: u32 = 45;
/// Working days within which the family and whoever wrote hear what was decided.
const HEARD_WITHIN: u32 = 1;

/// What is to be done after a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Next(NextStep),
    Message(Addressee),
}

/// Something that a decision asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'a> {
    pub what: What,
    pub due: NaiveDate,
    /// The step that says it was done or sent, or why it is not sent.
    pub done: Option<&'a Step>,
}

impl Outcome {
    /// What has to happen after it.
    #[must_use]
    pub const fn next_steps(self) -> &'static [NextStep] {
        match self {
            Self::NoFurtherAction => &[],
            Self::AnotherAgency | Self::EarlyHelp => &[NextStep::Begin],
            Self::SocialWork => &[NextStep::Begin, NextStep::End],
        }
    }
}

/// By when a next step is due: `decided` and `came` are London days.
#[must_use]
pub fn next_due(outcome: Outcome, what: NextStep, decided: NaiveDate, came: NaiveDate) -> NaiveDate {
    match (outcome, what) {
        (_, NextStep::End) => office::working_days_after(came, ENDS_WITHIN),
        (Outcome::SocialWork, NextStep::Begin) => decided,
        (_, NextStep::Begin) => office::working_days_after(decided, BEGINS_WITHIN),
    }
}

/// Everything that a decision asks for, done or not, in the order of the page. `day` gives the London day of an instant. Nothing
/// for a step that is no decision, and no message to somebody who left no way to be answered.
#[must_use]
pub fn asks<'a>(
    contact: &HubContact,
    decision: &Step,
    steps: &'a [Step],
    day: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> Vec<Asked<'a>> {
    let Deed::Decided { outcome, .. } = &decision.deed else { return Vec::new() };
    let (decided, came) = (day(decision.at), day(contact.came_at));
    let of = |what: What| steps.iter().rev().find(|step| answers(&step.deed, decision.id, what));
    let next = outcome.next_steps().iter().map(|step| Asked {
        what: What::Next(*step),
        due: next_due(*outcome, *step, decided, came),
        done: of(What::Next(*step)),
    });
    let heard = office::working_days_after(decided, HEARD_WITHIN);
    let look_again = steps.iter().rev().find_map(|step| match &step.deed {
        Deed::Told { .. } | Deed::WillTry { .. } | Deed::Tried { .. } => Some(None),
        Deed::NotTold { look_again, .. } => Some(Some(*look_again)),
        _ => None,
    });
    let family = Asked {
        what: What::Message(Addressee::Family),
        due: look_again.flatten().map_or(heard, |again| again.max(heard)),
        done: of(What::Message(Addressee::Family)),
    };
    let referrer = contact.told.reach.as_ref().map(|_| Asked {
        what: What::Message(Addressee::Referrer),
        due: heard,
        done: of(What::Message(Addressee::Referrer)),
    });
    next.chain([family]).chain(referrer).collect()
}

/// What is still to do of the decision that holds; nothing before there is one.
#[must_use]
pub fn to_do<'a>(
    contact: &HubContact,
    steps: &'a [Step],
    holds: Option<HubStepId>,
    day: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> Vec<Asked<'a>> {
    let Some(decision) = steps.iter().find(|step| Some(step.id) == holds) else { return Vec::new() };
    let mut all = asks(contact, decision, steps, day);
    all.retain(|one| one.done.is_none());
    all.sort_by_key(|one| one.due);
    all
}

fn answers(deed: &Deed, to: HubStepId, asked: What) -> bool {
    match (deed, asked) {
        (Deed::Done { decision, what, .. }, What::Next(next)) => *decision == to && *what == next,
        (
            Deed::Sent { decision, to: whom, .. } | Deed::NotSent { decision, to: whom, .. },
            What::Message(asked),
        ) => *decision == to && *whom == asked,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
