//! What a plan does, in memory: the model that the store's own version is tested against.

use super::super::ledger::{Line, sort};
use super::{Asked, Change, Held, HeldPerson, Plan};

impl Held {
    /// Carries out the plan.
    pub fn apply(&mut self, plan: &Plan) {
        for rows in self.ledger.children.values_mut() {
            rows.retain(|line| !plan.handed_in.contains(&line.hand_in()));
        }
        self.ledger.held.extend(plan.handed_in.iter().map(|one| (*one, "import".to_owned())));
        for (year, table) in &plan.handed_in {
            if plan.on <= year.last_day() {
                self.ledger.running.insert((*year, *table), plan.on);
            } else {
                self.ledger.running.remove(&(*year, *table));
            }
        }
        for person in &plan.people {
            let rows = self.ledger.children.entry(person.child.clone()).or_default();
            rows.extend(person.rows.iter().cloned().map(|line| Line { source: None, ..line }));
            sort(rows);
            let held: &mut HeldPerson = self.people.entry(person.child.clone()).or_default();
            for step in &person.steps {
                match step.change {
                    Change::Add(fact)
                    | Change::Change { after: fact, .. }
                    | Change::End { after: fact, .. } => {
                        held.facts.insert(step.key, fact);
                    }
                    Change::Withdraw(_) => {
                        held.facts.remove(&step.key);
                    }
                }
            }
            held.open.retain(|key, _| !person.answers.contains(key));
            held.open.extend(person.questions.iter().chain(&person.restated).map(|question| {
                (question.key.clone(), Asked { what: question.what.clone(), holds: question.holds })
            }));
        }
    }
}
