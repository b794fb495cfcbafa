//! Which ages, and what kind of study, a rule as a whole is for: so that "This is for people under 16" is said only to
//! someone whom the age excludes, and never to someone who qualifies another way.
//!
//! A rule may give the same thing to one group by age and to another by study. So what one of its lines requires is
//! no limit on the whole. Here every line is read with one fact considered and all others left open: the values of
//! that fact with which some line can say *entitled* or ask.

use crate::assessment::{DutyStage, Outcome, Status};
use crate::calendar::Day;
use crate::entitlement::condition::{Bound, Condition, DayKind, Test};
use crate::entitlement::outcome::RuleLine;
use crate::figures::Figures;
use crate::person::EducationKind;

/// The ages and kinds of study with which a rule can say *entitled*, or ask, on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    ages: Set,
    studies: Set,
}

/// A limit by age, as a sentence can express it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AgeLimit {
    /// From this age on.
    From(i64),
    /// Under this age.
    Under(i64),
    /// From the first age to the last, both included.
    Between(i64, i64),
}

impl Limits {
    /// The limits of a rule on a day. A commencement or a date in it counts as of that day.
    pub(super) fn of(rule: &[RuleLine], figures: &Figures, day: Day) -> Limits {
        let dated = |test: &Test| match test {
            Test::Dates(from, until) => {
                let holds = from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until);
                Some(Allows::exactly(if holds { Set::ALL } else { Set::NONE }))
            }
            Test::InForce(id) => {
                let from = figures.commencement(id).and_then(|commencement| commencement.from);
                let holds = from.is_some_and(|from| from <= day);
                Some(Allows::exactly(if holds { Set::ALL } else { Set::NONE }))
            }
            _ => None,
        };
        let ages = |test: &Test| dated(test).or_else(|| by_age(test, figures, day));
        let studies = |test: &Test| dated(test).or_else(|| by_study(test));
        Limits { ages: entitling(rule, &ages), studies: entitling(rule, &studies) }
    }

    /// The limit that excludes someone of this age; `None` when age does not, or no plain sentence says it.
    pub(super) fn keeping_out(&self, age: i64) -> Option<AgeLimit> {
        if self.ages.has(age) {
            return None;
        }
        let (first, last) = self.ages.hull()?;
        if (first..=last).any(|each| !self.ages.has(each)) {
            return None;
        }
        Some(match (first, last) {
            (first, OLDEST) => AgeLimit::From(first),
            (0, last) => AgeLimit::Under(last + 1),
            (first, last) => AgeLimit::Between(first, last),
        })
    }

    /// Whether the rule is for study other than this.
    pub(super) fn is_for_other_study(&self, kind: EducationKind) -> bool {
        self.studies != Set::NONE && !self.studies.has(study(kind))
    }
}

/// The last value in a [`Set`]: as an age, this one and every later one.
const OLDEST: i64 = 127;

/// Some of the whole numbers from 0 to [`OLDEST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Set(u128);

impl Set {
    const NONE: Set = Set(0);
    const ALL: Set = Set(u128::MAX);

    /// From one (included) to another (excluded); anything outside is dropped.
    fn range(from: i64, until: i64) -> Set {
        let bits = |below: i64| match u32::try_from(below.max(0)) {
            Ok(below) => 1u128.checked_shl(below).map_or(u128::MAX, |bit| bit - 1),
            Err(_) => u128::MAX,
        };
        Set(bits(until) & !bits(from))
    }

    fn one(value: i64) -> Set {
        Set::range(value, value + 1)
    }

    fn has(self, value: i64) -> bool {
        self.0 & Set::one(value.clamp(0, OLDEST)).0 != 0
    }

    fn hull(self) -> Option<(i64, i64)> {
        let (first, after) = (self.0.trailing_zeros(), 128 - self.0.leading_zeros());
        (self != Set::NONE).then(|| (i64::from(first), i64::from(after) - 1))
    }

    fn and(self, other: Set) -> Set {
        Set(self.0 & other.0)
    }

    fn or(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }

    fn not(self) -> Set {
        Set(!self.0)
    }
}

/// The values of the fact with which a condition can hold, and those with which it must, whatever else is true.
#[derive(Debug, Clone, Copy)]
struct Allows {
    may: Set,
    must: Set,
}

impl Allows {
    /// The fact plays no part in it.
    const OPEN: Allows = Allows { may: Set::ALL, must: Set::NONE };

    /// The fact alone decides it.
    fn exactly(set: Set) -> Allows {
        Allows { may: set, must: set }
    }

    /// The fact is needed but not enough.
    fn at_most(set: Set) -> Allows {
        Allows { may: set, must: Set::NONE }
    }

    fn of(condition: &Condition, leaf: &impl Fn(&Test) -> Option<Allows>) -> Allows {
        match &condition.test {
            Test::All(parts) => {
                parts.iter().fold(Allows::exactly(Set::ALL), |all, part| all.and(Allows::of(part, leaf)))
            }
            Test::Any(parts) => {
                let any = Allows::exactly(Set::NONE);
                parts.iter().fold(any, |any, part| any.not().and(Allows::of(part, leaf).not()).not())
            }
            Test::Not(inner) => Allows::of(inner, leaf).not(),
            Test::Named(_, inner) => Allows::of(inner, leaf),
            test => leaf(test).unwrap_or(Allows::OPEN),
        }
    }

    fn and(self, other: Allows) -> Allows {
        Allows { may: self.may.and(other.may), must: self.must.and(other.must) }
    }

