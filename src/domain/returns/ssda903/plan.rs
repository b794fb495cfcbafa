//! What an import would change, exactly: computed for the dry run, computed again when it is applied.

use super::history::{Fact, FactKey, birth};
use super::ledger::{ChildRows, Entry, Ledger, Source};
use super::merge::{Doubt, FileReport, Incoming};
use super::problem::{Problem, Weight};
use super::row::{Child, RowKey};
use super::year::CollectionYear;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

mod apply;
mod compare;
pub mod said;

/// What the service holds before an import.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// What earlier returns said.
    pub ledger: Ledger,
    /// The people, by their number in the return.
    pub people: BTreeMap<Child, HeldPerson>,
}

/// What the service holds about one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldPerson {
    /// The record as it stands now, after advisers' corrections. A fact that an earlier import
    /// recorded and that is missing here was taken away by an adviser.
    pub facts: BTreeMap<FactKey, Fact>,
    /// Care episodes that an adviser entered by hand: `[start, end)`.
    pub own_episodes: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// The keys of questions already asked, open or settled.
    pub asked: BTreeSet<String>,
}

/// One change to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which fact.
    pub key: FactKey,
    /// What happens to it.
    pub change: Change,
    /// The row that brings it.
    pub row: Option<RowKey>,
    /// Where the row stood that brings it.
    pub source: Option<Source>,
}

/// What happens to a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::enum_variant_names,
    reason = "a change to a fact that is there is called a change on every page"
)]
pub enum Change {
    /// It is new.
    Add(Fact),
    /// It says something else.
    Change {
        /// What the record says.
        before: Fact,
        /// What it will say.
        after: Fact,
    },
    /// What was running gets its end.
    End {
        /// What the record says.
        before: Fact,
        /// What it will say.
        after: Fact,
    },
    /// It no longer follows from the returns: a move home whose care episode never ended after all.
    Withdraw(Fact),
}

/// A question for the adviser or a manager, on the person's page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// What tells it from other questions about the same person.
    pub key: String,
    /// The question in words.
    pub what: String,
    /// For a contradiction: the fact, what the record says (none: it was taken away), what the
    /// return says (none: the return no longer says it).
    pub choice: Option<Choice>,
    /// Where the row stood.
    pub source: Option<Source>,
}

/// Two answers to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// Which fact.
    pub key: FactKey,
    /// What the record says.
    pub mine: Option<Fact>,
    /// What the return says.
    pub theirs: Option<Fact>,
}

/// What happens to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPlan {
    /// Whose number in the return.
    pub child: Child,
    /// The person isn't held yet.
    pub is_new: bool,
    /// Rows to remember: what the returns now say.
    pub rows: Vec<(RowKey, Entry)>,
    /// Changes to the record.
    pub steps: Vec<Step>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Facts in these files that the record already says.
    pub left_alone: usize,
}

/// How much would happen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// People who aren't held yet.
    pub new_people: usize,
    /// Facts added.
    pub added: usize,
    /// Facts changed.
    pub changed: usize,
    /// Facts ended.
    pub ended: usize,
    /// Facts withdrawn.
    pub withdrawn: usize,
    /// Facts in these files that the record already says.
    pub left_alone: usize,
    /// Questions.
    pub questions: usize,
    /// Rows that can't be taken.
    pub left_out: usize,
    /// Things to look at.
    pub checks: usize,
}

/// The whole of what an import would do.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Everyone to whom something happens, by number.
    pub people: Vec<PersonPlan>,
    /// Years whose episodes are now known.
    pub covered: BTreeSet<CollectionYear>,
    /// The files.
    pub files: Vec<FileReport>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// How much of what.
    pub counts: Counts,
}

/// What stands in the way of applying a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// A file can't be read or has the wrong columns: nothing is imported.
    FileRefused,
    /// Rows can't be taken, and nobody has said to leave them out.
    RowsLeftOut,
}

impl Plan {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.covered.is_empty()
    }

    /// What stands in the way; `skip_problems` says to leave out rows that can't be taken.
    #[must_use]
    pub fn hindrance(&self, skip_problems: bool) -> Option<Hindrance> {
        match self.problems.iter().map(|problem| problem.weight).max() {
            Some(Weight::Refuses) => Some(Hindrance::FileRefused),
            Some(Weight::LeavesOut) if !skip_problems => Some(Hindrance::RowsLeftOut),
            _ => None,
        }
    }

    /// Feeds everything that would be done, in a fixed order, to a hash: two plans with the same
    /// fingerprint do the same.
    pub fn fingerprint_into(&self, mut feed: impl FnMut(&[u8])) {
        let mut line = String::new();
        for year in &self.covered {
            let _ = writeln!(line, "covered {year}");
        }
        for problem in &self.problems {
            let _ = writeln!(line, "problem {} {} {}", problem.place(), problem.weight.word(), problem.what);
        }
        feed(line.as_bytes());
        for person in &self.people {
            line.clear();
            let _ = writeln!(line, "person {} {}", person.child, person.is_new);
            for (key, entry) in &person.rows {
                let _ = writeln!(line, "row {} {} {}", key.text(), entry.year, entry.row.text());
            }
            for step in &person.steps {
                let _ = writeln!(line, "step {:?} {:?}", step.key, step.change);
            }
            for question in &person.questions {
                let _ = writeln!(line, "question {} {:?}", question.key, question.choice);
            }
            feed(line.as_bytes());
        }
    }
}

