//! Rows that were left out: what depends on them, and what is asked.

use super::super::history::{Ask, Holds, birth, birth_unknown};
use super::super::ledger::Rows;
use super::super::merge::Incoming;
use super::super::problem::Weight;
use super::super::row::Child;
use super::super::table::Table;
use super::super::year::CollectionYear;
use super::{HandIn, Held, HeldPerson, Question};
use leaving_care_rules::calendar::birthday;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked about rows that were left out, by the number that the person goes by. What they would have said is not
/// known: if it could make a difference, the answer waits.
pub(super) fn of(incoming: &Incoming, held: &Held) -> BTreeMap<Child, Vec<Question>> {
    let files: BTreeMap<&str, HandIn> =
        incoming.files.iter().filter_map(|file| Some((&*file.name, (file.year?.0, file.table?)))).collect();
    let mut left_out: BTreeMap<Child, Vec<Question>> = BTreeMap::new();
    for problem in incoming.problems.iter().filter(|problem| problem.weight == Weight::LeavesOut) {
        let (Some(number), Some(hand_in)) = (&problem.child, files.get(&*problem.file)) else { continue };
        let (year, table) = *hand_in;
        let column = problem.column.unwrap_or("line");
        let question = Question {
            key: format!("row {year} {table} {column} {}", problem.what),
            what: format!(
                "A row of the return was left out ({}). {} {}",
                problem.place(),
                problem.what,
                problem.todo
            ),
            choice: None,
            holds: match table {
                // The reason says, or may have said where it can't be read, that they were found to be an adult.
                Table::Episodes if column == "REC" => Some(Holds::Birth),
                Table::Header => Some(Holds::Birth),
                Table::Episodes => Some(Holds::Care),
                Table::Oc3 if may_say_home(number, year, incoming, held) => Some(Holds::Care),
                _ => None,
            },
            source: None,
        };
        let of = left_out.entry(held.ledger.goes_by(number).clone()).or_default();
        if !of.iter().any(|other| other.key == question.key) {
            of.push(question);
        }
    }
    left_out
}

/// Children of whom the files have nothing but rows that were left out: they are made without a date of birth, so that somebody sees
/// them and is asked, and what a later file says of them waits for it.
pub(super) fn nothing_else(
    incoming: &Incoming,
    held: &Held,
    with_rows: &BTreeMap<Child, Rows>,
) -> BTreeSet<Child> {
    let kept: BTreeSet<&str> = incoming
        .files
        .iter()
        .filter(|file| file.table.is_some_and(Table::is_kept))
        .map(|file| &*file.name)
        .collect();
    incoming
        .problems
        .iter()
        .filter(|problem| problem.weight == Weight::LeavesOut && kept.contains(&*problem.file))
        .filter_map(|problem| problem.child.as_ref())
        .map(|number| held.ledger.goes_by(number))
        .filter(|child| !with_rows.contains_key(*child))
        .filter(|child| {
            let rows = held.ledger.children.get(*child);
            // Made so by an earlier import, and still waiting.
            let still = |person: &HeldPerson| person.born().is_none() && rows.is_none_or(Rows::is_empty);
            held.people.get(*child).is_none_or(still)
        })
        .cloned()
        .collect()
}

/// What is asked about each of them, beside the row.
pub(super) fn when_born() -> Question {
    let Ask { key, what, holds, .. } = birth_unknown();
    Question { key, what, choice: None, holds, source: None }
}

/// Whether the position of a year may be that of a 17th or 18th birthday, and so say that they had gone home six months before.
fn may_say_home(number: &Child, year: CollectionYear, incoming: &Incoming, held: &Held) -> bool {
    let known = held.people.get(held.ledger.goes_by(number)).and_then(HeldPerson::born);
    let told = || birth(&incoming.children.get(number)?.iter().collect::<Vec<_>>());
    let Some(born) = known.or_else(told) else { return true };
    [17, 18].iter().any(|age| (year.first_day()..=year.last_day()).contains(&birthday(born, *age)))
}
