//! How the law has changed since a day, and which people in a group it affects.
//!
//! A change in the law is a dated row. The law *as of* a day is the same data without anything that came later: no
//! later amount, commencement, repeal or date in a rule. A change affects a person if the two give different answers
//! today.

use crate::assess;
use crate::assessment::{Assessment, Outcome};
use crate::calendar::Day;
use crate::catalogue::{EntitlementIndex, Law};
use crate::entitlement::condition::{Bound, Condition, Test};
use crate::entitlement::outcome::RuleLine;
use crate::entitlement::reading::LoadError;
use crate::figures::{Figure, Row, Unit};
use crate::person::Person;
use chrono::NaiveDate;
use serde::Serialize;

/// One dated change in the law data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LawChange {
    /// The first day it applies.
    pub on: NaiveDate,
    pub what: Changed,
    /// The ids of the entitlements it affects.
    pub entitlements: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    /// A figure has another value since.
    Figure(FigureChange),
    /// A provision came into force.
    Commencement { name: String },
    /// An entitlement is no longer law.
    Repeal,
    /// An entitlement is in the catalogue that was not in it before, whenever it became law.
    Added { name: String },
    /// An entitlement's source was read anew, and its rule answers in another way since: what is different.
    Rewritten { says: String },
    /// A date in a rule, after which it answers differently.
    Rule,
    /// Somebody read the source again, so the answer may differ without a dated change.
    ReadAgain,
}

/// A figure's value before and since, each in hundredths of its unit; `None` where it had none, or has none now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureChange {
    pub name: String,
    pub unit: Unit,
    /// From this birthday, where not everybody has the value.
    pub from_age: Option<u8>,
    /// Up to, but not including, this birthday.
    pub until_age: Option<u8>,
    pub was: Option<i64>,
    pub is: Option<i64>,
}

impl FigureChange {
    fn of(figure: &Figure, row: &Row, was: Option<i64>, is: Option<i64>) -> Changed {
        Changed::Figure(FigureChange {
            name: figure.name.clone(),
            unit: figure.unit,
            from_age: (row.from_age > 0).then_some(row.from_age),
            until_age: (row.until_age < u8::MAX).then_some(row.until_age),
            was,
            is,
        })
    }
}

/// How a person's answer for one entitlement changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// They have it now.
    Gained,
    /// They no longer have it.
    Lost,
    /// The answer waited for something, and is a no now: nobody loses what they had.
    Closed,
    /// It now has to be asked about.
    Asked,
    /// They still have it, with a different amount.
    Amount,
}

/// One person's answer that the changes altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touched {
    pub which: EntitlementIndex,
    pub direction: Direction,
    /// The amount before, in pence.
    pub before: Option<i64>,
    /// The amount now, in pence.
    pub after: Option<i64>,
}

impl Law {
    /// This law as of the end of a day: without anything dated later.
    ///
    /// # Errors
    /// The data does not compile without its later dates; a test shows that the built-in data does.
    pub fn as_it_stood(&self, on: NaiveDate) -> Result<Law, LoadError> {
        let day = Day::of(on);
        let mut figures = self.figures.clone();
        for figure in &mut figures.figures {
            figure.rows.retain(|row| row.from <= day);
            figure.rows.iter_mut().filter(|row| row.until > day).for_each(|row| row.until = Day::END);
        }
        for commencement in &mut figures.commencements {
            commencement.from = commencement.from.filter(|from| *from <= day);
        }
        let mut entitlements = self.entitlements.clone();
        for entitlement in &mut entitlements {
            entitlement.repealed = entitlement.repealed.filter(|repealed| *repealed <= day);
            if let Some(earlier) = entitlement.earlier.take_if(|earlier| earlier.until > day) {
                entitlement.rule = earlier.rule;
                entitlement.without_birth_date = earlier.without_birth_date;
            }
            if entitlement.added.is_some_and(|added| added > day) {
                entitlement.rule = vec![nobody()];
            }
            let conditions = entitlement.rule.iter_mut().filter_map(|line| line.when.as_mut());
            conditions.for_each(|condition| without_later_dates(condition, day));
        }
        Law::of(entitlements, figures).map_err(LoadError)
    }

