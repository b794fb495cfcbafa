//! One request, from asking to having it. It is read from the ledger and kept nowhere beside it, so that what the young person
//! follows and what the adviser wrote down can't differ.

use chrono::{Days, NaiveDate};

use crate::{
    entitlement::{EntitlementAct, EntitlementStep},
    money::Pence,
    office,
};

/// How far a request has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Asked; nobody has it to decide yet.
    Asked,
    /// Somebody named decides.
    Deciding,
    /// Yes, and not given yet.
    Agreed,
    /// Paid or given; the young person has not said yet that they have it.
    Given,
    /// They have it.
    Done,
    /// No, with the reason.
    Refused,
    /// Not now, with the reason: they can ask again on any day.
    NotNow,
    /// They stopped it.
    Stopped,
}

impl Stage {
    /// Something is still promised.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Deciding | Self::Agreed)
    }

    /// It waits for an answer.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Asked | Self::Deciding)
    }
}

/// The newest request for one entitlement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request<'s> {
    /// How far it has come.
    pub stage: Stage,
    /// Its steps that stand, oldest first.
    pub steps: Vec<&'s EntitlementStep>,
    /// What was asked for, or agreed, or paid: the newest sum that was named.
    pub amount: Option<Pence>,
    /// By when what follows is promised, while something is.
    pub by: Option<NaiveDate>,
    /// Who decides, where somebody said so.
    pub decider: Option<&'s str>,
}

