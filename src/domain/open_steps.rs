//! Steps of the plans in force that are not done, by what needs doing about them.

use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{
    id::{PersonId, PlanId},
    pathway::is_nobody,
    plan::{Plan, PlanStatus, Step, StepStatus},
};

crate::words! {
    /// What needs doing about a step; of several, the first that fits names it.
    pub enum Needs {
        /// Somebody says that it is still stuck.
        Stuck = "stuck",
        /// It stood in two plans before this one, and was not done in either.
        Twice = "twice",
        /// No one person is named.
        Nobody = "nobody",
        /// Its day has passed.
        Overdue = "overdue",
        /// Its day is in this month.
        Month = "month",
        /// Later, or without a day.
        Later = "later",
    }
}

/// A step that is carried over so often asks for another way.
pub const TWICE: usize = 2;

/// A step that is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenStep {
    pub person: PersonId,
    /// The number of the plan in force.
    pub plan: i64,
    pub step: Step,
    /// In how many plans before it stood without being done, one after another.
    pub carried: usize,
}

impl OpenStep {
    /// Everything that needs doing about it, the first first.
    #[must_use]
    pub fn needs(&self, today: NaiveDate) -> Vec<Needs> {
        let text = &self.step.text;
        let ends = month_ends(today);
        let found = [
            (Needs::Stuck, text.status == StepStatus::Stuck),
            (Needs::Twice, self.carried >= TWICE),
            (Needs::Nobody, is_nobody(&text.who)),
            (Needs::Overdue, text.due_on.is_some_and(|due| due < today)),
            (Needs::Month, text.due_on.is_some_and(|due| today <= due && due <= ends)),
        ];
        let mut needs: Vec<Needs> = found.into_iter().filter(|(_, is)| *is).map(|(need, _)| need).collect();
        if needs.is_empty() {
            needs.push(Needs::Later);
        }
        needs
    }

    /// What names it in a list.
    #[must_use]
    pub fn first(&self, today: NaiveDate) -> Needs {
        self.needs(today).first().copied().unwrap_or(Needs::Later)
    }
}

fn month_ends(today: NaiveDate) -> NaiveDate {
    let first = today.with_day(1).unwrap_or(today);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    next.checked_sub_days(Days::new(1)).unwrap_or(next)
}

/// The open steps of the plans in force, with how often each was carried over. `plans`: those in force and those before them, of
/// any number of people; `steps`: theirs.
#[must_use]
pub fn open_steps(plans: &[Plan], steps: Vec<Step>) -> Vec<OpenStep> {
    let mut all = steps_in_force(plans, steps);
    all.retain(|one| one.step.text.status.is_open());
    all
}

/// The same of every step of the plans in force, done and dropped ones too.
#[must_use]
pub fn steps_in_force(plans: &[Plan], steps: Vec<Step>) -> Vec<OpenStep> {
    let mut of: HashMap<PlanId, Vec<Step>> = HashMap::new();
    for step in steps {
        of.entry(step.plan).or_default().push(step);
    }
    let mut before: HashMap<PersonId, Vec<&Plan>> = HashMap::new();
    for plan in plans.iter().filter(|plan| plan.status == PlanStatus::Replaced) {
        before.entry(plan.person).or_default().push(plan);
    }
    for theirs in before.values_mut() {
        theirs.sort_by_key(|plan| std::cmp::Reverse(plan.number));
    }
    let mut all = Vec::new();
    for plan in plans.iter().filter(|plan| plan.status == PlanStatus::Agreed) {
        let earlier = before.get(&plan.person).map(Vec::as_slice).unwrap_or_default();
        for step in of.get(&plan.id).into_iter().flatten() {
            let stood = |plan: &&&Plan| {
                let theirs = of.get(&plan.id).map(Vec::as_slice).unwrap_or_default();
                theirs
                    .iter()
                    .any(|other| other.text.status.is_open() && same(&other.text.what, &step.text.what))
            };
            let carried = earlier.iter().take_while(stood).count();
            all.push(OpenStep { person: plan.person, plan: plan.number, step: step.clone(), carried });
        }
    }
    all
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::{
        id::StepId,
        plan::{PlanArea, StepText},
    };
    use chrono::DateTime;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn plan(person: PersonId, number: i64, status: PlanStatus) -> Plan {
        Plan {
            id: PlanId::new(),
            person,
            number,
            status,
            own_words: None,
            agreed_on: None,
            review_due: None,
            support: None,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
            created_by: None,
        }
    }

    fn step(plan: PlanId, what: &str, status: StepStatus, due: Option<&str>) -> Step {
        let text = StepText {
            area: PlanArea::Home,
            what: what.into(),
            who: "Priya".into(),
            due_on: due.map(day),
            status,
            otherwise: None,
        };
        Step { id: StepId::new(), plan, text, version: 1, changed_at: DateTime::UNIX_EPOCH, changed_by: None }
    }

    #[test]
    fn a_step_is_carried_over_by_its_words_plan_after_plan_and_a_gap_ends_it() {
        use PlanStatus::{Agreed, Replaced};
        let jay = PersonId::new();
        let plans = [plan(jay, 1, Replaced), plan(jay, 2, Replaced), plan(jay, 3, Agreed)];
        let [one, two, now] = [plans[0].id, plans[1].id, plans[2].id];
        let todo = StepStatus::ToDo;
        let steps = vec![
            step(one, "Open a bank account", todo, None),
            step(two, "open a bank account ", StepStatus::Stuck, None),
            step(now, "Open a bank account", todo, None),
            step(one, "See the dentist", todo, None),
            step(two, "See the dentist", StepStatus::Done, None),
            step(now, "See the dentist", todo, None),
            step(now, "Done already", StepStatus::Done, None),
        ];
        let open = open_steps(&plans, steps);
        let carried: Vec<_> = open.iter().map(|one| (one.step.text.what.as_str(), one.carried)).collect();
        assert_eq!(carried, [("Open a bank account", 2), ("See the dentist", 0)]);
        assert_eq!(open[0].first(day("2026-11-23")), Needs::Twice);
    }

    #[test]
    fn of_several_needs_the_first_names_it_and_every_one_finds_it() {
        let today = day("2026-11-23");
        let of = |status, due| OpenStep {
            person: PersonId::new(),
            plan: 1,
            step: step(PlanId::new(), "View the flat", status, due),
            carried: 0,
        };
        let stuck = of(StepStatus::Stuck, Some("2026-11-01"));
        assert_eq!(stuck.needs(today), [Needs::Stuck, Needs::Overdue]);
        let due = |day| of(StepStatus::ToDo, Some(day)).first(today);
        assert_eq!(
            [due("2026-11-22"), due("2026-11-23"), due("2026-11-30"), due("2026-12-01")],
            [Needs::Overdue, Needs::Month, Needs::Month, Needs::Later]
        );
        let mut nobody = of(StepStatus::ToDo, None);
        assert_eq!(nobody.first(today), Needs::Later);
        nobody.step.text.who = "Everyone".into();
        assert_eq!(nobody.first(today), Needs::Nobody);
    }
}
