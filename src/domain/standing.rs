//! Where an entitlement of one person stands: the rule's answer beside the ledger of what was done about it.

use chrono::NaiveDate;
use leaving_care_rules::assessment::{EntitlementAnswer, LawState, Outcome};

use crate::{
    entitlement::{EntitlementAct, EntitlementStep},
    money::Pence,
};

/// Where an entitlement stands, furthest from being had first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stands {
    /// The rule says yes, and nobody told them.
    NotTold,
    /// They know, and have not asked.
    Told,
    /// They asked, and wait for an answer; or a duty of ours is late.
    Waiting,
    /// Agreed, and not given yet.
    Agreed,
    /// Refused, though the rule says yes.
    Refused,
    /// They said no thank you.
    Declined,
    /// They have it, or had it.
    Has,
    /// A fact is missing.
    ToCheck,
    /// From a later day.
    Later,
    /// Passed by Parliament, and not in force.
    NotInForce,
    /// The rule says no.
    NotForThem,
}

impl Stands {
    /// They could have it now and have not: what "not claimed" counts.
    #[must_use]
    pub const fn not_claimed(self) -> bool {
        matches!(self, Self::NotTold | Self::Told | Self::Waiting)
    }
}

/// Where an entitlement stands, since when, and what is left of its money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub stands: Stands,
    /// The day of the last step.
    pub since: Option<NaiveDate>,
    /// What was paid so far.
    pub paid: Pence,
    /// For money that is given once: what is left of it while the rule says yes.
    pub left: Option<Pence>,
}

impl Standing {
    /// Reads the rule's answer and the steps that stand, of this entitlement alone and in order.
    ///
    /// `once`: its money is given one time, so that a part paid leaves the rest. `shown`: what the service's own
    /// records say where they, and not the ledger, show it: an adviser is allocated, a plan was reviewed.
    #[must_use]
    pub fn of(
        answer: &EntitlementAnswer,
        once: bool,
        steps: &[&EntitlementStep],
        shown: Option<bool>,
    ) -> Self {
        let paid = Pence(
            steps
                .iter()
                .filter(|step| step.note.act == EntitlementAct::Paid)
                .filter_map(|step| step.note.amount)
                .map(|amount| amount.0)
                .sum(),
        );
        let last = steps.iter().max_by_key(|step| (step.note.happened_on, step.recorded_at, step.id));
        let amount = answer.amount_pence.filter(|_| once && answer.outcome == Outcome::Entitled);
        let left = amount.map(|amount| Pence((amount - paid.0).max(0)));
        let act = last.map(|step| step.note.act);
        let stands = match (answer.state, answer.outcome) {
            (LawState::PassedNotInForce, _) => Stands::NotInForce,
            (LawState::Repealed, _) => Stands::NotForThem,
            (_, Outcome::Entitled) => shown.map_or_else(|| entitled(act, left), of_our_records),
            // Money that was had ends the entitlement to it; it is shown as had, not as refused.
            _ if act == Some(EntitlementAct::Paid) => Stands::Has,
            (_, Outcome::NeedsInformation) => Stands::ToCheck,
            (_, Outcome::Upcoming) => Stands::Later,
            (_, Outcome::NotEntitled) => Stands::NotForThem,
        };
        Self { stands, since: last.map(|step| step.note.happened_on), paid, left }
    }
}

/// A duty that our own records show: done, or late on our side.
const fn of_our_records(shown: bool) -> Stands {
    if shown { Stands::Has } else { Stands::Waiting }
}

fn entitled(act: Option<EntitlementAct>, left: Option<Pence>) -> Stands {
    match act {
        None | Some(EntitlementAct::TakenBack) => Stands::NotTold,
        Some(EntitlementAct::Told) => Stands::Told,
        Some(EntitlementAct::Asked) => Stands::Waiting,
        Some(EntitlementAct::Agreed) => Stands::Agreed,
        Some(EntitlementAct::Refused) => Stands::Refused,
        Some(EntitlementAct::Declined) => Stands::Declined,
        // A part was paid: they know of the rest.
        Some(EntitlementAct::Paid) if left.is_some_and(|left| left.0 > 0) => Stands::Told,
        Some(EntitlementAct::Paid) => Stands::Has,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::{
        entitlement::EntitlementNote,
        id::{EntitlementStepId, PersonId},
    };
    use chrono::DateTime;

    fn yes(amount: Option<i64>) -> EntitlementAnswer {
        EntitlementAnswer {
            outcome: Outcome::Entitled,
            from: None,
            until: None,
            upcoming_from: None,
            amount_pence: amount,
            state: LawState::InForce,
            needs: vec![],
        }
    }

    fn step(act: EntitlementAct, on: &str, amount: Option<i64>) -> EntitlementStep {
        EntitlementStep {
            id: EntitlementStepId::new(),
            person: PersonId::new(),
            note: EntitlementNote {
                entitlement: "x".into(),
                act,
                happened_on: on.parse().unwrap(),
                amount: amount.map(Pence),
                note: None,
                takes_back: None,
            },
            recorded_at: DateTime::UNIX_EPOCH,
            recorded_by: None,
        }
    }

    #[test]
    fn jay_was_paid_1850_of_3000_so_1150_is_left_and_he_knows_of_it() {
        let steps = [
            step(EntitlementAct::Asked, "2026-10-20", None),
            step(EntitlementAct::Paid, "2026-11-09", Some(185_000)),
        ];
        let standing = Standing::of(&yes(Some(300_000)), true, &steps.iter().collect::<Vec<_>>(), None);
        assert_eq!(
            (standing.stands, standing.left, standing.paid),
            (Stands::Told, Some(Pence(115_000)), Pence(185_000))
        );
    }

    #[test]
    fn what_was_paid_in_full_is_had_even_when_the_rule_then_says_no() {
        let no = EntitlementAnswer { outcome: Outcome::NotEntitled, ..yes(None) };
        let paid = step(EntitlementAct::Paid, "2026-11-09", Some(300_000));
        assert_eq!(Standing::of(&no, true, &[&paid], None).stands, Stands::Has);
    }

    #[test]
    fn each_last_step_says_where_it_stands() {
        for (act, stands) in [
            (EntitlementAct::Told, Stands::Told),
            (EntitlementAct::Asked, Stands::Waiting),
            (EntitlementAct::Agreed, Stands::Agreed),
            (EntitlementAct::Refused, Stands::Refused),
            (EntitlementAct::Declined, Stands::Declined),
        ] {
            let (first, last) =
                (step(EntitlementAct::Told, "2026-01-01", None), step(act, "2026-02-01", None));
            assert_eq!(Standing::of(&yes(None), false, &[&last, &first], None).stands, stands, "{act}");
        }
        assert_eq!(Standing::of(&yes(None), false, &[], None).stands, Stands::NotTold);
    }

    #[test]
    fn our_own_records_show_a_duty_as_done_or_late() {
        assert_eq!(Standing::of(&yes(None), false, &[], Some(true)).stands, Stands::Has);
        assert_eq!(Standing::of(&yes(None), false, &[], Some(false)).stands, Stands::Waiting);
    }

    #[test]
    fn law_not_in_force_is_a_state_of_its_own() {
        let passed = EntitlementAnswer { state: LawState::PassedNotInForce, ..yes(None) };
        assert_eq!(Standing::of(&passed, false, &[], None).stands, Stands::NotInForce);
    }
}