/// Compares what the service holds with what the files bring. Nothing in it depends on the order of
/// files, rows or anything else.
#[must_use]
pub fn plan(held: &Held, incoming: &Incoming) -> Plan {
    let mut plan =
        Plan { files: incoming.files.clone(), problems: incoming.problems.clone(), ..Plan::default() };
    if incoming.is_refused() {
        count(&mut plan);
        return plan;
    }
    plan.covered = incoming.covered.difference(&held.ledger.covered).copied().collect();
    let covered: BTreeSet<CollectionYear> = held.ledger.covered.union(&incoming.covered).copied().collect();
    let none = ChildRows::new();
    // A newly covered year also tells something about children who are not in it.
    let everyone: BTreeSet<&Child> = if plan.covered.is_empty() {
        incoming.children.keys().collect()
    } else {
        incoming.children.keys().chain(held.ledger.children.keys()).collect()
    };
    let alike = lost_zeros(held, incoming);
    for child in everyone {
        let new = incoming.children.get(child).unwrap_or(&none);
        if let Some(other) = alike.get(child) {
            compare::refuse_rows(
                &mut plan.problems,
                child,
                new,
                &format!(
                    "The child {child} has the same date of birth as {other}: a spreadsheet has dropped the leading zeros."
                ),
                "Export the file again and don't open it in a spreadsheet.",
            );
            continue;
        }
        compare::person(&mut plan, held, child, new, &covered);
    }
    row_questions(&mut plan, held);
    for doubt in &incoming.doubts {
        add_doubt(&mut plan, held, doubt);
    }
    plan.people
        .retain(|person| !(person.rows.is_empty() && person.steps.is_empty() && person.questions.is_empty()));
    plan.problems.sort();
    count(&mut plan);
    plan
}

/// Rows that were left out become questions on the pages of people who are, or will be, held.
fn row_questions(plan: &mut Plan, held: &Held) {
    let problems: Vec<Problem> =
        plan.problems.iter().filter(|problem| problem.weight == Weight::LeavesOut).cloned().collect();
    for problem in problems {
        let Some(child) = &problem.child else { continue };
        let doubt = Doubt {
            child: child.clone(),
            key: format!("row {} {} {}", problem.file, problem.column.unwrap_or_default(), problem.what),
            what: format!(
                "A row of the return was left out ({}). {} {}",
                problem.place(),
                problem.what,
                problem.todo
            ),
        };
        add_doubt(plan, held, &doubt);
    }
}

fn add_doubt(plan: &mut Plan, held: &Held, doubt: &Doubt) {
    let now = held.people.get(&doubt.child);
    if now.is_some_and(|person| person.asked.contains(&doubt.key)) {
        return;
    }
    let question = Question { key: doubt.key.clone(), what: doubt.what.clone(), choice: None, source: None };
    match plan.people.binary_search_by(|person| person.child.cmp(&doubt.child)) {
        Ok(at) => {
            if let Some(person) = plan.people.get_mut(at)
                && !person.questions.iter().any(|other| other.key == question.key)
            {
                person.questions.push(question);
            }
        }
        Err(at) if now.is_some() => plan.people.insert(
            at,
            PersonPlan {
                child: doubt.child.clone(),
                is_new: false,
                rows: Vec::new(),
                steps: Vec::new(),
                questions: vec![question],
                left_alone: 0,
            },
        ),
        Err(_) => {} // nobody to ask about: the problem stays in the run's list
    }
}

/// New children whose number is another's without its leading zeros, with the same date of birth.
fn lost_zeros(held: &Held, incoming: &Incoming) -> BTreeMap<Child, Child> {
    fn key(child: &Child, rows: &ChildRows) -> Option<(String, NaiveDate)> {
        let text = child.as_str();
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some((text.trim_start_matches('0').to_owned(), birth(rows)?))
    }
    let mut padded: BTreeMap<(String, NaiveDate), &Child> = BTreeMap::new();
    for (child, rows) in held.ledger.children.iter().chain(&incoming.children) {
        if child.as_str().starts_with('0')
            && let Some(key) = key(child, rows)
        {
            padded.insert(key, child);
        }
    }
    incoming
        .children
        .iter()
        .filter(|(child, _)| !child.as_str().starts_with('0') && !held.people.contains_key(*child))
        .filter_map(|(child, rows)| Some((child.clone(), (*padded.get(&key(child, rows)?)?).clone())))
        .collect()
}

fn count(plan: &mut Plan) {
    let mut counts = Counts { left_alone: plan.counts.left_alone, ..Counts::default() };
    for person in &plan.people {
        counts.new_people += usize::from(person.is_new);
        counts.questions += person.questions.len();
        for step in &person.steps {
            match step.change {
                Change::Add(_) => counts.added += 1,
                Change::Change { .. } => counts.changed += 1,
                Change::End { .. } => counts.ended += 1,
                Change::Withdraw(_) => counts.withdrawn += 1,
            }
        }
    }
    for problem in &plan.problems {
        match problem.weight {
            Weight::LeavesOut => counts.left_out += 1,
            Weight::Check => counts.checks += 1,
            Weight::Refuses => {}
        }
    }
    plan.counts = counts;
}