    /// Everything dated after `since` and up to `until`, in order.
    pub fn changes(&self, since: NaiveDate, until: NaiveDate) -> Vec<LawChange> {
        let within = |day: Day| Day::of(since) < day && day <= Day::of(until);
        let mut changes: Vec<LawChange> = Vec::new();
        let mut add = |day: Day, what: Changed, entitlements: Vec<String>| {
            let Some(on) = day.date().filter(|_| within(day)) else { return };
            match changes.iter_mut().find(|change| change.on == on && change.what == what) {
                Some(change) => {
                    let new = entitlements.into_iter().filter(|id| !change.entitlements.contains(id));
                    change.entitlements.extend(new.collect::<Vec<_>>());
                }
                None => changes.push(LawChange { on, what, entitlements }),
            }
        };
        for figure in &self.figures.figures {
            let named = self.naming(|named| matches!(named, Named::Figure(id) if *id == figure.id));
            for row in &figure.rows {
                let same = |other: &&Row| (other.from_age, other.until_age) == (row.from_age, row.until_age);
                let before = figure.rows.iter().filter(same).find(|before| before.until == row.from);
                let was = before.map(|before| before.hundredths);
                add(row.from, FigureChange::of(figure, row, was, Some(row.hundredths)), named.clone());
                if !figure.rows.iter().any(|next: &Row| next.from == row.until) {
                    add(row.until, FigureChange::of(figure, row, Some(row.hundredths), None), named.clone());
                }
            }
        }
        for commencement in &self.figures.commencements {
            let named =
                self.naming(|named| matches!(named, Named::Commencement(id) if *id == commencement.id));
            if let Some(from) = commencement.from {
                add(from, Changed::Commencement { name: commencement.name.clone() }, named);
            }
        }
        for entitlement in &self.entitlements {
            let id = || vec![entitlement.id.clone()];
            if let Some(repealed) = entitlement.repealed {
                add(repealed, Changed::Repeal, id());
            }
            if let Some(added) = entitlement.added {
                add(added, Changed::Added { name: entitlement.name.clone() }, id());
            }
            if let Some(earlier) = &entitlement.earlier {
                add(earlier.until, Changed::Rewritten { says: earlier.says.clone() }, id());
            }
            for line in entitlement.rule.iter().filter_map(|line| line.when.as_ref()) {
                names(line, &mut |named| {
                    if let Named::Date(day) = named {
                        add(day, Changed::Rule, id());
                    }
                });
            }
            let checked = entitlement.source.iter().filter_map(|source| source.checked).max();
            if let Some(checked) = checked {
                add(Day::of(checked), Changed::ReadAgain, id());
            }
        }
        changes.sort_by(|one, other| {
            one.on.cmp(&other.on).then_with(|| one.entitlements.cmp(&other.entitlements))
        });
        changes
    }

