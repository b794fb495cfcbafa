//! What was owed in each year since somebody was 16, and whether it is recorded here as given. A ledger that is silent says
//! nothing about what somebody had: "not recorded here" is never "you did not get it".

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Person, assess,
    assessment::Outcome,
    calendar::birthday,
    catalogue::EntitlementIndex,
    entitlement::outcome::{Entitlement, Kind, Per, ShownBy},
    years::years,
};

use crate::{
    entitlement::{EntitlementAct, EntitlementStep, standing},
    money::Pence,
};

/// What the service's own records say of the past.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// From when until when somebody was their adviser.
    pub advisers: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// The days on which plans were agreed.
    pub plans: Vec<NaiveDate>,
    /// The whole ledger of entitlements.
    pub steps: Vec<EntitlementStep>,
}

/// Whether something is recorded as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is, on this day or from it.
    Given(NaiveDate),
    /// A part of a sum that is given once was paid, last on this day, and so much is left.
    Part {
        /// The day.
        on: NaiveDate,
        /// The rest.
        left: Pence,
    },
    /// It was refused.
    Refused(NaiveDate),
    /// They said no thank you.
    Declined(NaiveDate),
    /// Nothing is recorded here.
    Not,
}

/// One thing that was owed in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// What.
    pub which: EntitlementIndex,
    /// The first day of the year on which it was owed.
    pub from: NaiveDate,
    /// The sum that the law of that day named.
    pub amount: Option<Pence>,
    /// Whether it is recorded.
    pub recorded: Recorded,
}

impl Owed {
    /// The sum that is not recorded as given; of what has no sum, none.
    #[must_use]
    pub const fn left(&self) -> Option<Pence> {
        match self.recorded {
            Recorded::Part { left, .. } => Some(left),
            _ => self.amount,
        }
    }

    /// The whole of it, or a part, is not recorded here.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self.recorded, Recorded::Not | Recorded::Part { .. })
    }
}

/// A year of life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearBack {
    /// How old they were.
    pub age: u8,
    /// The birthday.
    pub from: NaiveDate,
    /// The next one, or today where that comes first; not part of it.
    pub until: NaiveDate,
    /// What was owed in it.
    pub owed: Vec<Owed>,
}

/// Each year from the 16th birthday until today, or the 25th; none without a date of birth. `person`: as if nothing had been
/// given yet, so that what was given does not take away what was owed.
#[must_use]
pub fn looking_back(law: &Law, person: &Person, today: NaiveDate, evidence: &Evidence) -> Vec<YearBack> {
    let Some((born, years)) = person.date_of_birth.zip(years(law, person, today)) else { return Vec::new() };
    let steps = standing(&evidence.steps);
    let mut once_seen: Vec<EntitlementIndex> = Vec::new();
    let mut back = Vec::new();
    for age in 16..25 {
        let (from, until) = (birthday(born, age), birthday(born, age.saturating_add(1)).min(today));
        if from >= until {
            break;
        }
        let mut owed = Vec::new();
        for (place, (entry, timeline)) in law.entitlements().iter().zip(&years.entitlements).enumerate() {
            let Some(which) = law.find(&entry.id).filter(|_| is_looked_at(entry)) else { continue };
            let first = timeline.stretches().find_map(|(span, outcome)| {
                let start = span.start.date().unwrap_or(from).max(from);
                let end = span.end.date().unwrap_or(until).min(until);
                (*outcome == Outcome::Entitled && start < end).then_some(start)
            });
            let Some(first) = first else { continue };
            let once = entry.money.as_ref().is_some_and(|money| money.per == Per::Once);
            if once && once_seen.contains(&which) {
                continue;
            }
            if once {
                once_seen.push(which);
            }
            let amount = assess(law, person, first).entitlements.get(place).and_then(|it| it.amount_pence);
            let amount = amount.map(Pence);
            let within = if once { None } else { Some((from, until)) };
            let recorded = recorded((entry, amount), &steps, within, (from, until), evidence);
            owed.push(Owed { which, from: first, amount, recorded });
        }
        back.push(YearBack { age, from, until, owed });
    }
    back
}

/// What a council answers for and can be seen in its records: what is counted, and sums that are asked for and that it gives
/// itself. A place in care is never "not recorded here".
fn is_looked_at(entry: &Entitlement) -> bool {
    let asked_for = !entry.emergency && !entry.unasked;
    entry.counted.is_some() || entry.money.is_some() && entry.kind != Kind::OtherBody && asked_for
}

