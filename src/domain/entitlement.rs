//! What has happened with an entitlement: an append-only ledger of steps.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    id::{DocumentId, EntitlementStepId, PersonId, UserId},
    money::Pence,
};

crate::words! {
    /// One step in an entitlement's history.
    pub enum EntitlementAct {
        /// The young person was told about it.
        Told = "told",
        /// They asked for it.
        Asked = "asked",
        /// Somebody named has it to decide.
        Deciding = "deciding",
        /// It was agreed.
        Agreed = "agreed",
        /// Money was paid or the thing was provided.
        Paid = "paid",
        /// It was refused, with the reason.
        Refused = "refused",
        /// The young person does not want it.
        Declined = "declined",
        /// It is of no use to them now, and why: nobody refuses it, and it is open again once they are told or ask.
        NotRelevant = "not_relevant",
        /// The young person says that a promised day has passed.
        Chased = "chased",
        /// The young person says that they have it: the request is over.
        Done = "done",
        /// The adviser would refuse what the rule does not rule out, and a manager has to look first. Between the two of
        /// them: it counts for nothing, and the young person's pages leave it out.
        NoProposed = "no_proposed",
        /// The manager does not agree with that, and says why. Between the two of them too.
        NoSentBack = "no_sent_back",
        /// An earlier step was a mistake; it is named in the note.
        TakenBack = "taken_back",
    }

    /// Who had the money or the thing.
    pub enum PaidTo {
        /// The young person.
        Themselves = "themselves",
        /// A landlord, a shop, a college: named in words.
        Somebody = "somebody",
    }
}

/// To whom something was paid or given, and what shows it; for [`EntitlementAct::Paid`] only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Payment {
    /// Nothing where nobody said so: what was recorded before it was asked.
    pub to: Option<PaidTo>,
    /// Their name, where it was somebody else.
    pub payee: Option<String>,
    /// A reference: a payment number, a receipt, who saw it.
    pub evidence: Option<String>,
    /// One of the young person's papers.
    pub document: Option<DocumentId>,
}

/// What is recorded about a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntitlementNote {
    /// The entitlement's id in the catalogue.
    pub entitlement: String,
    pub act: EntitlementAct,
    pub happened_on: NaiveDate,
    /// How much, if money is involved.
    pub amount: Option<Pence>,
    /// The reason for a refusal, or anything worth knowing.
    pub note: Option<String>,
    /// For [`EntitlementAct::TakenBack`]: the step that was a mistake.
    pub takes_back: Option<EntitlementStepId>,
    /// By when what follows is promised: an answer after asking, the money after a yes.
    pub by: Option<NaiveDate>,
    /// Who decides, for [`EntitlementAct::Deciding`].
    pub decider: Option<String>,
    pub payment: Payment,
}

impl EntitlementNote {
    /// A step on a day, with nothing more to say of it.
    #[must_use]
    pub fn new(entitlement: impl Into<String>, act: EntitlementAct, happened_on: NaiveDate) -> Self {
        Self {
            entitlement: entitlement.into(),
            act,
            happened_on,
            amount: None,
            note: None,
            takes_back: None,
            by: None,
            decider: None,
            payment: Payment::default(),
        }
    }
}

/// One step, as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntitlementStep {
    pub id: EntitlementStepId,
    pub person: PersonId,
    /// What is recorded.
    pub note: EntitlementNote,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: Option<UserId>,
}

impl EntitlementAct {
    /// Between an adviser and a manager, about a refusal that nobody has been told of.
    #[must_use]
    pub const fn is_between_staff(self) -> bool {
        matches!(self, Self::NoProposed | Self::NoSentBack)
    }
}

/// The steps that still count: without those taken back, without the taking back itself, and without what is between
/// staff.
#[must_use]
pub fn standing(steps: &[EntitlementStep]) -> Vec<&EntitlementStep> {
    let mut kept = not_taken_back(steps);
    kept.retain(|step| !step.note.act.is_between_staff());
    kept
}

fn not_taken_back(steps: &[EntitlementStep]) -> Vec<&EntitlementStep> {
    let taken_back: Vec<EntitlementStepId> = steps.iter().filter_map(|step| step.note.takes_back).collect();
    steps
        .iter()
        .filter(|step| step.note.act != EntitlementAct::TakenBack && !taken_back.contains(&step.id))
        .collect()
}

