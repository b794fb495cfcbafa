//! Kinds and times of money in words, and two versions of an amount beside each other.

use onward_domain::{
    budget::{BudgetLineNote, BudgetPlanNote, Every, LineKind},
    money::Pence,
};

use crate::web::{
    form::ClashRow,
    words::{Say, says::money as said},
};

/// "Gas and electric".
pub fn kind(kind: LineKind) -> Say {
    of("kind", kind.word())
}

/// "a week".
pub fn every(every: Every) -> Say {
    of("every", every.word())
}

/// "Every week".
pub fn often(every: Every) -> Say {
    of("often", every.word())
}

fn of(list: &str, word: &str) -> Say {
    Say::of_word(&format!("money.{list}"), word).unwrap_or_else(|| Say::words(word))
}

/// The person's own words for it, or what it is.
pub fn name(note: &BudgetLineNote) -> Say {
    note.called.as_deref().map_or_else(|| kind(note.kind), Say::words)
}

fn none() -> Say {
    said::part::None.into()
}

/// An amount, part by part: what stands and what was written.
pub fn line_clash(theirs: Option<&BudgetLineNote>, yours: &BudgetLineNote) -> Vec<ClashRow> {
    type Part = fn(&BudgetLineNote) -> Say;
    let parts: [(Say, Part); 5] = [
        (said::part::Kind.into(), |note| kind(note.kind)),
        (said::part::Called.into(), |note| note.called.as_deref().map_or_else(none, Say::words)),
        (said::part::Amount.into(), |note| sum(note.amount)),
        (said::part::Every.into(), |note| often(note.every)),
        (said::part::Due.into(), |note| note.due.map_or_else(none, Say::day)),
    ];
    parts
        .into_iter()
        .map(|(what, part)| ClashRow::new(what, theirs.map_or_else(none, part), part(yours)))
        .collect()
}

/// How one is paid, saves and shares, part by part.
pub fn plan_clash(theirs: Option<&BudgetPlanNote>, yours: &BudgetPlanNote) -> Vec<ClashRow> {
    type Part = fn(&BudgetPlanNote) -> Say;
    let parts: [(Say, Part); 5] = [
        (said::part::Paid.into(), |note| often(note.paid)),
        (said::part::PayDay.into(), |note| note.pay_day.map_or_else(none, Say::day)),
        (said::part::Saved.into(), |note| sum(note.saved)),
        (said::part::Goal.into(), |note| note.goal.map_or_else(none, sum)),
        (said::part::Shares.into(), |note| match note.shares_something() {
            true => said::part::Shared.into(),
            false => said::part::Private.into(),
        }),
    ];
    parts
        .into_iter()
        .map(|(what, part)| ClashRow::new(what, theirs.map_or_else(none, part), part(yours)))
        .collect()
}

fn sum(sum: Pence) -> Say {
    Say::words(sum.to_string())
}
