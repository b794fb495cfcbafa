//! What a plan does, in memory: the model that the store's own applying is tested against.

use super::super::ledger::Entry;
use super::{Change, Held, HeldPerson, Plan};

impl Held {
    /// Does what the plan says.
    pub fn apply(&mut self, plan: &Plan) {
        self.ledger.covered.extend(plan.covered.iter().copied());
        for person in &plan.people {
            let rows = self.ledger.children.entry(person.child.clone()).or_default();
            for (key, entry) in &person.rows {
                rows.insert(*key, Entry { source: None, ..entry.clone() });
            }
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
            held.asked.extend(person.questions.iter().map(|question| question.key.clone()));
        }
    }
}