/// The refusal of one entitlement that waits for a second person; none once a manager answered, or once something else was
/// decided.
#[must_use]
pub fn proposed_no<'s>(steps: &'s [EntitlementStep], entitlement: &str) -> Option<&'s EntitlementStep> {
    latest_about_no(steps, entitlement).filter(|step| step.note.act == EntitlementAct::NoProposed)
}

/// What a manager said who did not agree with the latest refusal; none once something else was decided.
#[must_use]
pub fn sent_back_no<'s>(steps: &'s [EntitlementStep], entitlement: &str) -> Option<&'s EntitlementStep> {
    latest_about_no(steps, entitlement).filter(|step| step.note.act == EntitlementAct::NoSentBack)
}

fn latest_about_no<'s>(steps: &'s [EntitlementStep], entitlement: &str) -> Option<&'s EntitlementStep> {
    let decides = |act: EntitlementAct| {
        act.is_between_staff()
            || matches!(
                act,
                EntitlementAct::Agreed
                    | EntitlementAct::Paid
                    | EntitlementAct::Refused
                    | EntitlementAct::Declined
                    | EntitlementAct::NotRelevant
            )
    };
    not_taken_back(steps)
        .into_iter()
        .filter(|step| step.note.entitlement == entitlement && decides(step.note.act))
        .max_by_key(|step| (step.recorded_at, step.id))
}

/// The total paid for an entitlement.
#[must_use]
pub fn paid(steps: &[EntitlementStep], entitlement: &str) -> Pence {
    sum(standing(steps)
        .into_iter()
        .filter(|step| step.note.act == EntitlementAct::Paid && step.note.entitlement == entitlement))
}

fn sum<'s>(steps: impl Iterator<Item = &'s EntitlementStep>) -> Pence {
    Pence(steps.filter_map(|step| step.note.amount).fold(0, |sum, amount| sum.saturating_add(amount.0)))
}

/// What was given of an entitlement; later steps don't change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The total paid.
    pub sum: Pence,
    /// The day it was last given; `None` if that was before this record.
    pub on: Option<NaiveDate>,
    /// How many times something was given.
    pub times: usize,
    /// The record only says that it was given, not how much: then nothing is left.
    pub without_sum: bool,
}

/// The step that matters now: the latest of asking, agreeing, giving, refusing and declining.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latest {
    pub act: EntitlementAct,
    pub on: NaiveDate,
    /// How much, if an amount was named.
    pub amount: Option<Pence>,
}

/// What has happened with one entitlement, read from its whole ledger, separate from what the law says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Happened {
    /// What was given.
    pub given: Option<Given>,
    /// The latest step that decides something.
    pub latest: Option<Latest>,
    /// The day they were last told.
    pub told: Option<NaiveDate>,
}

impl Happened {
    /// Reads the current steps of a single entitlement; their order does not matter. `before`: what was received
    /// before this service recorded it.
    #[must_use]
    pub fn of(steps: &[&EntitlementStep], before: Option<Given>) -> Self {
        let mut in_order = steps.to_vec();
        in_order.sort_by_key(|step| (step.note.happened_on, step.recorded_at, step.id));
        let mut happened = Self { given: before, ..Self::default() };
        for step in in_order {
            let (act, on, amount) = (step.note.act, step.note.happened_on, step.note.amount);
            match act {
                // On the way to an answer, or after the last one: what was asked for or given stays the latest.
                EntitlementAct::TakenBack
                | EntitlementAct::Deciding
                | EntitlementAct::Chased
                | EntitlementAct::NoProposed
                | EntitlementAct::NoSentBack
                | EntitlementAct::Done => continue,
                EntitlementAct::Told => {
                    happened.told = Some(on);
                    // Being told again after a no thank you, or after "not relevant now", reopens the question. After
                    // anything else, things carry on as before.
                    happened.latest = happened.latest.filter(|last| {
                        !matches!(last.act, EntitlementAct::Declined | EntitlementAct::NotRelevant)
                    });
                    continue;
                }
                EntitlementAct::Paid => happened.given = Some(add(happened.given, on, amount)),
                _ => {}
            }
            happened.latest = Some(Latest { act, on, amount });
        }
        happened
    }
}

