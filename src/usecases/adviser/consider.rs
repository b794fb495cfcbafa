//! What if something changed, at any age: the law's own answers before and after, side by side. Nothing is saved.

use chrono::NaiveDate;
use leaving_care_rules::{
    Assessment, Law, assess,
    assessment::{EntitlementAnswer, Outcome},
    calendar::birthday,
    catalogue::EntitlementIndex,
    explain::{Line, plain_reasons},
    facts::FactId,
    impossible::Impossible,
    messages::Messages,
    person::{Circumstances, Education, EducationKind, LegalStatus, Person},
    what_if::{Change, changed},
};

/// What might change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consider {
    /// All care ended on a different day from the recorded one.
    CareEnded(NaiveDate),
    /// A course, training or apprenticeship begins.
    Course(EducationKind, NaiveDate),
    /// They become a parent.
    Baby,
    /// They are expecting a baby.
    Pregnant,
    /// They tell the council, on this day, that they want to study or train.
    ToldOfStudy(NaiveDate),
    /// They ask for support after 21.
    Asks(NaiveDate),
    /// They say no to support.
    Declines(NaiveDate),
    /// They reach this age, with nothing else changing.
    Birthday(u8),
}

/// Two answers side by side.
#[derive(Debug, Clone)]
pub struct Considered {
    /// The day of the answer before: today.
    pub before: Assessment,
    /// The answer after, on the day the change has happened.
    pub after: Assessment,
    /// Each entitlement that differs.
    pub differs: Vec<Differs>,
}

/// One entitlement before and after.
#[derive(Debug, Clone)]
pub struct Differs {
    pub which: EntitlementIndex,
    /// The answer today.
    pub before: EntitlementAnswer,
    /// The answer then.
    pub after: EntitlementAnswer,
    /// Why it is that, in the words the young person would read.
    pub why: Option<String>,
}

/// Whether there is care that has ended, so that it could have ended on another day.
#[must_use]
pub fn care_is_over(person: &Person, today: NaiveDate) -> bool {
    last_end(person).is_some_and(|end| end <= today)
        && !person.episodes.iter().flatten().any(|episode| episode.end.is_none() && !episode.end_unknown)
}

/// Why it can't happen to this person: care would end before it began, or the day is not one of their life.
#[must_use]
pub fn impossible(person: &Person, what: Consider) -> Option<Impossible> {
    match what {
        Consider::CareEnded(on) => Change::CareEnds { on }.impossible(person),
        Consider::Course(_, on) | Consider::ToldOfStudy(on) | Consider::Asks(on) | Consider::Declines(on) => {
            person.out_of_life(on)
        }
        Consider::Baby | Consider::Pregnant | Consider::Birthday(_) => None,
    }
}

/// The law's answers before and after. `None` without a date of birth.
#[must_use]
pub fn consider(
    law: &Law,
    messages: &Messages,
    person: &Person,
    today: NaiveDate,
    what: Consider,
) -> Option<Considered> {
    let born = person.date_of_birth?;
    let (then, day) = after(person, born, today, what);
    Some(between(law, messages, (person, today), (&then, day)))
}

/// The law's answers for two records, each on its day, and each entitlement that differs.
#[must_use]
pub fn between(
    law: &Law,
    messages: &Messages,
    (person, today): (&Person, NaiveDate),
    (then, day): (&Person, NaiveDate),
) -> Considered {
    let (before, after) = (assess(law, person, today), assess(law, then, day));
    let reasons = plain_reasons(law, messages, then, day).entitlements;
    let differs = law
        .each()
        .filter_map(|(which, _)| {
            let (one, two) = (before.entitlement(which)?, after.entitlement(which)?);
            (one.outcome != two.outcome || sum(one) != sum(two)).then(|| Differs {
                which,
                before: one.clone(),
                after: two.clone(),
                why: reason(reasons.get(which.place())),
            })
        })
        .collect();
    Considered { before, after, differs }
}

/// The amount that someone has or will have of it, in pence; `None` if the answer is no or open.
#[must_use]
pub fn sum(answer: &EntitlementAnswer) -> Option<i64> {
    answer.amount_pence.filter(|_| matches!(answer.outcome, Outcome::Entitled | Outcome::Upcoming))
}

/// The first line after the answer itself.
pub(super) fn reason(lines: Option<&Vec<Line>>) -> Option<String> {
    lines?.iter().find(|line| !line.key.starts_with("answer.")).map(|line| line.text.clone())
}

/// The person with the change, and the day to look at.
fn after(person: &Person, born: NaiveDate, today: NaiveDate, what: Consider) -> (Person, NaiveDate) {
    let circumstances = |set: Circumstances| Change::Circumstances { set: Box::new(set) };
    let (change, on) = match what {
        Consider::CareEnded(on) => return (ended(person, on), today),
        Consider::Course(kind, on) => {
            let education = Education { kind: Some(kind), start: Some(on), ..Education::default() };
            (Change::Course { education }, on)
        }
        Consider::Baby => (circumstances(Circumstances::default().with(FactId::Parent, true)), today),
        Consider::Pregnant => (circumstances(Circumstances::default().with(FactId::Pregnant, true)), today),
        Consider::ToldOfStudy(on) => (
            circumstances(Circumstances { education_request_date: Some(on), ..Circumstances::default() }),
            on,
        ),
        Consider::Asks(on) => {
            (circumstances(Circumstances { support_request_date: Some(on), ..Circumstances::default() }), on)
        }
        Consider::Declines(on) => {
            (circumstances(Circumstances { support_declined_date: Some(on), ..Circumstances::default() }), on)
        }
        Consider::Birthday(age) => return (person.clone(), birthday(born, age)),
    };
    let (then, _) = changed(person, today, &[change]);
    (then, on.max(today))
}