impl<'s> Request<'s> {
    /// Reads the steps that stand, of one entitlement alone, in any order; none where nobody asked and nobody answered.
    /// `emergency`: whoever asks can't wait.
    #[must_use]
    pub fn of(steps: &[&'s EntitlementStep], emergency: bool) -> Option<Self> {
        let mut in_order = steps.to_vec();
        in_order.sort_by_key(|step| (step.note.happened_on, step.recorded_at, step.id));
        let mut newest: Option<(Stage, Vec<&'s EntitlementStep>)> = None;
        for step in in_order {
            let before = newest.as_ref().map(|(stage, _)| *stage);
            let Some(stage) = next(before, step.note.act) else { continue };
            match &mut newest {
                Some((now, steps)) if !begins(before, step.note.act) => {
                    *now = stage;
                    steps.push(step);
                }
                _ => newest = Some((stage, vec![step])),
            }
        }
        let (stage, steps) = newest?;
        Some(Self {
            stage,
            amount: steps.iter().rev().find_map(|step| step.note.amount),
            by: promised(stage, &steps, emergency),
            decider: steps.iter().rev().find_map(|step| step.note.decider.as_deref()),
            steps,
        })
    }

    /// The step that put it where it is.
    #[must_use]
    pub fn decided(&self) -> Option<&'s EntitlementStep> {
        let act = match self.stage {
            Stage::Asked => EntitlementAct::Asked,
            Stage::Deciding => EntitlementAct::Deciding,
            Stage::Agreed => EntitlementAct::Agreed,
            Stage::Given => EntitlementAct::Paid,
            Stage::Done => EntitlementAct::Done,
            Stage::Refused => EntitlementAct::Refused,
            Stage::NotNow => EntitlementAct::NotRelevant,
            Stage::Stopped => EntitlementAct::Declined,
        };
        self.steps.iter().rev().find(|step| step.note.act == act).copied()
    }

    /// The first day of it.
    #[must_use]
    pub fn since(&self) -> Option<NaiveDate> {
        self.steps.first().map(|step| step.note.happened_on)
    }

    /// A promised day has passed.
    #[must_use]
    pub fn late(&self, today: NaiveDate) -> bool {
        self.by.is_some_and(|by| by < today)
    }
}

/// Where a step leads; none for a step that is about no request.
fn next(before: Option<Stage>, act: EntitlementAct) -> Option<Stage> {
    match (act, before) {
        (EntitlementAct::Asked, Some(Stage::Deciding)) => Some(Stage::Deciding),
        (EntitlementAct::Asked, _) => Some(Stage::Asked),
        (EntitlementAct::Deciding, _) => Some(Stage::Deciding),
        (EntitlementAct::Agreed, _) => Some(Stage::Agreed),
        (EntitlementAct::Refused, _) => Some(Stage::Refused),
        (EntitlementAct::Paid, Some(_)) => Some(Stage::Given),
        (EntitlementAct::NotRelevant, Some(stage)) if stage.is_open() => Some(Stage::NotNow),
        (EntitlementAct::Declined, Some(stage)) if stage.is_open() => Some(Stage::Stopped),
        (EntitlementAct::Chased, Some(stage)) if stage.is_open() => Some(stage),
        (EntitlementAct::Done, Some(Stage::Agreed | Stage::Given)) => Some(Stage::Done),
        _ => None,
    }
}

/// A step with which another request begins, rather than going on with the one before.
const fn begins(before: Option<Stage>, act: EntitlementAct) -> bool {
    let over = match before {
        Some(stage) => !stage.is_open(),
        None => true,
    };
    over && matches!(act, EntitlementAct::Asked | EntitlementAct::Deciding | EntitlementAct::Agreed)
}

fn promised(stage: Stage, steps: &[&EntitlementStep], emergency: bool) -> Option<NaiveDate> {
    if !stage.is_open() {
        return None;
    }
    let from = match stage {
        Stage::Agreed => steps.iter().rposition(|step| step.note.act == EntitlementAct::Agreed).unwrap_or(0),
        _ => 0,
    };
    let said = steps.iter().skip(from).rev().find_map(|step| step.note.by);
    let asked = steps.first().map(|step| step.note.happened_on).filter(|_| stage.waits());
    said.or_else(|| asked.map(|asked| answer_by(asked, emergency)))
}

/// Working days in which somebody who asks is answered. A council that answers faster writes an earlier day into the ledger.
const ANSWERED_IN: u32 = 5;

/// By when somebody who asks on a day is answered: the same day in an emergency.
#[must_use]
pub fn answer_by(asked: NaiveDate, emergency: bool) -> NaiveDate {
    if emergency { asked } else { office::working_days_after(asked, ANSWERED_IN) }
}

/// By when somebody who says that a promised day has passed is answered: the next working day.
#[must_use]
pub fn chase_by(said: NaiveDate) -> NaiveDate {
    office::working_days_after(said, 1)
}

/// An answer is news for so long.
const NEWS: Days = Days::new(28);

/// Whether what happened on a day is still news today.
#[must_use]
pub fn is_news(on: NaiveDate, today: NaiveDate) -> bool {
    today.checked_sub_days(NEWS).is_none_or(|since| on >= since)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::entitlement::testing;
    use EntitlementAct::{Agreed, Asked, Chased, Deciding, Declined, Done, NotRelevant, Paid, Refused, Told};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn step(act: EntitlementAct, on: &str) -> EntitlementStep {
        testing::step(act, on, None)
    }

    fn stage(steps: &[EntitlementStep]) -> Option<Stage> {
        Request::of(&steps.iter().collect::<Vec<_>>(), false).map(|request| request.stage)
    }

    #[test]
    fn not_now_is_an_answer_to_who_asked_and_asking_again_is_another_request() {
        let asked = step(Asked, "2026-11-02");
        assert_eq!(stage(&[step(NotRelevant, "2026-11-01")]), None, "nobody asked");
        let steps = [asked, step(NotRelevant, "2026-11-05"), step(Asked, "2026-11-20")];
        assert_eq!(stage(&steps[..2]), Some(Stage::NotNow));
        let request = Request::of(&[&steps[0], &steps[1]], false).unwrap();
        assert_eq!((request.by, request.decided().map(|step| step.id)), (None, Some(steps[1].id)));
        assert_eq!(stage(&steps), Some(Stage::Asked));
    }

    #[test]
    fn amaras_request_goes_from_asked_to_done_and_asking_again_is_another_request() {
        let mut steps = vec![step(Told, "2026-09-01")];
        assert_eq!(stage(&steps), None);
        for (act, on, now) in [
            (Asked, "2026-11-02", Stage::Asked),
            (Deciding, "2026-11-03", Stage::Deciding),
            (Chased, "2026-11-10", Stage::Deciding),
            (Agreed, "2026-11-11", Stage::Agreed),
            (Paid, "2026-11-16", Stage::Given),
            (Done, "2026-11-17", Stage::Done),
            (Asked, "2026-11-20", Stage::Asked),
        ] {
            steps.push(step(act, on));
            assert_eq!(stage(&steps), Some(now), "{act}");
        }
        let all: Vec<_> = steps.iter().collect();
        assert_eq!(Request::of(&all, false).unwrap().since(), Some(day("2026-11-20")));
    }

    #[test]
    fn a_refusal_ends_it_and_so_does_a_no_thank_you_while_it_waits() {
        assert_eq!(stage(&[step(Asked, "2026-11-02"), step(Refused, "2026-11-09")]), Some(Stage::Refused));
        assert_eq!(stage(&[step(Asked, "2026-11-02"), step(Declined, "2026-11-09")]), Some(Stage::Stopped));
        assert_eq!(stage(&[step(Declined, "2026-11-09")]), None, "nobody asked");
        assert_eq!(
            stage(&[step(Refused, "2026-11-09")]),
            Some(Stage::Refused),
            "refused though nobody wrote down the asking"
        );
    }

    #[test]
    fn the_promise_is_the_one_that_was_written_and_else_five_working_days() {
        let asked = step(Asked, "2026-12-23");
        let by = |steps: &[&EntitlementStep], emergency| Request::of(steps, emergency).unwrap().by;
        assert_eq!(
            by(&[&asked], false),
            Some(day("2027-01-04")),
            "Christmas and New Year are no working days"
        );
        assert_eq!(by(&[&asked], true), Some(day("2026-12-23")), "an emergency can't wait");
        let mut deciding = step(Deciding, "2026-12-24");
        deciding.note.by = Some(day("2026-12-29"));
        assert_eq!(by(&[&asked, &deciding], false), Some(day("2026-12-29")));
        let agreed = step(Agreed, "2026-12-29");
        assert_eq!(
            by(&[&asked, &deciding, &agreed], false),
            None,
            "the answer's day says nothing of the money's"
        );
    }

    #[test]
    fn a_promise_is_late_from_the_day_after_it() {
        let asked = step(Asked, "2026-11-02");
        let request = Request::of(&[&asked], false).unwrap();
        assert!(!request.late(day("2026-11-09")) && request.late(day("2026-11-10")));
        assert!(
            is_news(day("2026-11-02"), day("2026-11-30")) && !is_news(day("2026-11-02"), day("2026-12-01"))
        );
    }
}