fn add(before: Option<Given>, on: NaiveDate, amount: Option<Pence>) -> Given {
    let before = before.unwrap_or(Given { sum: Pence(0), on: None, times: 0, without_sum: false });
    Given {
        sum: Pence(before.sum.0.saturating_add(amount.map_or(0, |amount| amount.0))),
        on: Some(on),
        times: before.times.saturating_add(1),
        without_sum: before.without_sum || amount.is_none(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
pub(crate) mod testing {
    use super::*;

    /// A step in somebody's ledger for the entitlement `x`.
    pub(crate) fn step(act: EntitlementAct, on: &str, amount: Option<Pence>) -> EntitlementStep {
        EntitlementStep {
            id: EntitlementStepId::new(),
            person: PersonId::new(),
            note: EntitlementNote { amount, ..EntitlementNote::new("x", act, on.parse().unwrap()) },
            recorded_at: DateTime::UNIX_EPOCH,
            recorded_by: None,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn step(act: EntitlementAct, on: &str, pounds: Option<i64>) -> EntitlementStep {
        testing::step(act, on, pounds.map(|pounds| Pence(pounds * 100)))
    }

    fn happened(steps: &[EntitlementStep]) -> Happened {
        Happened::of(&steps.iter().collect::<Vec<_>>(), None)
    }

    #[test]
    fn what_was_given_stays_given_when_they_ask_again() {
        let now = happened(&[
            step(EntitlementAct::Paid, "2026-05-04", Some(2_000)),
            step(EntitlementAct::Paid, "2026-06-04", Some(1_000)),
            step(EntitlementAct::Asked, "2026-07-01", Some(50)),
        ]);
        let given = now.given.unwrap();
        assert_eq!((given.sum, given.times, given.without_sum), (Pence(300_000), 2, false));
        assert_eq!(given.on, "2026-06-04".parse().ok());
        assert_eq!(now.latest.unwrap().act, EntitlementAct::Asked);
    }

    #[test]
    fn steps_count_in_order_of_their_days_not_of_recording() {
        let paid_then_asked = [
            step(EntitlementAct::Asked, "2026-07-01", None),
            step(EntitlementAct::Paid, "2026-05-04", Some(10)),
        ];
        assert_eq!(happened(&paid_then_asked).latest.unwrap().act, EntitlementAct::Asked);
    }

    #[test]
    fn being_told_again_reopens_a_no_thank_you_and_nothing_else() {
        for (act, stays) in [
            (EntitlementAct::Declined, false),
            (EntitlementAct::NotRelevant, false),
            (EntitlementAct::Asked, true),
            (EntitlementAct::Refused, true),
        ] {
            let now =
                happened(&[step(act, "2026-05-04", None), step(EntitlementAct::Told, "2026-06-01", None)]);
            assert_eq!(now.latest.is_some(), stays, "{act}");
            assert_eq!(now.told, "2026-06-01".parse().ok());
        }
    }

    #[test]
    fn a_refusal_waits_for_a_second_person_until_somebody_decides_and_counts_for_nothing_meanwhile() {
        use EntitlementAct::{Agreed, Asked, NoProposed, NoSentBack, Refused};
        let mut steps = Vec::new();
        let mut then = |act, on: &str| {
            let mut step = step(act, on, None);
            step.recorded_at = on.parse::<NaiveDate>().unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc();
            steps.push(step);
            let waits = proposed_no(&steps, "x").is_some();
            (waits, sent_back_no(&steps, "x").is_some(), standing(&steps).len())
        };
        assert_eq!(then(Asked, "2026-11-02"), (false, false, 1));
        assert_eq!(then(NoProposed, "2026-11-05"), (true, false, 1));
        assert_eq!(
            then(NoSentBack, "2026-11-06"),
            (false, true, 1),
            "it waits for nobody, and they know nothing of it"
        );
        assert_eq!(then(NoProposed, "2026-11-09"), (true, false, 1));
        assert_eq!(then(Refused, "2026-11-10"), (false, false, 2));
        assert_eq!(then(NoProposed, "2026-11-12"), (true, false, 2));
        assert_eq!(then(Agreed, "2026-11-13"), (false, false, 3), "a yes settles it");
        assert!(proposed_no(&steps, "y").is_none());
    }

    #[test]
    fn money_from_before_this_record_is_part_of_the_sum() {
        let before = Given { sum: Pence(50_000), on: None, times: 1, without_sum: false };
        let paid = step(EntitlementAct::Paid, "2026-05-04", Some(100));
        let given = Happened::of(&[&paid], Some(before)).given.unwrap();
        assert_eq!((given.sum, given.times), (Pence(60_000), 2));
    }
}