/// The same life with all care ending on another day: cut short, or the last of it extended until then.
fn ended(person: &Person, on: NaiveDate) -> Person {
    let mut moved = person.clone();
    let last = last_end(person);
    for episode in moved.episodes.iter_mut().flatten().filter(|episode| episode.end == last) {
        episode.end = episode.end.map(|end| end.max(on));
    }
    changed(&moved, on, &[Change::CareEnds { on }]).0
}

/// The last recorded day of ordinary care.
fn last_end(person: &Person) -> Option<NaiveDate> {
    let ordinary = |status: Option<LegalStatus>| !matches!(status, Some(LegalStatus::V3 | LegalStatus::V4));
    person
        .episodes
        .iter()
        .flatten()
        .filter(|episode| ordinary(episode.legal_status))
        .filter_map(|episode| episode.end)
        .max()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::day;
    use leaving_care_rules::assessment::Status;

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    fn person(born: &str, start: &str, end: &str) -> Person {
        serde_json::from_value(serde_json::json!({
            "date_of_birth": born,
            "episodes": [{"start": start, "end": end, "legal_status": "C2", "placement": "U4", "reason_ended": "E6"}],
            "circumstances": {"education": {"kind": "none"}, "recourse_to_public_funds": true, "parent": false}
        }))
        .unwrap()
    }

    fn looked_at(person: &Person, what: Consider) -> Considered {
        consider(law(), Messages::english().unwrap(), person, day("2026-11-23"), what).unwrap()
    }

    fn of<'c>(considered: &'c Considered, id: &str) -> &'c Differs {
        let which = law().find(id).unwrap();
        considered.differs.iter().find(|each| each.which == which).unwrap()
    }

    #[test]
    fn jay_at_19_starting_an_apprenticeship_gains_the_bursary_with_its_amount_and_a_reason() {
        let jay = person("2007-03-21", "2021-05-03", "2025-03-21");
        let found = looked_at(&jay, Consider::Course(EducationKind::Apprenticeship, day("2027-01-04")));
        let bursary = of(&found, "apprenticeship_bursary");
        assert_eq!(
            (bursary.before.outcome, bursary.after.outcome),
            (Outcome::NotEntitled, Outcome::Entitled)
        );
        assert_eq!((sum(&bursary.before), sum(&bursary.after)), (None, Some(300_000)));
        assert!(bursary.why.is_some());
    }

    #[test]
    fn somebody_of_22_who_asks_for_support_has_an_adviser_again_and_loses_it_by_saying_no() {
        let at_22 = person("2004-03-21", "2018-05-03", "2022-03-21");
        let asked = looked_at(&at_22, Consider::Asks(day("2026-11-23")));
        assert_ne!(asked.before.duty_stage, asked.after.duty_stage);
        let mut with_support = at_22;
        with_support.circumstances.support_request_date = Some(day("2026-01-05"));
        let declined = looked_at(&with_support, Consider::Declines(day("2026-11-23")));
        assert_ne!(declined.before.duty_stage, declined.after.duty_stage);
    }

    #[test]
    fn care_that_ended_before_16_would_have_left_jay_without_a_status() {
        let jay = person("2007-03-21", "2021-05-03", "2025-03-21");
        assert!(care_is_over(&jay, day("2026-11-23")));
        let earlier = looked_at(&jay, Consider::CareEnded(day("2022-06-01")));
        assert_eq!((earlier.before.status, earlier.after.status), (Status::FormerRelevant, Status::None));
        assert_eq!(of(&earlier, "setting_up_home_allowance").after.outcome, Outcome::NotEntitled);
        let left_at_15 = person("2007-03-21", "2021-05-03", "2022-06-01");
        let later = looked_at(&left_at_15, Consider::CareEnded(day("2025-03-21")));
        assert_eq!((later.before.status, later.after.status), (Status::None, Status::FormerRelevant));
    }

    #[test]
    fn a_birthday_is_assessed_on_its_day_and_a_baby_today() {
        let jay = person("2007-03-21", "2021-05-03", "2025-03-21");
        assert_eq!(looked_at(&jay, Consider::Birthday(25)).after.as_of, day("2032-03-21"));
        assert!(!looked_at(&jay, Consider::Birthday(25)).differs.is_empty());
        assert_eq!(looked_at(&jay, Consider::Baby).after.as_of, day("2026-11-23"));
    }

    #[test]
    fn without_a_date_of_birth_there_is_nothing_to_compare() {
        let nobody = Person::default();
        let found = consider(law(), Messages::english().unwrap(), &nobody, day("2026-11-23"), Consider::Baby);
        assert!(found.is_none());
    }
}
