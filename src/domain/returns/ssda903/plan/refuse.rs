//! Rows that can be read but still can't be imported, once it is known whose they are.

use super::super::history::{Holds, birth, birth_of};
use super::super::ledger::{Line, Rows, after};
use super::super::problem::{Problem, Weight};
use super::super::row::{Child, RowKey};
use super::{Held, New, Question, same_person};
use chrono::NaiveDate;
use leaving_care_rules::calendar::birthday;
use std::collections::{BTreeMap, BTreeSet};

/// What was refused: the problems, and what to ask about people who are held all the same.
#[derive(Default)]
pub(super) struct Refused {
    pub(super) problems: Vec<Problem>,
    pub(super) questions: BTreeMap<Child, Vec<Question>>,
}

/// Removes from the incoming files any children who can't be told apart from others, and rows that no life can contain. Names
/// those whose date of birth nobody knows: they are imported without one, so that somebody sees them.
pub(super) fn refuse(held: &Held, new: &mut New<'_>) -> Refused {
    let mut refused = Refused::default();
    let mut children: BTreeSet<Child> = BTreeSet::new();
    let mut rows: BTreeMap<Child, BTreeSet<usize>> = BTreeMap::new();
    let alike = same_person::lost_zeros(held, &new.children);
    for (child, of_child) in new.children.iter() {
        let all = after(held.ledger.children.get(child), Some(of_child), &new.of_incoming);
        let born = birth(&all).or_else(|| held.people.get(child)?.born());
        if let Some(other) = alike.get(child) {
            let what = format!(
                "The child {child} has the same date of birth as {other}: a spreadsheet has dropped the leading zeros."
            );
            let todo = "Export the file again and don't open it in a spreadsheet.";
            refused.problems.extend(whole(child, of_child, Weight::LeavesOut, (&what, todo)));
            children.insert(child.clone());
        } else if let Some(born) = born {
            let impossible = impossible(&all, of_child, born);
            for at in &impossible {
                let Some(line) = of_child.get(*at) else { continue };
                refused.row(child, line);
            }
            if !impossible.is_empty() {
                rows.insert(child.clone(), impossible);
            }
        } else {
            let what = format!("No file gives the child {child} a date of birth.");
            let todo = "Every answer about them waits. Add the child to the header file, import an earlier year too, or enter the \
                        date on their page.";
            refused.problems.extend(whole(child, of_child, Weight::Check, (&what, todo)));
        }
    }
    if !children.is_empty() || !rows.is_empty() {
        let all = new.children.to_mut();
        all.retain(|child, _| !children.contains(child));
        for (child, without) in rows {
            let Some(of_child) = all.get_mut(&child) else { continue };
            let mut at = 0usize;
            of_child.retain(|_| {
                at += 1;
                !without.contains(&(at - 1))
            });
        }
    }
    refused
}

impl Refused {
    fn row(&mut self, child: &Child, line: &Line) {
        let column = if matches!(line.key, RowKey::Episode(_)) { "DECOM" } else { "MIS_START" };
        let what = "The day does not fit the date of birth.";
        let todo = "Correct the day or the date of birth.";
        let Some(problem) = problem(child, line, column, Weight::LeavesOut, (what, todo)) else { return };
        self.questions.entry(child.clone()).or_default().push(Question {
            key: format!("row {} {} {column} {what}", line.year, line.key.table()),
            what: format!("A row of the return was left out ({}). {what} {todo}", problem.place()),
            choice: None,
            // The day, or the date of birth.
            holds: matches!(line.key, RowKey::Episode(_)).then_some(Holds::Birth),
            source: None,
        });
        self.problems.push(problem);
    }
}

/// The rows that no life can contain, whichever date of birth is right: before birth, or long after.
fn impossible(all: &[&Line], rows: &Rows, born: NaiveDate) -> BTreeSet<usize> {
    let births = || all.iter().filter_map(|line| birth_of(line)).chain([born]);
    let (first, last) = (births().min().unwrap_or(born), birthday(births().max().unwrap_or(born), 27));
    rows.iter()
        .enumerate()
        .filter(|(_, line)| {
            matches!(line.key, RowKey::Episode(start) | RowKey::Absence(start) if start < first || start >= last)
        })
        .map(|(at, _)| at)
        .collect()
}

/// One problem for all of a child's rows, placed at the first of them.
fn whole(child: &Child, rows: &Rows, weight: Weight, words: (&str, &str)) -> Option<Problem> {
    let first = rows.iter().min_by(|a, b| a.source.cmp(&b.source))?;
    problem(child, first, "CHILD", weight, words)
}

fn problem(
    child: &Child,
    line: &Line,
    column: &'static str,
    weight: Weight,
    (what, todo): (&str, &str),
) -> Option<Problem> {
    let source = line.source.as_ref()?;
    Some(Problem {
        file: source.file.clone(),
        line: Some(source.line),
        column: Some(column),
        child: Some(child.clone()),
        weight,
        what: what.into(),
        todo: todo.into(),
    })
}
