//! What the council decided about one entitlement in place of the rule's answer: for a time, by two people, and always shown
//! beside what the rule says.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use leaving_care_rules::{
    Assessment, Law,
    assessment::{EntitlementAnswer, LawState, Outcome},
};

use crate::{
    id::{OverrideId, PersonId, UserId},
    money::Pence,
    second_look::SecondAnswer,
};

/// What is decided, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverrideNote {
    /// The entitlement's id in the catalogue.
    pub entitlement: String,
    /// They get it; otherwise they don't.
    pub gives: bool,
    /// How much, where it is not what the law gives.
    pub amount: Option<Pence>,
    /// Why the rule's answer does not fit, as the young person reads it.
    pub reason: String,
    /// What shows it.
    pub evidence: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
}

/// Why somebody ended it before its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    pub at: DateTime<Utc>,
    pub by: UserId,
    pub why: String,
}

/// One override, from asking to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    pub id: OverrideId,
    pub person: PersonId,
    pub note: OverrideNote,
    pub asked_at: DateTime<Utc>,
    pub asked_by: UserId,
    /// What the second person said. Until then it counts for nothing.
    pub answer: Option<SecondAnswer>,
    pub ended: Option<Ended>,
}

impl Override {
    /// It waits for a second person.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.answer.is_none() && self.ended.is_none()
    }

    /// It stands in place of the rule's answer on this day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        let agreed = self.answer.as_ref().filter(|answer| answer.agreed);
        self.ended.is_none()
            && day <= self.note.until
            && agreed.is_some_and(|answer| answer.at.date_naive() <= day)
    }
}

/// The last day that an override may be given when it is asked for on this one: a year, so that it is looked at again.
#[must_use]
pub fn longest(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX)
}

/// The one that stands in place of the rule's answer about an entitlement; the last that was agreed, should there be two.
#[must_use]
pub fn holding<'o>(all: &'o [Override], entitlement: &str, day: NaiveDate) -> Option<&'o Override> {
    let of = all.iter().filter(|one| one.note.entitlement == entitlement && one.holds_on(day));
    of.max_by_key(|one| (one.answer.as_ref().map(|answer| answer.at), one.id))
}

/// Lays what was decided over what the rules say, on the day of the assessment.
pub fn lay_over(law: &Law, assessment: &mut Assessment, all: &[Override]) {
    if all.is_empty() {
        return;
    }
    let day = assessment.as_of;
    for (entry, answer) in law.entitlements().iter().zip(&mut assessment.entitlements) {
        if let Some(one) = holding(all, &entry.id, day) {
            decide(answer, one);
        }
    }
}

fn decide(answer: &mut EntitlementAnswer, one: &Override) {
    let outcome = if one.note.gives { Outcome::Entitled } else { Outcome::NotEntitled };
    let law_gives = answer.amount_pence;
    *answer = EntitlementAnswer {
        from: one.answer.as_ref().map(|answer| answer.at.date_naive()),
        until: one.note.until.checked_add_days(Days::new(1)),
        amount_pence: if one.note.gives { one.note.amount.map(|sum| sum.0).or(law_gives) } else { None },
        // What Parliament passed and did not start can be given all the same; it is not taken away twice.
        state: if one.note.gives { LawState::InForce } else { answer.state },
        instead: answer.instead,
        ..EntitlementAnswer::of(outcome, answer.kind)
    };
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use leaving_care_rules::{Person, assess};

    const FIRST_HOME: &str = "setting_up_home_allowance";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn agreed(gives: bool, amount: Option<i64>) -> Override {
        Override {
            id: OverrideId::new(),
            person: PersonId::new(),
            note: OverrideNote {
                entitlement: FIRST_HOME.into(),
                gives,
                amount: amount.map(Pence),
                reason: "Two days short, by our own mistake.".into(),
                evidence: "Panel of 2 November.".into(),
                until: day("2027-03-31"),
            },
            asked_at: "2026-11-02T09:00:00Z".parse().unwrap(),
            asked_by: UserId::new(),
            answer: Some(SecondAnswer {
                by: UserId::new(),
                at: "2026-11-03T09:00:00Z".parse().unwrap(),
                agreed: true,
                words: None,
            }),
            ended: None,
        }
    }

    /// Somebody who was never in care: the rule says no.
    fn answered(all: &[Override], on: &str) -> EntitlementAnswer {
        let law = Law::england().unwrap();
        let person = Person {
            date_of_birth: Some(day("2007-05-13")),
            episodes: Some(Vec::new()),
            ..Person::default()
        };
        let mut assessment = assess(law, &person, day(on));
        lay_over(law, &mut assessment, all);
        let which = law.find(FIRST_HOME).unwrap();
        assessment.entitlement(which).unwrap().clone()
    }

    #[test]
    fn it_holds_from_the_day_it_is_agreed_to_its_last_day_and_then_the_rule_answers_again() {
        let all = [agreed(true, Some(150_000))];
        for (on, outcome) in [
            ("2026-11-02", Outcome::NotEntitled),
            ("2026-11-03", Outcome::Entitled),
            ("2027-03-31", Outcome::Entitled),
            ("2027-04-01", Outcome::NotEntitled),
        ] {
            assert_eq!(answered(&all, on).outcome, outcome, "{on}");
        }
        let holds = answered(&all, "2026-12-01");
        assert_eq!(holds.amount_pence, Some(150_000));
        assert_eq!((holds.from, holds.until), (Some(day("2026-11-03")), Some(day("2027-04-01"))));
    }

    #[test]
    fn nothing_counts_before_the_second_person_nor_after_a_no_nor_once_it_is_ended() {
        let agreed_one = agreed(true, None);
        let waiting = Override { answer: None, ..agreed_one.clone() };
        assert!(waiting.waits());
        let mut declined = agreed_one.clone();
        declined.answer.as_mut().unwrap().agreed = false;
        let ended = Ended { at: DateTime::UNIX_EPOCH, by: UserId::new(), why: "He moved.".into() };
        let ended = Override { ended: Some(ended), ..agreed_one };
        for one in [waiting, declined, ended] {
            let all = [one];
            assert_eq!(answered(&all, "2026-12-01").outcome, Outcome::NotEntitled, "{all:?}");
        }
    }

    #[test]
    fn of_two_the_one_agreed_last_holds() {
        let gives = agreed(true, None);
        let mut takes = agreed(false, None);
        takes.answer.as_mut().unwrap().at = "2026-11-20T09:00:00Z".parse().unwrap();
        let all = [takes, gives];
        assert_eq!(answered(&all, "2026-11-10").outcome, Outcome::Entitled);
        assert_eq!(answered(&all, "2026-11-20").outcome, Outcome::NotEntitled);
    }
}