/// `within`: for what is given again and again, the year; what is given once counts whenever it was.
fn recorded(
    (entry, amount): (&Entitlement, Option<Pence>),
    steps: &[&EntitlementStep],
    within: Option<(NaiveDate, NaiveDate)>,
    (from, until): (NaiveDate, NaiveDate),
    evidence: &Evidence,
) -> Recorded {
    let by = entry.counted.map_or(ShownBy::Ledger, |counted| counted.shown_by);
    let seen = match by {
        ShownBy::Allocation => evidence
            .advisers
            .iter()
            .find(|(start, end)| *start < until && end.is_none_or(|end| end > from))
            .map(|(start, _)| (*start).max(from)),
        ShownBy::Review => evidence.plans.iter().find(|day| (from..until).contains(*day)).copied(),
        ShownBy::Ledger => None,
    };
    if let Some(day) = seen {
        return Recorded::Given(day);
    }
    let fits = move |day: NaiveDate| within.is_none_or(|(from, until)| (from..until).contains(&day));
    let notes = |act: EntitlementAct| {
        let all = steps.iter().rev().map(|step| &step.note);
        all.filter(move |note| note.entitlement == entry.id && note.act == act && fits(note.happened_on))
    };
    let last = |act: EntitlementAct| notes(act).next().map(|note| note.happened_on);
    let given: Option<i64> = notes(EntitlementAct::Paid).map(|note| note.amount.map(|sum| sum.0)).sum();
    // Where a payment has no sum, it was given, and nobody says how much.
    let left = entry.money.as_ref().filter(|money| money.per == Per::Once).and(amount).zip(given);
    let part = left.map(|(whole, given)| whole.0.saturating_sub(given)).filter(|left| *left > 0);
    let last_paid = last(EntitlementAct::Paid);
    if let Some((on, left)) = last_paid.zip(part) {
        return Recorded::Part { on, left: Pence(left) };
    }
    last_paid
        .map(Recorded::Given)
        .or_else(|| last(EntitlementAct::Refused).map(Recorded::Refused))
        .or_else(|| last(EntitlementAct::Declined).map(Recorded::Declined))
        .unwrap_or(Recorded::Not)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::entitlement::testing;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// In foster care from 14 until his 18th birthday, 19 now.
    fn jay() -> Person {
        serde_json::from_value(serde_json::json!({
            "date_of_birth": "2007-03-21",
            "episodes": [{"start": "2021-05-03", "end": "2025-03-21", "legal_status": "C2", "placement": "U4", "reason_ended": "E6"}],
            "circumstances": {"education": {"kind": "none"}, "recourse_to_public_funds": true, "parent": false}
        }))
        .unwrap()
    }

    fn back(evidence: &Evidence) -> Vec<YearBack> {
        looking_back(Law::england().unwrap(), &jay(), day("2026-11-23"), evidence)
    }

    fn of(years: &[YearBack], id: &str) -> Vec<(u8, Recorded)> {
        let which = Law::england().unwrap().find(id).unwrap();
        let all = years.iter().flat_map(|year| year.owed.iter().map(|owed| (year.age, owed)));
        all.filter(|(_, owed)| owed.which == which).map(|(age, owed)| (age, owed.recorded)).collect()
    }

    #[test]
    fn jay_has_a_year_for_each_birthday_since_16_and_the_last_ends_today() {
        let years = back(&Evidence::default());
        let ages: Vec<_> = years.iter().map(|year| (year.age, year.from, year.until)).collect();
        assert_eq!(ages.first(), Some(&(16, day("2023-03-21"), day("2024-03-21"))));
        assert_eq!(ages.last(), Some(&(19, day("2026-03-21"), day("2026-11-23"))));
        assert_eq!(of(&years, "personal_adviser").len(), 4, "owed in each of them");
    }

    #[test]
    fn money_that_is_given_once_stands_in_the_first_year_and_is_recorded_whenever_it_was_given() {
        let nothing = back(&Evidence::default());
        assert_eq!(of(&nothing, "setting_up_home_allowance"), [(18, Recorded::Not)]);
        let mut paid = testing::step(EntitlementAct::Paid, "2026-05-04", Some(Pence(300_000)));
        paid.note.entitlement = "setting_up_home_allowance".into();
        let given = back(&Evidence { steps: vec![paid], ..Evidence::default() });
        assert_eq!(of(&given, "setting_up_home_allowance"), [(18, Recorded::Given(day("2026-05-04")))]);
        let mut part = testing::step(EntitlementAct::Paid, "2026-05-04", Some(Pence(1_000)));
        part.note.entitlement = "setting_up_home_allowance".into();
        let given = back(&Evidence { steps: vec![part], ..Evidence::default() });
        let rest = Recorded::Part { on: day("2026-05-04"), left: Pence(299_000) };
        assert_eq!(of(&given, "setting_up_home_allowance"), [(18, rest)], "ten pounds are not the whole");
    }

    #[test]
    fn an_adviser_and_a_plan_are_seen_in_the_services_own_records_year_by_year() {
        let evidence = Evidence {
            advisers: vec![(day("2024-09-01"), None)],
            plans: vec![day("2025-05-15")],
            steps: Vec::new(),
        };
        let years = back(&evidence);
        let seen: Vec<bool> =
            of(&years, "personal_adviser").iter().map(|(_, recorded)| *recorded != Recorded::Not).collect();
        assert_eq!(seen, [false, true, true, true]);
        let plans = of(&years, "pathway_plan");
        assert!(
            plans.contains(&(18, Recorded::Given(day("2025-05-15")))) && plans.contains(&(17, Recorded::Not))
        );
    }

    #[test]
    fn without_a_date_of_birth_nothing_is_said() {
        let nobody = Person::default();
        assert!(
            looking_back(Law::england().unwrap(), &nobody, day("2026-11-23"), &Evidence::default())
                .is_empty()
        );
    }
}