    /// The ids of the entitlements whose rule, amount or commencement refers to something.
    fn naming(&self, wanted: impl Fn(&Named<'_>) -> bool) -> Vec<String> {
        let of = |entitlement: &&crate::entitlement::outcome::Entitlement| {
            let mut found =
                entitlement.money.as_ref().is_some_and(|money| wanted(&Named::Figure(&money.figure)))
                    || entitlement.commencement.as_deref().is_some_and(|id| wanted(&Named::Commencement(id)));
            for line in entitlement.rule.iter().filter_map(|line| line.when.as_ref()) {
                names(line, &mut |named| found |= wanted(&named));
            }
            found
        };
        self.entitlements.iter().filter(of).map(|entitlement| entitlement.id.clone()).collect()
    }
}

/// The rule of what is not in the catalogue yet: nobody is told of it.
fn nobody() -> RuleLine {
    RuleLine {
        when: None,
        then: Outcome::NotEntitled,
        needs: Vec::new(),
        kind: None,
        says: None,
        ask: None,
        line: 0,
    }
}

/// A dated thing that a condition refers to.
enum Named<'c> {
    Figure(&'c str),
    Commencement(&'c str),
    Date(Day),
}

fn names<'c>(condition: &'c Condition, tell: &mut impl FnMut(Named<'c>)) {
    match &condition.test {
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| names(part, tell)),
        Test::Not(inner) | Test::Ever(inner) | Test::AsOn(_, inner) | Test::Named(_, inner) => {
            names(inner, tell)
        }
        Test::Ended(what, during) => {
            names(what, tell);
            names(during, tell);
        }
        Test::Age(from, until) => {
            for bound in [from, until].into_iter().flatten() {
                if let Bound::Figure(id) = bound {
                    tell(Named::Figure(id));
                }
            }
        }
        Test::PaidUnder(id) => tell(Named::Figure(id)),
        Test::InForce(id) => tell(Named::Commencement(id)),
        Test::Dates(from, until) => {
            [from, until].into_iter().flatten().for_each(|day| tell(Named::Date(*day)))
        }
        _ => {}
    }
}

/// A date that has not arrived by a day never arrives.
fn without_later_dates(condition: &mut Condition, day: Day) {
    match &mut condition.test {
        Test::All(parts) | Test::Any(parts) => {
            parts.iter_mut().for_each(|part| without_later_dates(part, day));
        }
        Test::Not(inner) | Test::Ever(inner) | Test::AsOn(_, inner) | Test::Named(_, inner) => {
            without_later_dates(inner, day);
        }
        Test::Ended(what, during) => {
            without_later_dates(what, day);
            without_later_dates(during, day);
        }
        Test::Dates(from, until) => {
            if from.is_some_and(|from| from > day) {
                *from = Some(Day::END);
            }
            *until = until.filter(|until| *until <= day);
        }
        _ => {}
    }
}

/// Which of a person's answers on a day differ between the earlier law and this one.
pub fn touched(before: &Law, now: &Law, person: &Person, on: NaiveDate) -> Vec<Touched> {
    // Whoever might have had it loses that when the law takes it.
    differences(&assess(before, person, on), &assess(now, person, on), Direction::Lost)
}

/// Which of a person's answers on a day would differ if other things were true of them.
pub fn touched_by(law: &Law, before: &Person, after: &Person, on: NaiveDate) -> Vec<Touched> {
    differences(&assess(law, before, on), &assess(law, after, on), Direction::Closed)
}

/// `waited`: what it is called where an answer that waited is a no.
fn differences(before: &Assessment, now: &Assessment, waited: Direction) -> Vec<Touched> {
    let mut touched = Vec::new();
    for (place, (was, is)) in before.entitlements.iter().zip(&now.entitlements).enumerate() {
        let direction = match (was.outcome, is.outcome) {
            (Outcome::Entitled, Outcome::Entitled) if was.amount_pence != is.amount_pence => {
                Direction::Amount
            }
            (was, is) if was == is => continue,
            (_, Outcome::Entitled) => Direction::Gained,
            (_, Outcome::NeedsInformation) => Direction::Asked,
            (Outcome::Entitled, _) => Direction::Lost,
            (Outcome::NeedsInformation, _) => waited,
            _ => continue,
        };
        touched.push(Touched {
            which: EntitlementIndex::at(place),
            direction,
            before: was.amount_pence,
            after: is.amount_pence,
        });
    }
    touched
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn law() -> &'static Law {
        Law::england().unwrap()
    }