    fn not(self) -> Allows {
        Allows { may: self.must.not(), must: self.may.not() }
    }
}

/// The values with which some line can say *entitled* or ask, before any earlier line has answered for certain.
fn entitling(rule: &[RuleLine], leaf: &impl Fn(&Test) -> Option<Allows>) -> Set {
    let (mut entitling, mut answered) = (Set::NONE, Set::NONE);
    for line in rule {
        let when = line.when.as_ref().map_or(Allows::exactly(Set::ALL), |when| Allows::of(when, leaf));
        if line.then != Outcome::NotEntitled {
            entitling = entitling.or(when.may.and(answered.not()));
        }
        answered = answered.or(when.must);
    }
    entitling
}

fn by_age(test: &Test, figures: &Figures, day: Day) -> Option<Allows> {
    // An age that the law changes later counts at its widest from this day on.
    let bound = |bound: &Bound, widest: fn(i64, i64) -> i64| match bound {
        Bound::Age(age) => i64::from(*age),
        Bound::Figure(id) => {
            let rows = figures.figure(id).map_or(&[][..], |figure| figure.rows.as_slice());
            let ages = rows.iter().filter(|row| day < row.until).map(|row| i64::from(row.age()));
            ages.reduce(widest).unwrap_or_default()
        }
    };
    let any = |sets: &mut dyn Iterator<Item = Set>| sets.fold(Set::NONE, Set::or);
    Some(match test {
        Test::Age(from, until) => Allows::exactly(Set::range(
            from.as_ref().map_or(0, |from| bound(from, i64::min)),
            until.as_ref().map_or(i64::from(u8::MAX), |until| bound(until, i64::max)),
        )),
        Test::Status(list) => Allows::at_most(any(&mut list.iter().map(|status| match status {
            Status::Eligible | Status::Relevant => Set::range(16, 18),
            Status::FormerRelevant => Set::range(18, 25),
            Status::FormerRelevantEducation => Set::range(21, 25),
            Status::Qualifying => Set::range(16, 21),
            Status::None | Status::NeedsInformation => Set::ALL,
        }))),
        Test::Stage(list) => Allows::at_most(any(&mut list.iter().map(|stage| match stage {
            DutyStage::S23C => Set::range(18, 21),
            _ => Set::range(21, 25),
        }))),
        Test::Route(_) => Allows::at_most(Set::range(16, 21)),
        Test::DayKind(DayKind::LookedAfter | DayKind::ShortBreak, yes) => {
            let cared_for = Allows::at_most(Set::range(0, 18));
            if *yes { cared_for } else { cared_for.not() }
        }
        // Someone of that age on the last 31 August may have had a birthday since.
        Test::AgeOn31August(from, until) => {
            Allows::at_most(Set::range(i64::from(*from), i64::from(*until) + 1))
        }
        _ => return None,
    })
}

/// The number of a kind of study in a [`Set`]; 0 stands for none.
fn study(kind: EducationKind) -> i64 {
    match kind {
        EducationKind::None => 0,
        EducationKind::SixthForm => 1,
        EducationKind::FeFullTime => 2,
        EducationKind::FePartTime => 3,
        EducationKind::He => 4,
        EducationKind::Apprenticeship => 5,
        EducationKind::Traineeship => 6,
        EducationKind::SupportedInternship => 7,
    }
}

fn by_study(test: &Test) -> Option<Allows> {
    let kinds =
        |list: &[EducationKind]| list.iter().map(|kind| Set::one(study(*kind))).fold(Set::NONE, Set::or);
    // The kind is open for someone who is not studying now.
    let idle = Set::one(0);
    match test {
        // This considers the study of someone whose study is known.
        Test::EducationKnown(known) => Some(Allows::exactly(if *known { Set::ALL } else { Set::NONE })),
        Test::Studying(list) => Some(Allows::exactly(kinds(list))),
        Test::EducationKind(list) => {
            let of_kind = kinds(list);
            Some(Allows { may: of_kind.or(idle), must: of_kind.and(idle.not()) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::Law;

    fn limits(id: &str) -> Limits {
        let law = Law::england().unwrap();
        let entitlement = law.entitlements().iter().find(|each| each.id == id).unwrap();
        Limits::of(&entitlement.rule, &law.figures, Day::of("2026-11-22".parse().unwrap()))
    }

    #[test]
    fn a_limit_belongs_to_the_whole_rule_not_to_one_line() {
        // Under 16, or under 19 in full-time education; everyone else is asked about benefits.
        assert_eq!(limits("free_eye_test").keeping_out(17), None);
        assert_eq!(limits("free_eye_test").keeping_out(20), None);
        assert_eq!(limits("vacation_accommodation").keeping_out(17), Some(AgeLimit::Between(18, 24)));
        assert_eq!(limits("personal_adviser").keeping_out(15), Some(AgeLimit::Between(16, 24)));
        assert_eq!(limits("universal_credit").keeping_out(15), Some(AgeLimit::From(16)));
        assert_eq!(limits("voter_id_and_registration").keeping_out(12), Some(AgeLimit::From(16)));
        assert_eq!(limits("records_access").keeping_out(3), None);
    }

    #[test]
    fn study_required_by_one_line_is_no_limit_where_another_requires_none() {
        assert!(!limits("universal_credit").is_for_other_study(EducationKind::Apprenticeship));
        assert!(limits("apprenticeship_bursary").is_for_other_study(EducationKind::He));
        assert!(limits("bursary_16_19").is_for_other_study(EducationKind::He));
        assert!(!limits("personal_adviser").is_for_other_study(EducationKind::He));
    }
}
