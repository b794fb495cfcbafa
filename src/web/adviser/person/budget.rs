//! What a young person shares of their budget, on their adviser's page.

use onward_domain::{
    budget::{BudgetLineNote, SharedBudget},
    money::Pence,
};
use serde::Serialize;

use crate::web::words::Say;

/// The parts that they chose.
#[derive(Debug, Clone, Serialize)]
pub struct BudgetShown {
    every: Say,
    left: Option<Left>,
    lines: Vec<LineShown>,
    saved: Option<Pence>,
    goal: Option<Pence>,
}

#[derive(Debug, Clone, Serialize)]
struct Left {
    sum: Pence,
    short: bool,
}

#[derive(Debug, Clone, Serialize)]
struct LineShown {
    what: Say,
    sum: Pence,
    every: Say,
    comes: bool,
}

impl BudgetShown {
    /// As it is shared now.
    pub fn of(shared: &SharedBudget) -> Self {
        let lines = |notes: &Option<Vec<BudgetLineNote>>, comes: bool| -> Vec<LineShown> {
            let line = |note: &BudgetLineNote| LineShown {
                what: note.called.as_deref().map_or_else(|| word("kind", note.kind.word()), Say::words),
                sum: note.amount,
                every: word("every", note.every.word()),
                comes,
            };
            notes.iter().flatten().map(line).collect()
        };
        Self {
            every: word("every", shared.paid.word()),
            left: shared
                .left
                .map(|left| Left { sum: Pence(left.per(shared.paid).0.abs()), short: left.a_year().0 < 0 }),
            lines: [lines(&shared.comes_in, true), lines(&shared.goes_out, false)].concat(),
            saved: shared.pot.map(|(saved, _)| saved),
            goal: shared.pot.and_then(|(_, goal)| goal),
        }
    }
}

fn word(list: &str, word: &str) -> Say {
    Say::of_word(&format!("money.{list}"), word).unwrap_or_else(|| Say::words(word))
}