    /// Priya, 20, in care to 18, known to pay rent with help and to be allowed benefits.
    fn priya() -> Person {
        serde_json::from_str(
            r#"{"date_of_birth":"2006-05-10","episodes":[{"start":"2016-03-04","legal_status":"C2"}],
                "circumstances":{"gets_rent_help":true,"recourse_to_public_funds":true,"education":{"kind":"none"}}}"#,
        )
        .unwrap()
    }

    #[test]
    fn since_march_2026_the_fund_came_and_discretionary_payments_went() {
        let changes = law().changes(day("2026-03-01"), day("2026-11-20"));
        let of = |id: &str, what: Changed| {
            changes
                .iter()
                .any(|change| change.what == what && change.entitlements.iter().any(|each| each == id))
        };
        let wages: Vec<_> = changes
            .iter()
            .filter_map(|change| match &change.what {
                Changed::Figure(figure) if figure.name == "National minimum wage, an hour" => {
                    Some((figure.from_age, figure.until_age, figure.was, figure.is))
                }
                _ => None,
            })
            .collect();
        assert_eq!(
            wages,
            [
                (None, Some(18), Some(755), Some(800)),
                (Some(18), Some(21), Some(1000), Some(1085)),
                (Some(21), None, Some(1221), Some(1271)),
            ]
        );
        assert!(of("dhp", Changed::Repeal) && of("crisis_payment", Changed::Rule), "{changes:?}");
        assert!(!changes.iter().any(|change| change.on > day("2026-11-20")));
        assert!(
            law()
                .changes(day("2026-11-25"), day("2026-11-27"))
                .iter()
                .any(|change| change.what == Changed::ReadAgain)
        );
    }

    #[test]
    fn priya_gained_the_fund_lost_discretionary_payments_and_her_universal_credit_amount_changed() {
        let before = law().as_it_stood(day("2026-03-31")).unwrap();
        let told: Vec<(&str, Direction)> = touched(&before, law(), &priya(), day("2026-11-22"))
            .into_iter()
            .map(|each| (law().entitlements()[each.which.place()].id.as_str(), each.direction))
            .collect();
        for wanted in [
            ("crisis_payment", Direction::Gained),
            ("housing_payment", Direction::Gained),
            ("dhp", Direction::Lost),
            ("universal_credit", Direction::Amount),
        ] {
            assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
        }
    }

    #[test]
    fn the_law_as_of_today_is_todays_law() {
        let today = law().as_it_stood(day("2026-11-28")).unwrap();
        assert_eq!(touched(&today, law(), &priya(), day("2026-11-28")), []);
    }

    #[test]
    fn what_came_into_the_catalogue_in_november_is_new_to_whoever_has_it() {
        let told = law().changes(day("2026-11-21"), day("2026-11-27"));
        let new: Vec<&str> = told
            .iter()
            .filter(|change| matches!(change.what, Changed::Added { .. }))
            .flat_map(|change| change.entitlements.iter().map(String::as_str))
            .collect();
        let numbered =
            law().entitlements().iter().filter(|one| one.number.is_some_and(|number| number >= 58));
        let (mut new, mut numbered) = (new, numbered.map(|one| one.id.as_str()).collect::<Vec<_>>());
        new.sort_unstable();
        numbered.sort_unstable();
        assert_eq!(new, numbered);
        let before = law().as_it_stood(day("2026-11-21")).unwrap();
        let touched = touched(&before, law(), &priya(), day("2026-11-27"));
        let of = |id: &str| {
            let found = touched.iter().find(|each| law().entitlements()[each.which.place()].id == id);
            found.map(|each| each.direction)
        };
        assert_eq!(of("corporate_parenting"), Some(Direction::Gained));
        assert_eq!(of("personal_adviser"), None, "it was there");
    }

    /// What reading the sources anew in November changed for somebody, on 27 November.
    fn read_anew(person: &str) -> Vec<(&'static str, Direction)> {
        let person: Person = serde_json::from_str(person).unwrap();
        let before = law().as_it_stood(day("2026-11-25")).unwrap();
        let told = touched(&before, law(), &person, day("2026-11-27")).into_iter();
        told.map(|each| (law().entitlements()[each.which.place()].id.as_str(), each.direction)).collect()
    }

    #[test]
    fn a_mother_of_22_a_relevant_student_of_17_and_a_child_in_need_gained_by_the_reading_of_november() {
        let mother = read_anew(
            r#"{"date_of_birth":"2004-05-10","episodes":[{"start":"2016-03-04","end":"2018-01-01","legal_status":"C2"}],
                "circumstances":{"parent":true,"recourse_to_public_funds":true,"needs_leave_to_stay":false}}"#,
        );
        assert!(mother.contains(&("priority_need", Direction::Gained)), "{mother:?}");
        let relevant = read_anew(
            r#"{"date_of_birth":"2009-05-10","episodes":[{"start":"2016-03-04","end":"2026-06-01","legal_status":"C2"}],
                "circumstances":{"education":{"kind":"fe_full_time"}}}"#,
        );
        for gained in ["education_assistance", "employment_assistance"] {
            assert!(relevant.contains(&(gained, Direction::Gained)), "{gained} in {relevant:?}");
        }
        let in_need = read_anew(
            r#"{"date_of_birth":"2010-05-10","episodes":[],"circumstances":{"child_in_need":true}}"#,
        );
        assert!(in_need.contains(&("independent_advocacy", Direction::Gained)), "{in_need:?}");
        let of_no_known_age = read_anew(r#"{"episodes":[{"start":"2016-03-04","legal_status":"C2"}]}"#);
        assert!(of_no_known_age.contains(&("records_access", Direction::Gained)), "{of_no_known_age:?}");
    }

    #[test]
    fn an_entry_read_anew_says_what_is_different_and_the_others_are_only_read_again() {
        let told = law().changes(day("2026-11-25"), day("2026-11-27"));
        let says = |id: &str| {
            let of = |change: &&LawChange| change.entitlements.iter().any(|each| each == id);
            told.iter().filter(of).find_map(|change| match &change.what {
                Changed::Rewritten { says } => Some(says.as_str()),
                _ => None,
            })
        };
        assert!(says("priority_need").unwrap().contains("whatever the care"));
        assert_eq!(says("travel_help"), says("leisure_pass"), "one change, named once");
        assert_eq!(says("dhp"), None, "it ended in April, which has its own line");
    }
}
